"""The trace: who did or read what (``from faden.kernel.audit import operations as audit``)."""
