"""Names of files: what is left of one when nothing in it can deceive or break anything."""

import re
import unicodedata

LONGEST = 120
#: Control characters, and those that turn the direction of writing (``fdp.exe`` shown as ``exe.pdf``).
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
_SEPARATORS = re.compile(r'[\\/:*?"<>|]+')
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")


def safe_name(name: str, suffix: str) -> str:
    """The last part of a path, without anything that file systems or readers stumble over.

    :param suffix: how it ends, whatever it ended with before: the content says what a file is, not its name
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    words = " ".join(_SEPARATORS.sub(" ", _FORBIDDEN.sub("", last)).split())
    stem = _SUFFIX.sub("", words).strip(" .")
    return f"{stem[: LONGEST - len(suffix) - 1].rstrip(' .') or 'Dokument'}.{suffix}"
