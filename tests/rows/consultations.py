"""What the names of pseudonymised cases are derived from: nobody reads it."""

from faden.domain.consultations.models import PseudonymSecret
from tests.rows.ground import Ground
from tests.rows.world import OWNER, Allowed, Row, _columns


def add_consultations(here: Ground) -> None:
    """The one row that the migration has drawn."""
    secret = PseudonymSecret.objects.using(OWNER).get()
    here.world.rows.append(Row(secret._meta.db_table, "drawn", _columns(secret), Allowed()))
