"""A case conference is seen and kept by the circle of its case; nobody else has a row of it."""

from faden.domain.cases.rows import of_case
from faden.kernel.database.rows import Table

ROWS = (
    Table("conferences_caseconference", of_case("caseconference")),
    Table("conferences_conferencestep", of_case("conferencestep")[:2]),
    Table("conferences_conferenceparticipant", of_case("conferenceparticipant", removable=True)),
    Table("conferences_conferenceagreement", of_case("conferenceagreement")),
    # That somebody got the minutes is never taken back.
    Table("conferences_minuteshandout", of_case("minuteshandout")[:2]),
)
