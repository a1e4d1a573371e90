"""/berichte/sachstand/ and its PDF: who reads them, what stands in them, and what never does."""

import html
import re
from datetime import date
from io import BytesIO
from urllib.parse import quote

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from faden.domain.findings.models import Theme, ThemeStep
from faden.domain.places.models import Municipality, Region
from faden.domain.steering.models import AgendaItem, Body, Decision, Meeting
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity import operations as identity
from faden.kernel.identity.queries import system_actor
from faden.processes.load_site import load
from faden.reporting.facts import READERS
from tests import given
from tests.architecture.sources import ROOT
from tests.reporting.test_figures import case_at, note

pytestmark = pytest.mark.django_db

ADDRESS = "/berichte/sachstand/"
PAPER = "/berichte/sachstand.pdf"


@pytest.fixture(autouse=True)
def _site() -> None:
    load(path=ROOT / "sites" / "paderborn.yaml", actor=system_actor(), on=given.TODAY)


def sign_in(*roles: Role, region: str = "") -> Client:
    with act_as(system_actor(), today=given.TODAY):
        account = identity.open_account(email="wer@faden.invalid", name="Wer", password=given.PASSWORD)
        scope = {"scope_kind": "region", "scope_id": Region.objects.get(key=region).id} if region else {}
        for role in roles:
            identity.assign_role(account=account, role=role, since=date(2024, 1, 1), **scope)  # type: ignore[arg-type]
    client = Client()
    client.post("/anmelden/", {"email": account.email, "password": given.PASSWORD})
    return client


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup)))


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def a_year_of_work(manager: Actor) -> None:
    """In Büren three cases, in all other places many; one contact in March, many in April."""
    for name, number in {"Büren": 3, "Borchen": 7, "Delbrück": 11, "Paderborn": 23}.items():
        at = Municipality.objects.get(name=name)
        for nth in range(number):
            case = case_at(manager, at, date(2026, 2, 1))
            note(manager, at, date(2026, 4, 8), case)
            if name == "Delbrück" and nth == 0:
                note(manager, at, date(2026, 3, 8), case)


@pytest.mark.parametrize("address", [ADDRESS, PAPER])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_who_reads_it(role: Role, address: str) -> None:
    assert sign_in(role).get(address).status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("address", [ADDRESS, PAPER])
def test_a_stranger_is_sent_to_the_sign_in(address: str) -> None:
    assert Client().get(address).status_code == 302


def test_no_small_number_on_the_page_or_on_paper(manager: Actor) -> None:
    a_year_of_work(manager)
    client = sign_in(Role.MEMBER)
    page, paper = client.get(ADDRESS).text, client.get(PAPER).content
    told = words(page)
    assert "Büren < 5 weniger als 5 0 < 5 weniger als 5" in told
    assert "Borchen · zum Schutz kleiner Gruppen nicht angegeben" in told
    assert "Delbrück 11 0 11" in told
    assert "zusammen 44 0 44" in told
    assert "März 2026 < 5 weniger als 5" in told
    about_people = page[page.index('id="cases"') : page.index('id="findings"')]
    numbers = re.findall(r"<td[^>]*>\s*(?:<span aria-hidden=\"true\">)?([\d.]+)\b(?![^<]*weniger)", about_people)
    assert numbers
    assert [number for number in numbers if 0 < int(number.replace(".", "")) < 5] == []
    drawn = re.findall(r"<text[^>]*>([^<]+)</text>", about_people)
    assert {"·", "<\xa05"} <= {html.unescape(text) for text in drawn}
    assert {"1", "2", "3", "4", "7"}.isdisjoint(drawn)
    printed = pdf_text(paper)
    assert "Büren <\xa05 0 <\xa05" in printed
    assert "Borchen · 0 ·" in printed


def test_a_region_does_not_give_back_what_the_site_hides(manager: Actor) -> None:
    a_year_of_work(manager)
    client = sign_in(Role.LEAD)
    nord = words(client.get(f"{ADDRESS}?region=region-3").text)
    assert "Büren < 5 weniger als 5 0" in nord
    assert "Borchen · zum Schutz" in nord
    assert "zusammen 10 0 10" in nord


def test_a_coordinator_begins_with_the_own_region() -> None:
    client = sign_in(Role.COORDINATOR, region="region-2")
    assert '<option value="region-2" selected>' in client.get(ADDRESS).text
    assert '<option value="alle" selected>' in client.get(f"{ADDRESS}?region=alle").text


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Jahr 2026"),
        ("?zeitraum=schuljahr-2025-08", "Schuljahr 2025/26"),
        ("?zeitraum=quartal-2026-07", "3. Quartal 2026"),
        ("?zeitraum=halbjahr-2019-01", "1. Halbjahr 2019"),
        ("?zeitraum=frei&von=2026-02&bis=2026-03", "01.02.2026–31.03.2026"),
    ],
)
def test_the_period_is_chosen(query: str, title: str) -> None:
    assert f"Wo steht KIM? {title}" in words(sign_in(Role.LEAD).get(ADDRESS + query).text)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("?zeitraum=frei&von=2026-05&bis=2026-03", "„bis“ liegt vor „von“."),
        ("?zeitraum=jahr-1789-07", "Zeitraum:"),
        ("?zeitraum=frei&von=2026-05-03&bis=2026-06", "von:"),
        ("?region=nirgends", "Region:"),
        ("?zeitraum=%00%27", "Zeitraum:"),
    ],
)
def test_a_wrong_choice_is_explained(query: str, complaint: str) -> None:
    client = sign_in(Role.LEAD)
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 422
    assert complaint in words(answer.text)
    assert client.get(PAPER + query).status_code == 303


