"""``faden work``: do the jobs that acts have left, such as sending mail."""

import argparse

from django.core.management import call_command

from faden.cli.errors import OperatorError
from faden.kernel.database import condition


def run(_: argparse.Namespace) -> None:
    """Work until stopped.

    :raises OperatorError: the database is not fit to work with
    """
    if reason := condition.complaint():
        raise OperatorError(reason)
    call_command("procrastinate", "worker")
