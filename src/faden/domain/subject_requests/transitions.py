"""The way of a request for access."""

from faden.domain.subject_requests.enums import AccessAct, AccessState
from faden.lib.transitions import Transitions

ACCESS = Transitions[AccessState, AccessAct](
    tuple(AccessState),
    {
        (AccessState.RECEIVED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.RECEIVED, AccessAct.REFUSE): AccessState.REFUSED,
        # Collected once more: what was written since comes in, and the review begins anew.
        (AccessState.COLLECTED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.COLLECTED, AccessAct.REVIEW): AccessState.REVIEWED,
        (AccessState.COLLECTED, AccessAct.REFUSE): AccessState.REFUSED,
        (AccessState.REVIEWED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.REVIEWED, AccessAct.DELIVER): AccessState.DELIVERED,
        (AccessState.REVIEWED, AccessAct.REFUSE): AccessState.REFUSED,
    },
)
OPEN = tuple(state for state in AccessState if state not in ACCESS.final)
