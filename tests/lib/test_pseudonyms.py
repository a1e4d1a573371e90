"""Names for what must not be named."""

from hashlib import sha256

from faden.lib.pseudonyms import WORDS, name_of


def test_the_same_handle_has_the_same_name_and_others_have_others() -> None:
    handles = [sha256(str(number).encode()).hexdigest() for number in range(500)]
    names = [name_of(handle) for handle in handles]
    assert names == [name_of(handle) for handle in handles]
    assert len(set(names)) >= 495, "a list of 500 hardly ever shows a name twice"


def test_every_word_is_there_once() -> None:
    assert len(set(WORDS)) == len(WORDS) > 90
