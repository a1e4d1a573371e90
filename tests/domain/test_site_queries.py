"""What forms and lists ask of a loaded site: small, ordered, without what has ended, one statement each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from faden.domain.catalogues import queries as catalogues
from faden.domain.catalogues.models import Barrier, TargetGroup
from faden.domain.organisations import queries as organisations
from faden.domain.organisations.models import Organisation
from faden.domain.places import queries as places
from faden.domain.places.models import Municipality, Site
from faden.domain.programme import queries as programme
from faden.kernel.identity.queries import system_actor
from faden.processes.load_site import load
from tests import given
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.django_db

PADERBORN: Path = ROOT / "sites" / "paderborn.yaml"


@pytest.fixture(autouse=True)
def loaded() -> None:
    load(path=PADERBORN, actor=system_actor(), on=given.TODAY)


@pytest.mark.parametrize(
    "query",
    [
        catalogues.legal_areas,
        catalogues.life_domains,
        catalogues.barriers,
        catalogues.target_groups,
        places.site,
        places.municipalities,
        places.regions,
        places.neighbourhoods,
        organisations.organisations,
        organisations.organisations_for_referral,
    ],
)
def test_one_statement(query: Callable[[], object], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert query()


def test_related_rows_are_there() -> None:
    assert {b.life_domain.name for b in catalogues.barriers()} == {d.name for d in catalogues.life_domains()}
    assert {str(m.region) for m in places.municipalities()} >= {"Region 1", "None"}
    assert [n.municipality.name for n in places.neighbourhoods()] == ["Paderborn"] * 4


def test_the_tree_of_target_groups() -> None:
    (root,) = catalogues.target_groups()
    flat = {node.key: node for node in catalogues.target_groups_flat()}
    assert root.key == "einwanderungsgeschichte"
    assert len(flat) == TargetGroup.objects.count()
    assert flat["eu-2"].path == (
        "Menschen mit Einwanderungsgeschichte › Zugewanderte aus der Europäischen Union › "
        "Zugewanderte aus Bulgarien und Rumänien (EU-2)"
    )
    assert (flat["eu-2"].depth, flat["eu"].children[0].key) == (2, "eu-2")


def test_what_has_ended_is_not_offered() -> None:
    Barrier.objects.filter(key="schulden").update(ended_on=given.TODAY)
    Municipality.objects.filter(key="bueren").update(ended_on=given.TODAY)
    Organisation.objects.filter(key="jobcenter").update(ended_on=given.TODAY)
    assert "schulden" not in {b.key for b in catalogues.barriers()}
    assert "bueren" not in {m.key for m in places.municipalities()}
    assert "jobcenter" not in {o.key for o in organisations.organisations_for_referral()}
    assert not Barrier.objects.get(key="schulden").is_current


def test_residence_authorities_get_no_referrals() -> None:
    offered = organisations.organisations_for_referral()
    assert {"jobcenter", "jugendamt-kreis", "jmd", "mbe"} <= {o.key for o in offered}
    assert not [o for o in offered if o.kind == "residence_authority"]
    with pytest.raises(IntegrityError, match="organisation_residence_gets_no_referrals"), transaction.atomic():
        Organisation.objects.filter(key="abh-kreis").update(receives_referrals=True)


def test_a_database_holds_one_site() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(key="zweiter", name="Zweiter", kind="city", ags="05914", concept_title="–", source="Test")


def test_goals_and_milestones_of_the_programme() -> None:
    goals = programme.operative_goals(2025)
    assert [(g.number, g.school_year_label) for g in goals] == [(1, "2025/26"), (2, "2025/26"), (3, "2025/26")]
    assert [str(t) for t in goals[2].targets.all()] == ["Treffen von Arbeitsgruppen: mindestens 5"]
    periods = programme.milestones()[0].periods.all()
    assert [str(period) for period in periods] == [
        "1. Halbjahr 2025",
        "2. Halbjahr 2025",
        "1. Halbjahr 2026",
        "2. Halbjahr 2026",
    ]
    assert {period.get_planned_display() for period in periods} == {"nicht aus der Quelle lesbar"}
    assert Municipality.objects.get(key="delbrueck").inhabitants_on == date(2022, 12, 31)
