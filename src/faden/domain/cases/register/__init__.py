"""What casework stores about whom, field by field."""

from faden.domain.cases.register.counselling import COUNSELLING
from faden.domain.cases.register.file import FILE
from faden.domain.cases.register.plan import PLAN
from faden.kernel.database.register import Activity

ACTIVITIES = (
    Activity(
        key="casework",
        name="Fallarbeit",
        purpose="Menschen mit Einwanderungsgeschichte beraten, begleiten und an Hilfen vermitteln",
        whom="Klient:innen, ihre Angehörigen, Ansprechpersonen",
        receivers="niemand als Folge einer anderen Handlung; jede Weitergabe ist ein eigener Schritt",
        basis="Einwilligung (Art. 6 Abs. 1 Buchst. a, Art. 9 Abs. 2 Buchst. a DSGVO)",
    ),
)

REGISTER = (*FILE, *PLAN, *COUNSELLING)
