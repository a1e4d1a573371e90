"""What has to be settled in a text: forbidden, doubtful, stated."""

import pytest

from faden.domain.findings.calculation.text_review import PersonalData, review, settle

NAMES = ["Đorđević", "Ana Marija", "Klein"]


def _seen(text: str, **known: list[str]) -> list[tuple[str, bool]]:
    return [(remark.finding.excerpt, remark.is_forbidden) for remark in review(text, **known)]


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("Đorđević fehlt ein Kursplatz.", True),
        ("Dordevic fehlt ein Kursplatz.", True),
        ("Die Dame heißt Marija und wartet.", True),
        ("Bitte an ana@example.org schreiben.", True),
        ("Das Geld ging an DE89370400440532013000.", True),
        ("Herr Haddad wartet.", False),
        ("Rückruf unter 05251 1234567.", False),
        ("Seit dem 14.03.2026 ist geschlossen.", False),
    ],
)
def test_what_is_forbidden_and_what_is_doubtful(text: str, forbidden: bool) -> None:
    remarks = _seen(text, names=NAMES)
    assert remarks
    assert any(is_forbidden for _, is_forbidden in remarks) == forbidden


def test_a_name_that_is_a_word_is_forbidden_only_where_it_is_written_as_a_name() -> None:
    assert (True in {forbidden for _, forbidden in _seen("Klein wartet auf einen Platz.", names=NAMES)}) is True
    assert True not in {forbidden for _, forbidden in _seen("Die Gruppen sind klein.", names=NAMES)}


def test_a_text_about_the_system_passes() -> None:
    text = "Für Eltern mit Kindern unter drei Jahren gibt es keinen Kurs mit Kinderbetreuung."
    assert settle(review(text, names=NAMES, places=["Lichtenau"]), []) == {}


def test_what_was_stated_survives_a_correction_elsewhere() -> None:
    before = review("Herr Haddad wartet.")
    after = review("Seit Wochen wartet Herr Haddad auf einen Platz.")
    assert {remark.key for remark in before} == {remark.key for remark in after}


def test_all_doubtful_remarks_have_to_be_stated_and_forbidden_ones_cannot() -> None:
    remarks = review("Herr Haddad, 14.03.2026, ana@example.org")
    keys = [remark.key for remark in remarks]
    with pytest.raises(PersonalData) as refused:
        settle(remarks, keys)
    assert [remark.finding.kind for remark in refused.value.remarks] == ["mail"]
    doubtful = review("Herr Haddad, 14.03.2026")
    with pytest.raises(PersonalData):
        settle(doubtful, [doubtful[0].key])
    assert settle(doubtful, keys) == {"name": 1, "date": 1}