def test_the_paper_is_made_to_be_kept_and_read_aloud(manager: Actor) -> None:
    a_year_of_work(manager)
    answer = sign_in(Role.LEAD).get(f"{PAPER}?zeitraum=schuljahr-2025-08")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert quote("Sachstand Kreis Paderborn Schuljahr 2025-26") in answer.headers["Content-Disposition"]
    read = PdfReader(BytesIO(answer.content))
    catalog = read.trailer["/Root"]
    metadata = catalog["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert catalog["/Lang"] == "de-DE"  # type: ignore[index]
    assert read.metadata is not None
    assert read.metadata.title == "Sachstand Schuljahr 2025/26"
    text = pdf_text(answer.content)
    assert "Wie wird gezählt?" in text
    assert "Quelle: Faden" in text


def test_reading_and_taking_along_leave_a_trace() -> None:
    client = sign_in(Role.LEAD)
    client.get(f"{ADDRESS}?zeitraum=quartal-2026-07&region=region-1")
    client.get(f"{PAPER}?zeitraum=quartal-2026-07")
    with act_as(given.actor(Role.DATA_PROTECTION), today=given.TODAY):
        entries = AuditEntry.objects.filter(act__startswith="figures.").order_by("id")
        told = [(entry.act, entry.facts["start"], entry.facts["until"], entry.facts["region"]) for entry in entries]
    assert told == [
        ("figures.read", "2026-07-01", "2026-10-01", "Region 1"),
        ("figures.read", "2026-07-01", "2026-10-01", ""),
        ("figures.exported", "2026-07-01", "2026-10-01", ""),
    ]


def test_every_figure_says_what_it_counts() -> None:
    page = sign_in(Role.LEAD).get(ADDRESS).text
    assert page.count('class="figure__definition"') == page.count('class="figure__value"')
    assert page.count('class="definitions"') == page.count('<table class="table">')


def test_the_decisions_of_the_period_lead_to_their_themes() -> None:
    lead = given.actor(Role.LEAD)
    theme, decided_on = _decided_in_may(lead)
    client = sign_in(Role.MEMBER)
    page = client.get(f"{ADDRESS}?zeitraum=quartal-2026-04").text
    assert f'<a href="/themen/{theme.number}/">{theme.title}</a>' in page
    assert "Es werden zwei Kurse mit Kinderbetreuung eingerichtet." in page
    assert "angenommen 1" in words(page)
    assert "Lenkungsgruppe 1 zusammen 1" in words(page)
    assert "Es werden zwei Kurse" in pdf_text(client.get(f"{PAPER}?zeitraum=quartal-2026-04").content)
    assert "Es werden zwei Kurse" not in client.get(f"{ADDRESS}?zeitraum=quartal-2026-07").text
    assert decided_on == date(2026, 5, 6)


def _decided_in_may(lead: Actor) -> tuple[Theme, date]:
    on = date(2026, 5, 6)
    with act_as(lead, today=on):
        theme = Theme.objects.create(
            number="T-26-0001",
            title="Kurse mit Kinderbetreuung",
            description="Es fehlt Kinderbetreuung.",
            life_domain=given.life_domain(),
            level="kreis",
            raised_on=on,
            raised_by_id=lead.id,
            responsible_id=lead.id,
            state="decided",
        )
        ThemeStep.objects.create(theme=theme, to_state="decided", on=on, author_id=lead.id)
        meeting = Meeting.objects.create(
            body=Body.objects.get(kind="steering_group"),
            starts_at=f"{on}T09:00Z",
            ends_at=f"{on}T11:00Z",
            place="Kreishaus",
            state="held",
        )
        item = AgendaItem.objects.create(meeting=meeting, position=1, title=theme.title, theme=theme)
        text = "Es werden zwei Kurse mit Kinderbetreuung eingerichtet."
        Decision.objects.create(item=item, theme=theme, text=text, yes=12, is_adopted=True, decided_on=on)
    return theme, on


def test_a_school_year_tells_whether_its_goals_were_reached() -> None:
    _decided_in_may(given.actor(Role.LEAD))
    told = words(sign_in(Role.LEAD).get(f"{ADDRESS}?zeitraum=schuljahr-2025-08").text)
    assert "Wurden die operativen Ziele erreicht?" in told
    assert "Sitzungen der Lenkungsgruppe: 1 von mindestens 2 nicht erreicht" in told
    assert "Themen aus dem Case Management in der Lenkungsgruppe: 0 von mindestens 2" in told
    assert "Treffen von Arbeitsgruppen: 0 von mindestens 5" in told
    assert "operativen Ziele" not in words(sign_in_again().get(ADDRESS).text)


def sign_in_again() -> Client:
    client = Client()
    client.post("/anmelden/", {"email": "wer@faden.invalid", "password": given.PASSWORD})
    return client


def test_what_a_report_costs(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = sign_in(Role.LEAD)
    client.get(ADDRESS)
    # Three of them nest the page in the test's transaction and give it back.
    with django_assert_num_queries(3 + 10):
        client.get(ADDRESS)
    with django_assert_num_queries(3 + 11):
        client.get(f"{ADDRESS}?zeitraum=schuljahr-2025-08")


def test_an_empty_site_says_so() -> None:
    told = words(sign_in(Role.LEAD).get(ADDRESS).text)
    assert "Dazu steht in diesem Zeitraum nichts fest, was sich zeigen lässt." in told
    assert "Kleine Gruppen sind geschützt" not in told
