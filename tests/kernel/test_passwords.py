"""Long and one's own is enough; what others try first is not taken."""

import pytest
from django.contrib.auth.hashers import check_password, make_password

from faden.kernel.identity.passwords import complaint_about, is_known

AMIRA = "Amira Yilmaz amira.yilmaz@paderborn.example Kreis Paderborn"


@pytest.mark.parametrize(
    "password",
    [
        "drei grüne Fahrräder",
        "xkzqwvbnmplr",
        "ﾊﾟｽﾜｰﾄは長いほどよい",
        "🐌🐙🐊🐿🐝🐞🦋🐢🐬🐳🦔🦜",
        "Mein Hund Paderborn frisst Karotten",
        "a" * 5 + "bcdefgh" + "ijk" * 20,
        " führende und folgende Leerzeichen ",
    ],
)
def test_whatever_is_long_and_ones_own_is_taken(password: str) -> None:
    assert complaint_about(password, around=AMIRA) is None


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("kurz", "12 Zeichen"),
        ("elf Zeichen", "12 Zeichen"),
        ("x" * 1001, "höchstens"),
        ("butterfly123", "Listen"),
        ("Butterfly123", "Listen"),
        ("Paderborn2026", "etwas Eigenes"),
        ("Amira.Yilmaz!", "etwas Eigenes"),
        ("YilmazYilmaz1", "etwas Eigenes"),
        ("Willkommen-Faden-2026", "etwas Eigenes"),
        ("aaaaaaaaaaaaaaaa", "etwas Eigenes"),
        ("1212121212121212", "etwas Eigenes"),
    ],
)
def test_what_others_try_first_is_not(password: str, word: str) -> None:
    assert word in (complaint_about(password, around=AMIRA) or "")


def test_the_list_holds_what_is_known() -> None:
    assert is_known("1q2w3e4r5t6y")
    assert not is_known("drei grüne Fahrräder")


def test_nothing_is_cut_off_or_changed_before_it_is_checked() -> None:
    long = "ä" * 500
    stored = make_password(long)
    assert check_password(long, stored)
    assert not check_password(long[:-1], stored)
    assert not check_password(long.upper(), stored)
