"""A case is seen by its circle, and by nobody else.

The circle is the only list that decides: responsible case manager, covers, helpers, emergency accesses, each dated.
Everything counselled hangs on the case and follows it. ``faden_my_cases()`` are the cases seen whole; of a case that is
shared in part only what has a life domain is seen, where that lies in the scope (docs/adr/0029).
"""

from faden.domain.cases.rows.conditions import IN_PART, MINE, TOUCHED, of_case, of_part
from faden.domain.cases.rows.emergencies import EMERGENCY_GUARDS
from faden.domain.cases.rows.guards import CIRCLE_GUARDS
from faden.domain.cases.rows.handing_over import HANDOVER_GUARDS
from faden.domain.cases.rows.parts import PART_GUARDS
from faden.domain.cases.rows.reading_days import READING_GUARDS
from faden.domain.cases.rows.tables import ROWS

GUARDS = (*CIRCLE_GUARDS, *HANDOVER_GUARDS, *PART_GUARDS, *EMERGENCY_GUARDS, *READING_GUARDS)

__all__ = ["GUARDS", "IN_PART", "MINE", "ROWS", "TOUCHED", "of_case", "of_part"]
