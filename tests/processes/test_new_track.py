"""A new track is a few lines in the site file: loaded, proposed, walked to its end, without a line of code."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from faden.domain.cases.models import Case
from faden.domain.catalogues.models import LegalArea
from faden.domain.people.enums import KnownBy
from faden.domain.people.models import LegalAreaPeriod
from faden.domain.tracks.models import CaseTrack, TrackStep
from faden.domain.tracks.queries import proposed_to
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.lib.german import day
from faden.processes.load_site import load
from faden.processes.site_file.findings import SiteFileError
from tests import given
from tests.architecture.sources import ROOT
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

#: All that a site writes.
NEW = """
  - kennung: asyl-ankommen
    name: Ankommen während des Asylverfahrens
    fuer: Menschen, die Leistungen nach dem AsylbLG bekommen.
    ab: 01.01.2026
    quelle: Faden
    vorschlag: {rechtskreise: [asylblg], alter_ab: 18}
    schritte:
      - {kennung: rundgang, name: Rundgang durch den Ort, art: Begleitung, faellig: 14 Tage nach beginn}
      - {kennung: anhoerung-ueben, name: Auf die Anhörung vorbereiten, art: Gespräch, faellig: 3 Wochen vor anhoerung}
    angaben:
      - {kennung: anhoerung, name: Tag der Anhörung, art: Datum, kategorie: Sozialdaten, zweck: Für die Vorbereitung.}
"""


def written(tmp_path: Path, text: str) -> Path:
    """The site with one more track, not yet loaded."""
    shutil.copytree(ROOT / "sites", tmp_path / "sites")
    path = tmp_path / "sites" / "paderborn.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("\nbegleitwege:\n", f"\nbegleitwege:{text}", 1), encoding="utf-8")
    return path


@pytest.fixture
def office(tmp_path: Path) -> tuple[Actor, Client, Case]:
    load(path=written(tmp_path, NEW), actor=system_actor(), on=today())
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today() - timedelta(days=30), consented=True)


def in_legal_area(manager: Actor, case: Case, key: str) -> None:
    with act_as(manager, today=today()):
        area = LegalArea.objects.get(key=key)
        told: dict[str, Any] = {"recorded_on": today(), "recorded_by_id": manager.id, "known_by": KnownBy.values[0]}
        LegalAreaPeriod.objects.create(person=case.person, legal_area=area, since=case.opened_on, **told)


def test_it_is_proposed_by_the_legal_area_and_begins_only_when_somebody_says_so(
    office: tuple[Actor, Client, Case],
) -> None:
    manager, client, case = office
    page = f"/faelle/{case.number}/begleitwege/"
    assert "passt zu diesem Fall" not in words_of(client.get(page))
    in_legal_area(manager, case, "asylblg")
    with act_as(manager, today=today()):
        assert [track.key for track in proposed_to(case, today())] == ["asyl-ankommen"]
        assert not CaseTrack.objects.exists()
    assert "Ankommen während des Asylverfahrens passt zu diesem Fall" in words_of(client.get(page))


def test_it_is_walked_to_its_end(office: tuple[Actor, Client, Case]) -> None:
    manager, client, case = office
    page = f"/faelle/{case.number}/begleitwege/"
    assert client.post(f"{page}asyl-ankommen/beginnen/", {"on": "heute"}).status_code == 303
    shown = words_of(client.get(page))
    assert day(today() + timedelta(days=14)) in shown
    assert "sobald bekannt: Tag der Anhörung" in shown
    with act_as(manager, today=today()):
        run = CaseTrack.objects.get()
    soon = today() + timedelta(days=10)
    known = {"angabe_anhoerung": day(soon), "version": str(run.version)}
    assert client.post(f"{page}{run.id}/angaben/", known).status_code == 303
    for key in ("rundgang", "anhoerung-ueben"):
        with act_as(manager, today=today()):
            step = TrackStep.objects.get(key=key)
        if key == "anhoerung-ueben":
            assert step.due_on == run.began_on, "three weeks before the hearing lies before the beginning"
        done = {"act": "do", "on": "heute", "version": str(step.version)}
        assert client.post(f"{page}{run.id}/schritt/{step.id}/", done).status_code == 303
    assert "2 von 2 Schritten erledigt" in words_of(client.get(page))
    ended = {"act": "end", "on": "heute", "reason": "Angekommen.", "version": str(run.version + 1)}
    assert client.post(f"{page}{run.id}/stand/", ended).status_code == 303


def test_changed_facts_say_what_fits_now(office: tuple[Actor, Client, Case]) -> None:
    manager, client, case = office
    in_legal_area(manager, case, "asylblg")
    answer = client.get(f"/faelle/{case.number}/person/{case.person_id}/bearbeiten/")
    form = {"given_names": "Ana", "family_name": "Đorđević", "birth_date": "01.02.1990", "version": "1"}
    assert answer.status_code == 200
    told = client.post(f"/faelle/{case.number}/person/{case.person_id}/bearbeiten/", form, follow=True)
    assert "passt der Begleitweg „Ankommen während des Asylverfahrens“" in words_of(told)
    form |= {"birth_date": day(today() - timedelta(days=3000)), "version": "2"}
    told = client.post(f"/faelle/{case.number}/person/{case.person_id}/bearbeiten/", form, follow=True)
    assert "gespeichert" in words_of(told)
    assert "passt der Begleitweg" not in words_of(told)


def test_a_legal_area_that_is_not_there_is_said_at_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, NEW.replace("asylblg]", "asylbgl]"))
    with pytest.raises(SiteFileError) as caught:
        load(path=path, actor=system_actor(), on=today())
    assert "vorschlag › rechtskreise › Eintrag 1" in str(caught.value)
    assert "Meinten Sie „asylblg“?" in str(caught.value)
