"""Loading a site: what the sources say stands in the database, twice changes nothing, what vanishes is ended."""

import re
import shutil
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from faden.domain.cases.models import ClosingRule
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.consent.queries import laws_on
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality, Neighbourhood, Region, Site
from faden.domain.places.queries import regions
from faden.domain.programme.models import GoalTarget, MilestonePeriod
from faden.domain.staffing.models import Post
from faden.domain.steering.models import Body, Seat
from faden.domain.tracks.models import Track
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import system_actor
from faden.processes.load_site import Changes, check, load, plan
from faden.processes.site_file.changes import Kind
from faden.processes.site_file.findings import SiteFileError
from tests import given
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.django_db

SITES = ROOT / "sites"
LATER = given.TODAY + timedelta(days=30)


def loaded(path: Path, on: date = given.TODAY) -> Changes:
    return load(path=path, actor=system_actor(), on=on)


@pytest.fixture
def paderborn(tmp_path: Path) -> Path:
    """Paderborn, loaded; its file may be changed."""
    shutil.copytree(SITES, tmp_path / "sites")
    path = tmp_path / "sites" / "paderborn.yaml"
    loaded(path)
    return path


def edit(path: Path, before: str, after: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def fte(**conditions: object) -> Decimal | None:
    with act_as(system_actor(), today=given.TODAY):
        total: Decimal | None = Post.objects.filter(ended_on=None, **conditions).aggregate(total=Sum("fte"))["total"]
        return total


def test_paderborn_stands_as_in_its_concept(paderborn: Path) -> None:
    assert (fte(baustein=1), fte(baustein=2), fte(baustein=3)) == (Decimal("5.00"), Decimal("13.00"), Decimal("4.00"))
    assert fte(baustein=2, region__key="region-4") == Decimal(4)
    assert fte(baustein=2, employer=None) == Decimal(12)
    with act_as(system_actor(), today=given.TODAY):
        assert Site.objects.get().name == "Kreis Paderborn"
        assert Municipality.objects.count() == 10
        assert Municipality.objects.get(has_case_management=False).name == "Bad Wünnenberg"
        assert Municipality.objects.get(key="paderborn").inhabitants == 154_755
        assert Neighbourhood.objects.filter(municipality__key="paderborn").count() == 4
        assert Region.objects.get(kind="track").key == "uma"
        assert LifeDomain.objects.count() == 9
        assert Barrier.objects.count() >= 40
        assert TargetGroup.objects.get(key="uma").parent == TargetGroup.objects.get(key="flucht")
        assert Seat.objects.filter(body__key="lenkungsgruppe").count() == 17
        assert set(MilestonePeriod.objects.values_list("planned", flat=True)) == {"unknown"}
        assert MilestonePeriod.objects.count() == 14 * 4
        assert sorted(GoalTarget.objects.values_list("goal__key", "counted", "at_least")) == [
            ("2024-1", "casework_themes", 2),
            ("2024-1", "steering_meetings", 2),
            ("2025-1", "casework_themes", 2),
            ("2025-1", "steering_meetings", 2),
            ("2025-3", "working_group_meetings", 5),
        ]
        assert dict(ClosingRule.objects.values_list("constellation", "months")) == {
            "short": 3,
            "guidance": 6,
            "case_management": 6,
        }
        assert all("Vorgabe des Produkts" in rule.source for rule in ClosingRule.objects.all())


def test_warendorf_stands_as_in_its_concept() -> None:
    loaded(SITES / "warendorf.yaml")
    assert (fte(baustein=1), fte(baustein=2), fte(baustein=3)) == (Decimal("3.50"), Decimal("13.00"), Decimal("2.50"))
    assert fte(baustein=2, employer__key="kreis-warendorf") == Decimal("10.66")
    assert fte(baustein=2, employer__key="wohlfahrtsverbaende") == Decimal("2.34")
    assert [fte(baustein=2, region__key=key) for key in ("ahlen", "suedkreis", "nordkreis")] == [3, 5, 5]
    with act_as(system_actor(), today=given.TODAY):
        assert Municipality.objects.count() == 13
        assert Body.objects.get(key="lenkungsgruppe").meets_per_year == 2
        assert Post.objects.get(key="b2-ahlen-wv").expert_supervisor == Post.objects.get(key="b1-ahlen")
        assert ClosingRule.objects.get(constellation="short").source == "WAF 3"


@pytest.mark.parametrize("name", ["paderborn.yaml", "warendorf.yaml"])
def test_loading_twice_changes_nothing(name: str) -> None:
    assert loaded(SITES / name)
    assert not plan(path=SITES / name, on=LATER)
    assert not loaded(SITES / name, LATER)


def test_a_plan_changes_nothing_and_tells_everything(paderborn: Path) -> None:
    edit(paderborn, "bezeichnung: Verwaltungsassistenz\n", "bezeichnung: Assistenz\n")
    edit(paderborn, "besetzung: noch zu besetzen\n", "besetzung: besetzt\n    ab: 2026-01-01\n")
    told = [str(change) for change in plan(path=paderborn, on=LATER)]
    assert told == [
        "Stelle „Assistenz“: geändert (Bezeichnung: Verwaltungsassistenz → Assistenz)",
        (
            "Stelle „Einbürgerungsbehörde Kreis Paderborn, zweite halbe Stelle“: geändert "
            "(Gefördert ab: – → 01.01.2026; Besetzung laut Quelle: laut Quelle noch zu besetzen → laut Quelle besetzt)"
        ),
    ]
    assert fte(key="b1-assistenz", title="Verwaltungsassistenz") == Decimal("0.5")
    assert [str(change) for change in loaded(paderborn, LATER)] == told
    assert not plan(path=paderborn, on=LATER)


def test_what_vanishes_is_ended_and_can_come_back(paderborn: Path) -> None:
    text = paderborn.read_text(encoding="utf-8")
    without = re.sub(r"  - \{kennung: mso, .*\n", "", text)
    paderborn.write_text(without, encoding="utf-8")
    (change,) = loaded(paderborn, LATER)
    day = f"{LATER:%d.%m.%Y}"
    assert str(change) == f"Organisation „Migrantenselbstorganisationen (MSO)“: beendet (zum {day})"
    assert Organisation.objects.get(key="mso").ended_on == LATER
    assert not loaded(paderborn, LATER)
    paderborn.write_text(text, encoding="utf-8")
    (back,) = loaded(paderborn, LATER)
    assert (back.kind, Organisation.objects.get(key="mso").ended_on) == (Kind.RESUMED, None)


def test_a_new_entry_takes_the_place_it_has_in_the_file(paderborn: Path) -> None:
    edit(
        paderborn,
        "  - {kennung: region-4,",
        "  - {kennung: region-3b, name: Region 3b, quelle: PB 6.2}\n  - {kennung: region-4,",
    )
    edit(paderborn, 'ags: "05774016", region: region-3', 'ags: "05774016", region: region-3b')
    edit(paderborn, "region: region-3, kommune: bueren", "region: region-3b, kommune: bueren")
    edit(paderborn, "regionen: [region-1, region-2, region-3]", "regionen: [region-1, region-2, region-3, region-3b]")
    told = [str(change) for change in loaded(paderborn, LATER)]
    assert told == [
        "Region „Region 3b“: neu",
        "Region „Region 4 – Stadt Paderborn“: neu eingeordnet",
        "Region „UmA – unbegleitete minderjährige Ausländer“: neu eingeordnet",
        "Kommune „Büren“: geändert (Region: Region 3 → Region 3b)",
        "Stelle „Case Management Büren“: geändert (Region: Region 3 → Region 3b)",
        (
            "Summe laut Quelle „Je 1 VZÄ in acht Kommunen der Regionen 1 bis 3“: geändert (Regionen: region-1, "
            "region-2, region-3 → region-1, region-2, region-3, region-3b)"
        ),
    ]
    assert [region.key for region in regions()] == ["region-1", "region-2", "region-3", "region-3b", "region-4", "uma"]


def test_a_municipality_is_recognised_by_its_official_key(paderborn: Path) -> None:
    before = Municipality.objects.get(key="lichtenau")
    text = paderborn.read_text(encoding="utf-8")
    renamed = re.sub(r"(kennung: |kommune: |kommunen: \[)lichtenau\b", r"\1lichtenau-westfalen", text)
    paderborn.write_text(renamed, encoding="utf-8")
    (change,) = loaded(paderborn, LATER)
    assert str(change) == "Kommune „Lichtenau“: geändert (Kennung: lichtenau → lichtenau-westfalen)"
    assert Municipality.objects.get(key="lichtenau-westfalen") == before
    assert Post.objects.get(key="b2-lichtenau").municipality == before


def test_a_closing_rule_is_ended_by_its_validity(paderborn: Path) -> None:
    edit(
        paderborn,
        "{konstellation: Kurzintervention, monate: 3, ab: 2020-11-01",
        "{konstellation: Kurzintervention, monate: 4, ab: 2026-12-01",
    )
    kinds = [change.kind for change in loaded(paderborn, LATER)]
    assert sorted(kinds) == [Kind.ADDED, Kind.ENDED]
    assert list(
        ClosingRule.objects.filter(constellation="short").order_by("valid_from").values_list("months", "valid_until")
    ) == [(3, LATER), (4, None)]
    assert not loaded(paderborn, LATER)


def test_a_changed_track_is_a_new_version_and_the_old_one_stays(paderborn: Path) -> None:
    changes = loaded(edit(paderborn, "14 Tage nach beginn", "21 Tage nach beginn"), LATER)
    assert sorted(change.kind for change in changes) == [Kind.ADDED, Kind.ENDED]
    with act_as(system_actor(), today=LATER):
        old, new = Track.objects.filter(key="uma").order_by("ended_on")
        assert (old.ended_on, new.ended_on) == (LATER, None)
        assert [version.content.step("uebergabe").due.count for version in (old, new)] == [14, 21]  # type: ignore[union-attr]
    changes = loaded(edit(paderborn, "21 Tage nach beginn", "14 Tage nach beginn"), LATER)
    assert sorted(change.kind for change in changes) == [Kind.ENDED, Kind.RESUMED]


def test_what_hangs_on_a_row_follows_the_file(paderborn: Path) -> None:
    edit(paderborn, "art: Jobcenter, rechtskreise: [sgb-ii]", "art: Jobcenter, rechtskreise: [sgb-iii, sgb-xii]")
    (change,) = loaded(paderborn)
    assert str(change) == (
        "Organisation „Jobcenter“: geändert (Rechtskreis einer Organisation: – → SGB III; "
        "Rechtskreis einer Organisation: – → SGB XII; Rechtskreis einer Organisation: SGB II → –)"
    )
    jobcenter = Organisation.objects.get(key="jobcenter")
    assert sorted(area.name for area in jobcenter.legal_areas.all()) == ["SGB III", "SGB XII"]


def test_every_change_is_in_the_audit_trail(paderborn: Path) -> None:
    edit(paderborn, "    art: Lenkungsgruppe\n", "    art: Lenkungsgruppe\n    vorsitz: Landratsamt\n")
    loaded(paderborn, LATER)
    with act_as(system_actor(), today=LATER):
        entry = AuditEntry.objects.get(act="body.changed")
        assert entry.facts == {"Vorsitz": "– → Landratsamt"}
        assert entry.actor_id == system_actor().id
        assert AuditEntry.objects.filter(act="post.added").count() == 18


def test_a_file_with_errors_changes_nothing(paderborn: Path) -> None:
    edit(paderborn, "bezeichnung: Verwaltungsassistenz\n", "bezeichnung: Assistenz\n    ende: bald\n")
    with pytest.raises(SiteFileError, match="Das Feld „ende“ gibt es nicht"):
        plan(path=paderborn, on=LATER)
    with pytest.raises(SiteFileError, match="Das Feld „ende“ gibt es nicht"):
        loaded(paderborn, LATER)
    assert fte(key="b1-assistenz", title="Verwaltungsassistenz") == Decimal("0.5")


def test_a_catalogue_alone_is_no_site() -> None:
    assert [hint.message[:29] for hint in check(path=SITES / "kataloge.yaml").hints] == [
        "Das ist ein Katalog ohne Stan"
    ]
    assert check(path=SITES / "kataloge.yaml").ok
    with pytest.raises(SiteFileError, match="Katalog ohne Standort"):
        loaded(SITES / "kataloge.yaml")


def test_another_site_is_refused(paderborn: Path) -> None:
    with pytest.raises(SiteFileError, match="Diese Datenbank gehört zum Standort „Kreis Paderborn“"):
        loaded(SITES / "warendorf.yaml")


def test_somebody_without_the_right_cannot_load_bodies() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    with pytest.raises(Exception, match="row-level security"):
        load(path=SITES / "warendorf.yaml", actor=manager, on=given.TODAY)
    assert not Site.objects.exists()


def test_legal_bases_are_dated_and_end_with_the_file(paderborn: Path) -> None:
    laws = {one.key: one for one in laws_on(given.TODAY)}
    assert {"kindeswohl", "notstand", "auskunft", "eigene-aufgabe"} <= set(laws)
    assert laws["kindeswohl"].receivers == ["youth_office"]
    assert laws["kindeswohl"].carries == ["letter", "talk"]
    assert "KKG" in laws["kindeswohl"].source
    catalogue = paderborn.parent / "kataloge.yaml"
    text = catalogue.read_text(encoding="utf-8")
    begins = text.index("  - kennung: notstand")
    catalogue.write_text(text[:begins] + text[text.index("  - kennung: auskunft") :], encoding="utf-8")
    loaded(paderborn)
    assert "notstand" not in {one.key for one in laws_on(given.TODAY)}
    assert "notstand" in {one.key for one in laws_on(given.TODAY - timedelta(days=1))}
