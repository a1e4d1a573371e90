"""The client's data and the family in the small world."""

from datetime import date
from typing import Any

from faden.domain.cases.enums import ChildCare, Responsible
from faden.domain.cases.models import Case
from faden.domain.cases.operations.clashes import accept_clash
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.queries.clashes import clashes_of
from faden.domain.cases.queries.family import family_of
from faden.domain.people.enums import ChannelKind, EntryKind, Relation
from faden.domain.people.operations import add_entry
from faden.domain.people.operations.target_groups import set_target_group
from faden.kernel.access.actor import Actor
from faden.processes.client_data import add_relative
from tests import given

HISTORY = EntryKind.CHANNEL.value


def families(case: Case, *, actor: Actor, today: date) -> dict[str, Any]:
    """A child, a way to reach the client, and two clashes of which one is accepted; call it acting."""
    everyday: dict[str, Any] = {"actor": actor, "today": today}
    child: dict[str, Any] = {"given_names": "Mila", "family_name": "Zwickelmark", "relation": Relation.CHILD}
    member = add_relative(case=case, household_name="Familie", since=today, **child, **everyday)
    phone: dict[str, Any] = {"kind": ChannelKind.PHONE, "value": "05251 12345"}
    channel = add_entry(person=case.person, history=EntryKind.CHANNEL, **phone, **everyday)
    case = Case.objects.get(id=case.id)
    group = given.target_group()
    belonging = set_target_group(person=case.person, target_group=group, since=today, **everyday)
    for title in ("Sprachkurs", "Fahrschule"):
        care: dict[str, Any] = {"responsible": Responsible.CLIENT, "child_care": ChildCare.NEEDED}
        plan_measure(case=case, title=title, on=today, **care, **everyday)
    first, other = clashes_of(case, family_of(case, today), today).standing
    accepted = accept_clash(case=case, key=first.clash.key, reason="Die Oma kommt.", **everyday)
    return {
        "person_id": case.person_id,
        "relative_id": member.id,
        "entry_id": channel.id,
        "belonging_id": belonging.id,
        "clash": other.clash.key,
        "acceptance_id": accepted.id,
    }
