"""``faden key``: a fresh key for what is stored sealed."""

import argparse

from faden.lib.sealing import new_key


def run(_: argparse.Namespace) -> None:
    """Print it; whoever operates Faden puts it where the database and its backup are not."""
    print(new_key())
