"""Who may read which mark: facts about people and files, written down beside the product and without asking it."""

import re
from dataclasses import dataclass
from enum import Enum, auto

MARK = re.compile(r"Xq[b-df-hj-np-tv-z]{8}z")
#: Letters of marks: no vowels, so that no word of the product looks like one.
LETTERS = "bcdfghjklmnpqrstvwxyz"[:20]


class Kind(Enum):
    """What carries a mark."""

    IDENTITY = auto()
    FILE = auto()
    AUTHOR = auto()
    DISCLOSED = auto()


@dataclass(frozen=True)
class Mark:
    """A mark and what it stands on.

    :param case: number of the file it belongs to
    :param where: what carries it, in words
    :param author: for what its author keeps to themselves
    :param receiver: account to whom it was disclosed by a referral
    """

    text: str
    kind: Kind
    case: str
    where: str
    author: str = ""
    receiver: str = ""


@dataclass(frozen=True)
class Facts:
    """The files: who reads them whole, and whose person is restricted.

    :param readers: by case number, the accounts of the circle to whom the file is open
    :param restricted: numbers of the cases about restricted people
    """

    readers: dict[str, frozenset[str]]
    restricted: frozenset[str]

    def may_read(self, mark: Mark, account: str, path: str) -> bool:
        """Whether this account may read this mark in an answer from this path."""
        if mark.kind is Kind.AUTHOR:
            return account == mark.author
        if mark.kind is Kind.DISCLOSED and account == mark.receiver:
            return True
        if account not in self.readers[mark.case]:
            return False
        if mark.kind is Kind.IDENTITY and mark.case in self.restricted:
            # The opened file and the forms about it show who it is, and nothing else does: no list, search, calendar.
            return mark.case in path
        return True
