"""What is sealed opens with its key and for its purpose, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.sealing import BadKeys, KeyRing, NotOpened, is_current, new_key, read_ring, seal, unseal

OLD, NEW = new_key(), new_key()
RING = read_ring(OLD)


@given(plain=st.binary(max_size=2000), purpose=st.text(st.characters(codec="utf-8"), max_size=50))
def test_what_is_sealed_opens_again(plain: bytes, purpose: str) -> None:
    assert unseal(seal(plain, ring=RING, purpose=purpose), ring=RING, purpose=purpose) == plain


@given(plain=st.binary(min_size=8, max_size=200))
def test_sealed_twice_never_looks_the_same_and_never_shows_the_text(plain: bytes) -> None:
    first, second = (seal(plain, ring=RING, purpose="note") for _ in range(2))
    assert first != second
    assert plain not in first


@given(data=st.data(), bit=st.integers(0, 7))
def test_every_changed_bit_is_noticed(data: st.DataObject, bit: int) -> None:
    sealed = bytearray(seal(b"a second factor", ring=RING, purpose="totp"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << bit
    with pytest.raises(NotOpened):
        unseal(bytes(sealed), ring=RING, purpose="totp")


@pytest.mark.parametrize("cut", [0, 1, 2, 6, 17, 18, 30])
def test_a_cut_off_value_is_noticed(cut: int) -> None:
    with pytest.raises(NotOpened):
        unseal(seal(b"a second factor", ring=RING, purpose="totp")[:cut], ring=RING, purpose="totp")


def test_another_purpose_or_another_key_does_not_open() -> None:
    sealed = seal(b"x", ring=RING, purpose="totp:one")
    with pytest.raises(NotOpened):
        unseal(sealed, ring=RING, purpose="totp:other")
    with pytest.raises(NotOpened):
        unseal(sealed, ring=read_ring(NEW), purpose="totp:one")


def test_a_new_key_in_front_opens_the_old_and_seals_the_new() -> None:
    old, both = seal(b"x", ring=RING, purpose="p"), read_ring(f"{NEW}\n{OLD}\n")
    assert unseal(old, ring=both, purpose="p") == b"x"
    assert is_current(old, ring=RING)
    assert not is_current(old, ring=both)
    anew = seal(b"x", ring=both, purpose="p")
    assert is_current(anew, ring=both)
    assert unseal(anew, ring=read_ring(NEW), purpose="p") == b"x"


@pytest.mark.parametrize("text", ["", "   ", "nicht-base64!", "AAAA", f"{NEW},kurz"], ids=range(5))
def test_what_is_no_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(BadKeys) as refusal:
        read_ring(text)
    assert not text.strip() or text not in str(refusal.value)


def test_a_ring_does_not_show_its_keys() -> None:
    assert OLD not in repr(RING)
    assert repr(RING.keys[0].secret) not in f"{RING!r}{RING.keys!r}"
    assert isinstance(RING, KeyRing)
