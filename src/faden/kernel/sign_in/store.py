"""Where Django keeps sessions: one row each, found by a digest of the key that only the browser has."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends import db
from django.db.models.functions import Now

from faden.kernel.sign_in.models import Session

#: What the session says about itself; the columns of its row repeat it, so that they can be listed.
ACCOUNT, BEGAN, SEEN, DEVICE = "account", "began", "seen", "device"
#: Password given, second factor still to come: whose it is stands first.
HALF = "half"


def digest(key: str) -> str:
    """What is stored instead of the key."""
    return sha256(f"faden.session:{key}".encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Django's sessions in the database, without their keys."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        found = None
        if key is not None:
            found = Session.objects.filter(session_key=digest(key), expire_date__gt=Now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether the key is taken."""
        return Session.objects.filter(session_key=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row as it will be stored."""
        return Session(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=_whose(data),
            device=str(data.get(DEVICE, "")),
            began_at=_moment(data.get(BEGAN)),
            seen_at=_moment(data.get(SEEN)),
        )

    def delete(self, session_key: str | None = None) -> None:
        """Forget the row."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest(key)).delete()


def _whose(data: dict[str, Any]) -> UUID | None:
    """Also of a sign-in on its way: it ends with the sessions of the account."""
    whose = data.get(ACCOUNT) or data.get(HALF, [None])[0]
    return UUID(whose) if whose else None


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
