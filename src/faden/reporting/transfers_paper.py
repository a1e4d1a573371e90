"""What has left the case, as a sheet for the client: German and the client's language side by side."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.queries.transfers import basis_of
from faden.domain.client_texts.queries import Texts
from faden.domain.residence.queries import taken_back_unread
from faden.lib import german
from faden.reporting.documents import render as typeset
from faden.reporting.two_languages import in_place, side_by_side

GROUP = "transfers"
UNREAD = "ungelesen zurückgezogen"


def sheet(case: Case, transfers: Sequence[Transfer], *, language: str, on: date) -> bytes:
    """Every transfer: when, to whom, what in words of the trade, and what allowed it.

    :raises KeyError: there are no texts in this language
    """
    texts, data = side_by_side(GROUP, language=language)
    unread = taken_back_unread(case)
    data |= {
        "client": case.person.full_name,
        "on": on,
        "transfers": [_transfer(one, texts, unread=one.origin_id in unread) for one in transfers],
    }
    return typeset("transfers", data, language=language)


def _transfer(transfer: Transfer, texts: Texts, *, unread: bool) -> dict[str, Any]:
    contained = f"{transfer.contained} ({UNREAD})" if unread else transfer.contained
    return {
        "on": german.day(transfer.on),
        "to": transfer.receiver or str(transfer.organisation),
        "kind": transfer.kind,
        "what": in_place(contained, texts),
        "allowed": "law" if transfer.legal_basis_id else "release",
        "basis": basis_of(transfer),
    }
