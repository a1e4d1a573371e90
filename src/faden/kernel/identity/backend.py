"""Check a password; the throttle has been asked before."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import account_by_email, account_by_id


class PasswordBackend(BaseBackend):
    """Address and password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        email: str = "",
        password: str = "",
        **_: Any,
    ) -> Account | None:
        """The account, or None; an unknown address costs as much time as a wrong password."""
        account = account_by_email(email)
        if account is None:
            make_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: UUID) -> Account | None:
        """The signed-in account (asked as that account)."""
        return account_by_id(user_id)
