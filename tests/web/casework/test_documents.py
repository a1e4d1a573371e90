"""The tab „Dokumente“ of a case."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.models import StoredFile
from tests import files_made as made
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

ANSWERS = {"kind": "notice", "title": "", "audience": "circle"}


def started() -> tuple[Actor, Client, Case]:
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today())


def send(client: Client, case: Case, *files: tuple[str, bytes], **answers: str) -> object:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("casework:documents", args=[case.number]), {**ANSWERS, **answers, "uploads": uploads})


def filed(case: Case, actor: Actor) -> list[StoredFile]:
    with act_as(actor, today=today()):
        return list(StoredFile.objects.filter(file_id=case.id).order_by("stored_at", "id"))


def test_an_empty_tab_says_what_belongs_there() -> None:
    _, client, case = started()
    assert "Noch keine Dokumente" in words_of(client.get(reverse("casework:documents", args=[case.number])))


def test_several_files_at_once_with_a_name_of_their_own() -> None:
    manager, client, case = started()
    answer = send(client, case, ("IMG_1.jpg", made.image()), ("IMG_2.jpg", made.pdf()), title="Mietvertrag")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    assert sorted(one.name for one in filed(case, manager)) == ["Mietvertrag 1.jpg", "Mietvertrag 2.pdf"]
    page = words_of(client.get(reverse("casework:documents", args=[case.number])))
    assert "Mietvertrag 1.jpg" in page
    assert "Bescheid" in page


def test_what_is_handed_out_can_only_be_saved() -> None:
    manager, client, case = started()
    send(client, case, ('Büro "x".pdf', made.pdf()))
    (stored,) = filed(case, manager)
    answer = client.get(reverse("casework:document", args=[case.number, stored.id]))
    assert answer.content == made.pdf()
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"B_ro x.pdf\"; filename*=UTF-8''B%C3%BCro%20x.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("files", "answers", "said"),
    [
        ([], {}, "Bitte wählen Sie mindestens eine Datei aus."),
        ([("leer.pdf", b"")], {}, "Die Datei ist leer."),
        ([("bild.png", b"<svg onload=alert(1)>")], {}, "Diese Art von Datei wird nicht angenommen."),
        ([(f"{n}.txt", b"x") for n in range(11)], {}, "Bitte höchstens 10 Dateien auf einmal."),
        ([("gut.pdf", made.pdf())], {"kind": "attachment"}, "Der Browser hat sie nicht behalten."),
        ([("gut.pdf", made.pdf())], {"kind": "", "title": "Vertrag über Ä"}, "Der Browser hat sie nicht behalten."),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_typed_is_lost(
    files: list[tuple[str, bytes]], answers: dict[str, str], said: str
) -> None:
    manager, client, case = started()
    answer = send(client, case, *files, **answers)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert said in words_of(answer)
    assert answers.get("title", "") in answer.text  # type: ignore[attr-defined]
    assert filed(case, manager) == []


def test_a_file_beyond_the_limit_is_not_even_kept_in_memory(settings: Settings) -> None:
    settings.FILE_LIMIT = 1000
    _, client, case = started()
    answer = send(client, case, ("gross.pdf", made.pdf(b"/X (" + b"x" * 500_000 + b")")))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Die Datei ist größer als 1" in words_of(answer)


def test_of_files_that_are_too_large_together_no_part_is_filed_as_if_it_were_the_whole(settings: Settings) -> None:
    settings.FILE_LIMIT = 100_000
    manager, client, case = started()
    each = [(f"{name}.txt", (name * 60_000).encode()) for name in "abcdefgh"]
    answer = send(client, case, *each)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Zusammen sind die Dateien größer als 300 kB" in words_of(answer)
    assert filed(case, manager) == []
    assert send(client, case, *each[:5]).status_code == 303  # type: ignore[attr-defined]
    assert [one.size for one in filed(case, manager)] == [60_000] * 5


def test_delete_and_bring_back_without_being_asked_twice() -> None:
    manager, client, case = started()
    send(client, case, ("a.pdf", made.pdf()))
    (stored,) = filed(case, manager)
    where = [case.number, stored.id]
    assert client.post(reverse("casework:delete_document", args=where)).status_code == 303
    assert client.get(reverse("casework:document", args=where)).status_code == 404
    page = words_of(client.get(reverse("casework:documents", args=[case.number])))
    assert "Noch keine Dokumente" in page
    assert "Zurückholen" in page
    assert client.post(reverse("casework:bring_document_back", args=where)).status_code == 303
    assert client.get(reverse("casework:document", args=where)).status_code == 200


def test_a_document_is_not_there_for_strangers_nor_in_another_case() -> None:
    manager, client, case = started()
    send(client, case, ("a.pdf", made.pdf()))
    (stored,) = filed(case, manager)
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(reverse("casework:document", args=[case.number, stored.id])).status_code == 404
    other = given.case(manager, family_name="Beispiel", on=today())
    assert client.get(reverse("casework:document", args=[other.number, stored.id])).status_code == 404
    assert client.post(reverse("casework:delete_document", args=[other.number, stored.id])).status_code == 404


def test_the_filter_shows_one_kind_and_ignores_nonsense() -> None:
    _, client, case = started()
    send(client, case, ("bescheid.pdf", made.pdf()))
    send(client, case, ("zeugnis.pdf", made.pdf(b"/X 1")), kind="certificate")
    address = reverse("casework:documents", args=[case.number])
    assert "zeugnis.pdf" not in words_of(client.get(address, {"art": "notice"}))
    assert "zeugnis.pdf" in words_of(client.get(address, {"art": "quatsch"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, client, case = started()
    for number in range(rows):
        send(client, case, (f"{number}.pdf", made.pdf(b"/X %d" % number)))
    with django_assert_num_queries(9):
        client.get(reverse("casework:documents", args=[case.number]))
