"""A migration that writes rows of a guarded table works for an owner who is no superuser, as in production."""

import re
from pathlib import Path

import faden

WRITES = re.compile(r"\.objects\.|UPDATE [a-z{]|INSERT INTO")
LIFTS = re.compile(r"NO FORCE ROW LEVEL SECURITY|seal_existing")
#: What they write into was made a moment before and is not guarded yet, or the words are those of a trigger.
UNGUARDED = {
    "identity/migrations/0002_system.py",
    "consultations/migrations/0001_initial.py",
    "audit/migrations/0004_unusual.py",
}


def test_whoever_writes_guarded_rows_lifts_the_force_first() -> None:
    """The owner is bound by forced policies, and none is the owner's; ``prepare`` forces them again afterwards."""
    writing, forgotten = set(), []
    for file in Path(faden.__file__).parent.glob("*/*/migrations/0*.py"):
        text, name = file.read_text(encoding="utf-8"), "/".join(file.parts[-3:])
        if WRITES.search(text):
            writing.add(name)
            if not LIFTS.search(text) and name not in UNGUARDED:
                forgotten.append(name)
    assert forgotten == []
    assert writing >= UNGUARDED
