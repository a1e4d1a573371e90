"""Everything that may leave casework: each ``*.sql`` beside this file, and nothing else.

A file is one SELECT with the columns ``figure, dimension, region, key, label, value, people``. They are joined into one
function of PostgreSQL, so that no file can forget what holds for all of them:

* only counts and sums of them, by words of the catalogues: no name, no text, no number of a case, no birth date;
* only somebody who holds one of ``READERS`` gets an answer;
* only whole months: two reports that end a day apart would tell what happened on that day;
* counts that take long are kept for a while, and ``counted_at`` says since when (ADR 21);
* how many people stand behind a value does not come out, only whether they are ``few`` (1 to k-1).

The values are true ones: which further cells must be hidden can only be decided from them (ADR 0008). They have one
reader, :mod:`faden.reporting.figures`, which gives on nothing but protected figures.
"""

from pathlib import Path

from faden.kernel.access.roles import Role
from faden.kernel.database.disclosure import Fact

READERS = (Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.MEMBER, Role.DATA_PROTECTION)
COLUMNS = "figure text, dimension text, region text, key text, label text, value numeric, few boolean"
FILES = tuple(sorted(Path(__file__).parent.glob("*.sql")))

_BODY = """
#variable_conflict use_column
BEGIN
  IF extract(day FROM first_day) <> 1 OR extract(day FROM end_day) <> 1 OR first_day >= end_day THEN
    RAISE EXCEPTION 'Figures are counted for whole months' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY
  WITH {counted}
  SELECT fact.figure::text, fact.dimension::text, fact.region::text, fact.key::text, fact.label::text,
    fact.value::numeric, coalesce(fact.people BETWEEN 1 AND site.k - 1, false)
  FROM ({files}) fact
  CROSS JOIN (SELECT coalesce((SELECT minimum_group_size FROM places_site), 5) AS k) site;
END
"""

FACTS = (
    Fact(
        "faden_facts",
        (("first_day", "date"), ("end_day", "date")),
        COLUMNS,
        READERS,
        _BODY.format(
            files="\nUNION ALL\n".join(f"TABLE {file.stem}" for file in FILES),
            counted=",\n".join(f"{file.stem} AS (\n{file.read_text('utf-8')})" for file in FILES),
        ),
        # A kept answer is none from the withdrawal on.
        while_same="faden_evaluations_withdrawn()",
    ),
)
