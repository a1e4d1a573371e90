"""States: named in German, listed in German order, known by both codes."""

from faden.lib.countries import ALPHA_3, COUNTRIES, STATELESS, country_name, in_german_order


def test_a_state_is_named_in_german() -> None:
    assert country_name("SYR") == "Syrien"
    assert country_name(STATELESS) == "staatenlos"


def test_an_unknown_code_stands_for_itself() -> None:
    assert country_name("ZZZ") == "ZZZ"


def test_both_codes_name_the_same_state() -> None:
    assert country_name(ALPHA_3["UA"]) == "Ukraine"
    assert set(ALPHA_3.values()) <= set(COUNTRIES)


def test_the_list_is_in_order_and_names_each_state_once() -> None:
    names = [name for _, name in in_german_order()]
    assert len(names) == len(set(names))
    assert names.index("Österreich") < names.index("Pakistan")
