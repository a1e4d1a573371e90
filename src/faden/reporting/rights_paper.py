"""The answer to a request for correction or an objection, as a letter: German and another language side by side."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from faden.domain.client_texts.queries import Texts
from faden.domain.subject_requests.enums import RightsKind, RightsState
from faden.domain.subject_requests.models import ReceiverNotice, RightsRequest
from faden.lib import german
from faden.reporting.documents import render as typeset
from faden.reporting.two_languages import in_place, side_by_side

GROUP = "rights"


def sheet(request: RightsRequest, notices: Sequence[ReceiverNotice], *, number: str, language: str, on: date) -> bytes:
    """What was asked, what was decided and why, who is told, and where to complain.

    It names the case by its number: whoever decides does not know the client.

    :raises KeyError: there are no texts in this language
    """
    texts, data = side_by_side(GROUP, language=language)
    data |= {
        "file": number,
        "number": request.number,
        "received": german.day(request.received_on),
        "kind": request.kind,
        "against": request.against,
        "says": in_place(request.says, texts),
        "should_say": in_place(request.should_say, texts),
        "grounds": in_place(request.grounds, texts),
        "decided": _decided(request),
        "because": in_place(request.because, texts),
        "may_complain": request.state != RightsState.FULFILLED,
        "notices": [_notice(one, texts) for one in notices],
        "on": on,
    }
    return typeset("rights", data, language=language)


def _decided(request: RightsRequest) -> str:
    if request.state != RightsState.FULFILLED:
        return f"decided_{request.state}"
    return f"decided_fulfilled_{RightsKind(request.kind).value}"


def _notice(one: ReceiverNotice, texts: Texts) -> dict[str, Any]:
    key = "told_on" if one.told_on else "not_told" if one.spared_because else "told_later"
    return {
        "to": in_place(one.receiver or str(one.organisation), texts),
        "key": key,
        "value": german.day(one.told_on) if one.told_on else in_place(one.spared_because, texts),
    }
