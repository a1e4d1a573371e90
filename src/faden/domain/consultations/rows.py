"""The sheets that coordination and lead read, made by the database; and the secret of their names, read by nobody."""

from pathlib import Path

from faden.domain.consent.rows import EVALUATED
from faden.kernel.database.rows import Guard, Table

#: What is told of a running case of the actor's reach, and how it is made coarser: the comments stand in the file.
SHEETS = (Path(__file__).parent / "facts.sql").read_text("utf-8").format(evaluated=EVALUATED)

GUARDS = (Guard("faden_case_facts(wanted jsonb)", "jsonb", SHEETS),)

ROWS = (Table("consultations_pseudonymsecret", (), guard_reads=True),)
