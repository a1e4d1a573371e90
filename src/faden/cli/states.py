"""Draw the state tables for the documentation: ``python -m faden.cli.states > docs/reference/zustaende.md``."""

import os
import sys
from typing import Any, Final

import django

HEAD: Final = """# Zustände

Erzeugt aus den Tabellen des Programms mit `make states`; nicht von Hand ändern.
"""


def document() -> str:
    """All state tables as diagrams, in the order in which a case meets them."""
    from faden.domain.cases.transitions import CONSTELLATION, MEASURE, PHASE, STAY  # noqa: PLC0415 - models can be imported only after the set-up
    from faden.domain.conferences.transitions import CONFERENCE  # noqa: PLC0415
    from faden.domain.findings.transitions import GAP, THEME  # noqa: PLC0415
    from faden.domain.letters.transitions import LETTER  # noqa: PLC0415
    from faden.domain.referrals.transitions import REFERRAL  # noqa: PLC0415
    from faden.domain.residence.transitions import REQUEST  # noqa: PLC0415
    from faden.domain.retention.transitions import ERASURE  # noqa: PLC0415
    from faden.domain.steering.transitions import MEETING  # noqa: PLC0415
    from faden.domain.subject_requests.transitions import ACCESS, RIGHTS  # noqa: PLC0415
    from faden.domain.tracks.transitions import STEP, TRACK  # noqa: PLC0415

    tables: list[tuple[str, Any]] = [
        ("Fall", STAY),
        ("Handlungskonstellation", CONSTELLATION),
        ("Phase", PHASE),
        ("Maßnahme", MEASURE),
        ("Begleitweg", TRACK),
        ("Schritt eines Begleitwegs", STEP),
        ("Verweis", REFERRAL),
        ("Anfrage an eine Behörde", REQUEST),
        ("Fallkonferenz", CONFERENCE),
        ("Brief", LETTER),
        ("Löschung einer Fallakte", ERASURE),
        ("Auskunftsersuchen", ACCESS),
        ("Berichtigung, Widerspruch", RIGHTS),
        ("Systemlücke", GAP),
        ("Thema", THEME),
        ("Sitzung", MEETING),
    ]
    parts = [f"\n## {name}\n\n```mermaid\n{table.as_mermaid(_label, _label)}\n```\n" for name, table in tables]
    return HEAD + "".join(parts)


def _label(word: Any) -> str:
    """The German word of a state or an act."""
    return str(getattr(word, "label", word))


def main() -> None:
    """Print the document as it is checked in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    django.setup()
    sys.stdout.write(document())


if __name__ == "__main__":
    main()
