"""Opening a file: who opens it sees it, may do what they came for, and leaves a trace when they read."""

from datetime import date

from faden.domain.cases.queries.file import File, file_of
from faden.domain.cases.rules import CaseRule, may_read
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit


def open_file(*, number: str, actor: Actor, today: date, reads: bool, may: CaseRule | None = None) -> File:
    """Open a case.

    :param reads: it is shown; otherwise only something is done in it, which leaves a trace of its own
    :raises NotVisible: not for this actor
    :raises Refused: the rule's reason
    """
    file = file_of(number, today)
    if not may_read.allows(actor, file.circle):
        raise NotVisible
    if may is not None:
        may.check(actor, file.case, file.circle)
    if reads:
        audit.record_reading(actor=actor, subject=file.case)
    return file
