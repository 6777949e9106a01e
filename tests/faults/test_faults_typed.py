"""Whatever bytes a terminal sends: messages or nothing, and the next key is understood."""

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key, Paste, Resize
from textual.message import Message

from termnews.ui.typed import Typed

_sequences = st.one_of(
    st.binary(max_size=20),
    st.text("0123456789;:<?>$-", max_size=24).flatmap(
        lambda middle: st.sampled_from("uMmRtyABCDFHPQS~cnhl").map(lambda end: f"\x1b[{middle}{end}".encode())
    ),
    st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1b[48;0;0;9;9t"]),
)


def messages(*parts: bytes) -> list[Message]:
    typed = Typed()
    return [message for part in parts for message in typed.feed(part)]


def keys(found: list[Message]) -> list[str]:
    return [message.key for message in found if isinstance(message, Key)]


@settings(max_examples=400, deadline=None)
@given(st.lists(_sequences, max_size=12))
def test_any_bytes_leave_the_next_key_understood(parts: list[bytes]) -> None:
    typed = Typed()
    for part in parts:
        for message in typed.feed(part):
            assert isinstance(message, Message)
            assert not (isinstance(message, Resize) and message.size.area > 1_000_000)
    for _ in range(2):  # a mark in a paste that had no end may begin anew
        list(typed.pause())
        list(typed.feed(b"\x1b[201~"))
    assert not typed.is_pasting
    assert "down" in keys([*typed.feed(b"\x1b[B\x1b[B")]) or keys([*typed.feed(b"qq")])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x1b\x00"), max_size=60), st.integers(1, 7))
def test_a_paste_arrives_whole_however_it_is_cut(text: str, size: int) -> None:
    data = f"j\x1b[200~{text}\x1b[201~k".encode()
    found = messages(*(data[at : at + size] for at in range(0, len(data), size)))
    assert [message.text for message in found if isinstance(message, Paste)] == [text]
    assert keys(found)[:1] == ["j"]
    assert keys(found)[-1:] == ["k"]


def test_an_escape_inside_a_paste_makes_no_keys_of_the_rest() -> None:
    found = messages(b"\x1b[200~ab\x1b" + b"q" * 50 + b"\x1b[Bc\x1b[201~")
    assert keys(found) == []
    assert [message.text for message in found if isinstance(message, Paste)] == ["ab" + "q" * 50 + "[Bc"]


def test_a_paste_without_an_end_ends_in_a_pause_and_has_a_limit() -> None:
    typed = Typed()
    assert list(typed.feed(b"\x1b[200~" + b"x" * 300_000)) == []
    (paste,) = typed.pause()
    assert isinstance(paste, Paste)
    assert len(paste.text) == 100_000
    assert keys([*typed.feed(b"q")]) == ["q"]


def test_codes_that_are_no_characters_are_dropped() -> None:
    for broken in (b"\x1b[1114112u", b"\x1b[99999999999u", b"\x1b[1:1u", b"\x1b[97;1;1114112u"):
        assert keys(messages(broken, b"q"))[-1:] == ["q"]
