"""``faden demo-accounts``: with which addresses and passwords one can sign in to the demo."""

import argparse
import json

from faden.cli.demos import demo_of
from faden.cli.errors import OperatorError


def run(order: argparse.Namespace) -> None:
    """Show them as lines or as JSON.

    :raises OperatorError: this demo has never been built
    """
    accounts = demo_of(order.site).remembered().get("accounts")
    if not accounts:
        raise OperatorError(f"Die Demo {order.site} gibt es noch nicht: „make demo SITE={order.site}“ aufrufen.")
    if order.json:
        print(json.dumps(accounts, ensure_ascii=False, indent=2))
        return
    for account in accounts:
        print(account["email"], account["password"], ", ".join(account["roles"]), sep="\t")
