"""Which connection does what: pages use ``default`` (the app's role), only migrations use ``owner``."""

from typing import Any


class AppRole:
    """Tables are created by their owner, never by the role that serves pages."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ARG002 - Django's signature
        """Only the owner migrates."""
        return db == "owner"

    def allow_relation(self, one: object, other: object, **hints: Any) -> bool:  # noqa: ARG002 - Django's signature
        """Both connections lead to the same database."""
        return True
