"""What a track of a case holds is seen by the case's circle; the site's tracks are nobody's secret."""

from faden.domain.cases.rows import of_case
from faden.kernel.database.rows import Open, Table

ROWS = (
    Open("tracks_track", "the site's own configuration", commands=("SELECT", "INSERT", "UPDATE")),
    Table("tracks_casetrack", of_case("casetrack")),
    Table("tracks_trackchange", of_case("trackchange")[:2]),
    Table("tracks_trackstep", of_case("trackstep")),
    Table("tracks_trackstepchange", of_case("trackstepchange")[:2]),
    Table("tracks_trackanswer", of_case("trackanswer")),
)
