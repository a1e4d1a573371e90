"""``faden account``: the first account of a new installation; the administration opens all others on its pages."""

import argparse

from django.db import transaction
from django.utils import timezone

from faden.cli.errors import OperatorError
from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.processes.keep_accounts import give_role, open_account


def run(order: argparse.Namespace) -> None:
    """Open an account with a role for the whole site; its first password is printed once.

    :raises OperatorError: the address has an account already
    """
    today, system = timezone.localdate(), system_actor()
    try:
        with act_as(system, today=today), transaction.atomic():
            opened = open_account(email=order.email, name=order.name, actor=system)
            role = give_role(account=opened.account, role=Role(order.role), since=today, actor=system)
    except Invalid as error:
        raise OperatorError(str(error)) from None
    print(f"Konto {opened.account.email} ({role.get_role_display()}), erstes Passwort: {opened.password}")
