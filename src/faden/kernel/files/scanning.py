"""The virus scanner of the site, if it has one."""

import logging

from django.conf import settings

from faden.lib.file_content import Unwanted
from faden.lib.virus_scanner import Scanner, ScannerAway

AWAY = (
    "Der Virenscanner antwortet gerade nicht, deshalb wird nichts abgelegt. Bitte versuchen Sie es später noch einmal "
    "oder sagen Sie der Administration Bescheid."
)
INFECTED = "Der Virenscanner hat Schadsoftware darin gefunden. Die Datei wurde nicht abgelegt."
logger = logging.getLogger(__name__)


def scanner() -> Scanner | None:
    """The one that is configured."""
    return Scanner(settings.CLAMD) if settings.CLAMD else None


def scanned(content: bytes) -> bool:
    """Have a content looked at; whether it was.

    :raises Unwanted: something was found, or nobody could look and the site wants that somebody does
    """
    if (asked := scanner()) is None:
        return False
    try:
        found = asked.found_in(content)
    except ScannerAway as error:
        logger.error("the virus scanner does not answer: %s", error)  # noqa: TRY400  a trace would say no more
        if settings.CLAMD_MAY_BE_AWAY:
            return False
        raise Unwanted(AWAY) from error
    if found is not None:
        logger.warning("a file was refused: the virus scanner found %s", found)
        raise Unwanted(INFECTED)
    return True
