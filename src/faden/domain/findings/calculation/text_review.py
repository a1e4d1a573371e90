"""What must be settled in a text before it leaves casework.

Two kinds of remarks. *Forbidden* is what no report needs and what leads straight to a person: the name of somebody in
the case it comes from, a mail address, a bank account; the reporter has to write it differently. Everything else is
doubtful: a pattern can err ("Frau Holle" is a nursery, a number may be a form's), so the reporter may state that it is
not about a person. How often that was stated is written into the trace, what was stated is not.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from faden.kernel.access.errors import Invalid
from faden.lib import names as name_forms
from faden.lib.personal_text import Finding, Kind, check

FORBIDDEN_KINDS = frozenset({Kind.MAIL, Kind.BANK})
REFUSAL = "Im Text steht etwas, das auf eine Person hinweisen kann. Bitte prüfen Sie die markierten Stellen."


@dataclass(frozen=True)
class Remark:
    """A stretch of the text that looks like personal data.

    :param key: the same for the same words, wherever they stand: what is stated about them survives a correction
    """

    finding: Finding
    is_forbidden: bool

    @property
    def key(self) -> str:
        """What a statement refers to."""
        return f"{self.finding.kind}:{name_forms.search_form(self.finding.excerpt)}"


class PersonalData(Invalid):
    """The text cannot leave casework like this."""

    def __init__(self, remarks: Collection[Remark]) -> None:
        """:param remarks: what has still to be changed or stated."""
        super().__init__({"text": REFUSAL})
        self.remarks = tuple(remarks)


def review(text: str, *, names: Iterable[str] = (), places: Iterable[str] = ()) -> tuple[Remark, ...]:
    """Remarks on a text, in its order.

    :param names: of the people in the case, as they stand in the file
    :param places: so small that they help to recognize somebody
    """
    known = list(names)
    words = frozenset(word for name in known for word in name_forms.tokens(name) if len(word) > 1)
    return tuple(Remark(found, _is_forbidden(found, words)) for found in check(text, names=known, places=places))


def settle(remarks: Collection[Remark], stated: Collection[str]) -> dict[str, int]:
    """Count by kind what was stated not to be about a person.

    :param stated: keys of remarks
    :raises PersonalData: something is forbidden, or neither changed nor stated
    """
    if unsettled := [remark for remark in remarks if remark.is_forbidden or remark.key not in stated]:
        raise PersonalData(unsettled)
    return dict(Counter(str(remark.finding.kind) for remark in remarks))


def _is_forbidden(found: Finding, known: frozenset[str]) -> bool:
    """A name of the case is forbidden where it is written as a name; what only sounds like one is doubtful."""
    if found.kind in FORBIDDEN_KINDS:
        return True
    is_name = found.kind is Kind.NAME and found.excerpt[0].isupper()
    return is_name and not known.isdisjoint(name_forms.tokens(found.excerpt))
