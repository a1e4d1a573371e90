"""Without a mouse to the last page: let a helper in, open a file in an emergency, sign on the device."""

from datetime import date, timedelta

from django.utils import timezone

from faden.domain.cases.models import Case
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.morning import actor_in
from tests.journeys.tabbing import at_the_keyboard
from tests.journeys.thread import Office


def test_helper_emergency_and_signature_without_a_mouse(office: Office) -> None:
    today = timezone.localdate()
    manager = actor_in(office, "case_manager", today)
    mine, theirs = _cases(manager, today)
    with at_the_keyboard(office, manager) as (who, keys):
        who.page.goto(f"/faelle/{mine.number}/kreis/")
        keys.skip()
        keys.press("hinzuziehen", leads="/hinzuziehen/")
        keys.skip()
        keys.to("account")
        who.page.keyboard.press("ArrowDown")
        keys.write("reason", "Begleitung zum Amt")
        keys.to("scope")
        who.page.keyboard.press("Space")
        keys.press("Zugang einrichten", leads="/kreis/")
        who.told("Der Zugang ist eingerichtet.")

        who.page.goto("/faelle/notfall/")
        keys.skip()
        keys.write("number", theirs.number)
        keys.write("reason", "Die Klientin steht ohne Unterkunft vor der Tür.")
        keys.to("scope")
        who.page.keyboard.press("ArrowDown")
        keys.press("Akte im Notfall", leads=f"/faelle/{theirs.number}/")

        who.page.goto(f"/faelle/{mine.number}/formular/")
        keys.skip()
        keys.to("kind")
        for _ in range(2):
            who.page.keyboard.press("ArrowDown")
        keys.press("Auf diesem Gerät", leads="/tablet/unterschrift/")
        who.look("erklaerung-unterschreiben")
        keys.write("typed", "Testa Quittenbaum")
        who.page.keyboard.press("Enter")
        who.page.wait_for_url("**/tablet/danke/")


def _cases(manager: Actor, today: date) -> tuple[Case, Case]:
    """One of the manager's own, and one of a colleague whom they do not help."""
    since = today - timedelta(days=60)
    colleague = given.actor(Role.CASE_MANAGER, name="Mara Ohlenbusch", today=today)
    mine = given.case(manager, family_name="Quittenbaum", given_names="Testa", on=since, consented=True)
    return mine, given.case(colleague, family_name="Lindenzweig", on=since, consented=True)
