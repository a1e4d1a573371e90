"""Contents that nobody reads who has only the database.

A model that inherits ``SealedContent`` keeps each content under a random key of its own, and that key sealed by the
master key of the installation (``FADEN_SEALING_KEYS``). A new master key is brought in by sealing the small keys anew,
however large the contents are (``faden files rotate``).
"""
