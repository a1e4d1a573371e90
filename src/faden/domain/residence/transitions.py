"""What may follow what in a request to a residence authority, and who does it."""

from faden.domain.residence.enums import RequestAct, RequestState
from faden.lib.transitions import Transitions

REQUEST = Transitions[RequestState, RequestAct](
    tuple(RequestState),
    {
        (RequestState.DRAFT, RequestAct.SEND): RequestState.SENT,
        (RequestState.DRAFT, RequestAct.WITHDRAW): RequestState.WITHDRAWN,
        # Only while unread: what somebody has read cannot be taken back.
        (RequestState.SENT, RequestAct.WITHDRAW): RequestState.WITHDRAWN,
        (RequestState.SENT, RequestAct.READ): RequestState.READ,
        (RequestState.SENT, RequestAct.EXPIRE): RequestState.EXPIRED,
        (RequestState.READ, RequestAct.ASK): RequestState.QUERIED,
        (RequestState.READ, RequestAct.ANSWER): RequestState.ANSWERED,
        (RequestState.READ, RequestAct.EXPIRE): RequestState.EXPIRED,
        (RequestState.QUERIED, RequestAct.REPLY): RequestState.READ,
        (RequestState.QUERIED, RequestAct.ANSWER): RequestState.ANSWERED,
        (RequestState.QUERIED, RequestAct.EXPIRE): RequestState.EXPIRED,
        (RequestState.ANSWERED, RequestAct.CLOSE): RequestState.CLOSED,
    },
)

#: Acts of the authority; all others are acts of the case manager.
OFFICE_ACTS = frozenset({RequestAct.READ, RequestAct.ASK, RequestAct.ANSWER})
#: The authority sees these, as long as the release holds and the package has not expired.
OFFICE_SEES = (
    RequestState.SENT,
    RequestState.READ,
    RequestState.QUERIED,
    RequestState.ANSWERED,
    RequestState.CLOSED,
)
#: Somebody is waited for.
UNDER_WAY = (RequestState.SENT, RequestState.READ, RequestState.QUERIED)
