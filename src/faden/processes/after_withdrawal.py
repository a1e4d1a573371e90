"""What a withdrawal leaves to be done: who was told what, and what is still under way on the strength of it."""

from dataclasses import dataclass
from datetime import date

from faden.domain.cases.models import Case, CircleMember, Transfer
from faden.domain.cases.queries.circle import helping_on
from faden.domain.cases.queries.transfers import transfers_on
from faden.domain.conferences.models import CaseConference
from faden.domain.conferences.queries import planned_with
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.queries import advices_on
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.models import Referral
from faden.domain.referrals.queries import is_closed_to_receiver, unfinished_to
from faden.domain.residence.models import ResidenceRequest
from faden.domain.residence.queries import waiting_on


@dataclass(frozen=True)
class Aftermath:
    """What rests on a declaration.

    :ivar transfers: what was passed on resting on it, the oldest first
    :ivar receivers: who got it: they are told of the withdrawal
    :ivar referrals: under way, and closed to the organisation because nothing lets it see them any more
    :ivar requests: to a residence authority, sent on it and still waited for
    :ivar conferences: ahead, to which the organisation is asked with the client's name
    :ivar helpers: of the organisation, whose access to the file rests on it and ends with it
    :ivar advices: cases brought in with the client's name on it: they end with it
    """

    transfers: tuple[Transfer, ...]
    receivers: tuple[Organisation, ...]
    referrals: tuple[Referral, ...]
    requests: tuple[ResidenceRequest, ...]
    conferences: tuple[CaseConference, ...]
    helpers: tuple[CircleMember, ...]
    advices: tuple[CaseAdvice, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nobody has been told anything, and nothing is open."""
        return not (self.transfers or self.referrals or self.requests or self.conferences or self.helpers)


def aftermath(*, case: Case, consent: Consent, on: date) -> Aftermath:
    """What has been passed on resting on this declaration, and what is still open in this case."""
    transfers = tuple(transfers_on(consent))
    if consent.organisation is None:
        return Aftermath(transfers, (), (), (), (), (), ())
    receivers = {one.organisation.id: one.organisation for one in transfers if one.organisation is not None}
    under_way = unfinished_to(case, consent.organisation)
    return Aftermath(
        transfers,
        tuple(receivers.values()),
        tuple(one for one in under_way if is_closed_to_receiver(one, on=on)),
        tuple(waiting_on(consent, case)),
        tuple(planned_with(case, consent.organisation)),
        tuple(helping_on(consent, case, on)),
        tuple(advices_on(consent, case, on)),
    )
