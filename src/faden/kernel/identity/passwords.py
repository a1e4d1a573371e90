"""Which passwords are taken: long ones that nobody guesses; any characters, and never a change by the calendar."""

import re
import string
from collections.abc import Iterable
from functools import cache
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from faden.kernel.identity.leaked import is_leaked

SHORTEST: Final = 12
LONGEST: Final = 1000
#: So much must be left when everything is taken out that somebody who knows the office would try first.
LEAST_OF_ONES_OWN: Final = 8
#: What stands on every door of such an office (ASVS 6.1.2); names of the person and of the site are added.
OF_THE_HOUSE: Final = frozenset({
    "faden", "kim", "integration", "integrationsmanagement", "kommunal", "kommunales", "kreis", "stadt",
    "amt", "verwaltung", "beratung", "case", "management", "manager", "koordination", "leitung",
    "ausländerbehörde", "jobcenter", "jugendamt", "passwort", "password", "kennwort", "geheim", "willkommen",
    "hallo", "qwertz", "qwerty", "asdf", "12345678", "1234567", "123456", "12345", "1234", "123", "frühling",
    "sommer", "herbst", "winter", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
})  # fmt: skip
AROUND: Final = string.digits + string.punctuation + " "
#: Nothing is taken unchecked; `faden doctor` says what is wrong with the list.
UNCHECKED: Final = "Passwörter lassen sich gerade nicht prüfen. Bitte der Administration sagen, dass die Liste fehlt."
YEAR: Final = re.compile(r"(19|20)\d\d")


def complaint_about(password: str, *, around: str = "") -> str | None:
    """Why a password is not taken, in German, or None.

    :param around: name and address of whoever will use it, and the site's name: they must not be most of it
    """
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen. Ein kurzer Satz lässt sich am leichtesten merken."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    try:
        known = is_known(password)
    except (OSError, ValueError):
        return UNCHECKED
    if known:
        return (
            "Dieses Passwort steht auf Listen, die beim Ausprobieren zuerst genommen werden. Bitte ein anderes wählen."
        )
    if settings.LEAKED_PASSWORDS and (complaint := _leaked(password)):
        return complaint
    own = _of_ones_own(password, OF_THE_HOUSE | set(re.split(r"\W+", around.casefold())))
    if len(own) < LEAST_OF_ONES_OWN or len(set(own)) < LEAST_OF_ONES_OWN // 2:
        return (
            "Das Passwort besteht fast nur aus Wörtern, auf die hier jede Person käme (Name, Ort, Amt, Jahr). "
            "Bitte etwas Eigenes dazunehmen."
        )
    return None


def is_known(password: str) -> bool:
    """Whether it, or what is left without the digits and signs around it, was found in stolen collections.

    Django ships the 20,000 most frequent; ``FADEN_PASSWORD_LIST`` names a file with more, one in a line.
    """
    return _stands_on_the_list(password) or _stands_on_the_list(password.strip(AROUND))


def complaint_about_words() -> str | None:
    """Why the file of ``FADEN_PASSWORD_LIST`` cannot be used, in German, or None."""
    try:
        _list()
    except OSError as error:
        return f"{settings.PASSWORD_LIST}: {error.strerror}"
    except ValueError:
        return f"{settings.PASSWORD_LIST} ist kein Text"
    return None


def _leaked(password: str) -> str | None:
    try:
        leaked = is_leaked(password, settings.LEAKED_PASSWORDS)
    except (OSError, ValueError):
        return UNCHECKED  # an empty file cannot be mapped
    return (
        "Dieses Passwort ist bei einem Datendiebstahl bekannt geworden. Bitte ein anderes wählen." if leaked else None
    )


def _stands_on_the_list(password: str) -> bool:
    try:
        _list().validate(password)
    except ValidationError:
        return True
    return False


@cache
def _list() -> CommonPasswordValidator:
    """Read it once; it takes a tenth of a second."""
    return CommonPasswordValidator(settings.PASSWORD_LIST) if settings.PASSWORD_LIST else CommonPasswordValidator()


def _of_ones_own(password: str, words: Iterable[str]) -> str:
    rest = YEAR.sub("", password.casefold())
    for word in sorted((word for word in words if len(word) > 2), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest
