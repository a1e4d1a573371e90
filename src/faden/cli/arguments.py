"""What stands behind ``faden``: read strictly, and refused in one German line."""

import argparse
import re
from typing import Final, NoReturn

MISUSED: Final = 2
HIGHEST_PORT: Final = 65_535
#: argparse's own sentences, as it makes them with the C locale, and ours.
SENTENCES: Final = (
    (r"the following arguments are required: (?P<what>.+)", "Es fehlt: {what}."),
    (
        r"argument (?P<what>[^:]+): invalid choice: '(?P<given>.*)' \(choose from (?P<known>.+)\)",
        "„{given}“ gibt es hier nicht, sondern: {known}.",
    ),
    (r"argument (?P<what>[^:]+): expected .+", "Hinter {what} fehlt etwas."),
    (r"argument (?P<what>[^:]+): (?P<why>.+)", "{what}: {why}"),
    (r"unrecognized arguments: (?P<what>.+)", "Das kennt dieser Auftrag nicht: {what}."),
    (r"ambiguous option: (?P<what>\S+) .*", "{what} ist nicht eindeutig."),
)


class OneLine(argparse.ArgumentParser):
    """A parser that says in one line what is wrong, and where the rest stands."""

    def error(self, message: str) -> NoReturn:
        """Say it, and end with the exit status of an order that was misspelled."""
        self.exit(MISUSED, f"faden: {in_german(message)} („{self.prog} --help“ zeigt, was möglich ist.)\n")


def in_german(message: str) -> str:
    """Turn what argparse complains about into a German sentence; what is not known stays as it is."""
    for pattern, sentence in SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            told = {
                name: text.replace("'", "") if name == "known" else text for name, text in found.groupdict().items()
            }
            return sentence.format(**told)
    return message


def port(text: str) -> int:
    """Read the number of a port.

    :raises ArgumentTypeError: it is none
    """
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Port (1 bis {HIGHEST_PORT}).")
    return int(text)


def positive(text: str) -> int:
    """Read a whole number from one on.

    :raises ArgumentTypeError: it is none
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine ganze Zahl ab 1.")
    return int(text)
