"""The answer to a request for access, as a paper and for machines; the shape is told in docs/reference/auskunft.md."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from faden.domain.places.queries import site
from faden.reporting.documents import render as typeset

#: What Art. 15 (1) wants told besides the data themselves: heading and text.
TOLD = (
    (
        "Wozu und worauf gestützt",
        (
            "Wozu die Angaben gebraucht werden und wie lange sie bleiben, steht bei jedem Abschnitt. "
            "Grundlage der Fallarbeit ist Ihre Einwilligung, die Sie jederzeit widerrufen können, und die "
            "Aufgabe der Kommune, Zugewanderte zu begleiten."
        ),
    ),
    (
        "Wer die Angaben erhalten hat",
        (
            "Im Abschnitt „Weitergaben“ steht jede Stelle, die etwas erhalten hat, mit Tag und Grundlage. Es "
            "gibt keine Übermittlung in ein Land außerhalb der Europäischen Union."
        ),
    ),
    (
        "Woher die Angaben stammen",
        (
            "Von Ihnen selbst, aus Gesprächen und Unterlagen, die Sie gegeben haben, und von Stellen, die "
            "Ihnen mit Ihrer Erlaubnis geantwortet haben."
        ),
    ),
    (
        "Automatische Entscheidungen",
        "Es gibt keine. Über Sie entscheidet immer ein Mensch.",
    ),
    (
        "Ihre Rechte",
        (
            "Sie können verlangen, dass Falsches berichtigt (Art. 16 DSGVO) und nicht mehr Benötigtes "
            "gelöscht wird (Art. 17), dass die Verarbeitung eingeschränkt wird (Art. 18), und Sie können "
            "widersprechen (Art. 21). Beschweren können Sie sich bei der Landesbeauftragten für Datenschutz "
            "und Informationsfreiheit Nordrhein-Westfalen, Kavalleriestraße 2–4, 40213 Düsseldorf."
        ),
    ),
    (
        "Was geschwärzt ist",
        (
            "Namen und Angaben anderer Menschen sind geschwärzt (Art. 15 Abs. 4 DSGVO); Fachkräfte stehen "
            "ohne Namen. Kopien der abgelegten Dokumente bekommen Sie auf Wunsch von der Stelle, die Sie "
            "begleitet; hier stehen sie als Liste."
        ),
    ),
)


def as_json(package: Mapping[str, Any]) -> bytes:
    """The reviewed package with what Art. 15 wants told besides."""
    told = [{"heading": heading, "text": text} for heading, text in TOLD]
    return json.dumps({**package, "information": told}, ensure_ascii=False, indent=1).encode()


def as_pdf(package: Mapping[str, Any], *, received_on: date) -> bytes:
    """The same as a paper."""
    here = site()
    return typeset(
        "subject_access",
        {
            "site": here.name if here else "",
            "number": package["number"],
            "client": package["name"],
            "received_on": received_on,
            "on": date.fromisoformat(package["collected_on"]),
            "told": [list(pair) for pair in TOLD],
            "sections": [_section(one) for one in package["sections"]],
        },
    )


def _section(one: Mapping[str, Any]) -> dict[str, Any]:
    rows = [[[field["label"], field["value"]] for field in row] for row in one["rows"]]
    # Search keys and the like: a line instead of a list.
    if len(rows) > 1 and all(len(row) == 1 for row in rows):
        rows = [[[rows[0][0][0], ", ".join(row[0][1] for row in rows)]]]
    return {"name": one["name"], "purpose": one["purpose"], "kept": one["kept"], "rows": rows}
