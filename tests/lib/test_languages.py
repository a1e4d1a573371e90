"""Languages: named in German, listed in German order."""

from faden.lib.languages import LANGUAGES, in_german_order, language_name


def test_a_language_is_named_in_german() -> None:
    assert language_name("prs") == "Dari"


def test_an_unknown_tag_stands_for_itself() -> None:
    assert language_name("xx") == "xx"


def test_the_list_is_complete_and_in_order() -> None:
    names = [name for _, name in in_german_order()]
    assert len(names) == len(LANGUAGES) == len(set(names))
    assert names.index("Türkisch") < names.index("Twi")
    assert names.index("Tigrinisch") < names.index("Türkisch")
