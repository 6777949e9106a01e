"""The memory: what it knows, that it lasts, and that losing it is no harm."""

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from termnews.translate.memory import Memory, Remembered, Scope

NOW = datetime(2025, 12, 12, tzinfo=UTC)
DEEPL, ARGOS = Scope("deepl", "es"), Scope("argos es 1.9", "es")


def texts_found(memory: Memory, scope: Scope, texts: Iterable[str]) -> dict[str, str]:
    return {text: found.text for text, found in memory.find(scope, texts).items()}


def test_translations_survive_a_restart(tmp_path: Path) -> None:
    first = Memory(tmp_path / "a" / "memory.db")
    first.keep(DEEPL, {"hola": "hello", "adiós": "goodbye"}, NOW)
    first.close()
    second = Memory(tmp_path / "a" / "memory.db")
    assert texts_found(second, DEEPL, ["adiós", "hola", "nada"]) == {"hola": "hello", "adiós": "goodbye"}
    assert (second.count(), second.problem) == (2, None)
    second.close()


def test_it_is_known_when_a_translation_was_made(memory: Memory) -> None:
    memory.keep(DEEPL, {"hola": "hello"}, NOW)
    memory.keep(DEEPL, {"adiós": "goodbye"}, NOW + timedelta(days=3))
    assert memory.find(DEEPL, ["hola", "adiós"]) == {
        "hola": Remembered("hello", NOW), "adiós": Remembered("goodbye", NOW + timedelta(days=3)),
    }  # fmt: skip


def test_a_file_from_before_versions_is_read_and_one_from_after_this_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    first = Memory(path)
    first.keep(DEEPL, {"hola": "hello", "sí": "yes"}, NOW)
    first.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE translation SET at = 0 WHERE text = 'yes'")
        raw.execute("PRAGMA user_version = 0")
    second = Memory(path)
    assert second.find(DEEPL, ["hola", "sí"]) == {"hola": Remembered("hello", NOW), "sí": Remembered("yes", None)}
    second.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 1
        raw.execute("PRAGMA user_version = 9")
    later = Memory(path)
    later.keep(DEEPL, {"otro": "other"}, NOW)
    assert (later.problem is not None, texts_found(later, DEEPL, ["hola", "otro"])) == (True, {"otro": "other"})
    later.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM translation").fetchone()[0] == 2


def test_translator_language_and_text_tell_translations_apart(memory: Memory) -> None:
    memory.keep(DEEPL, {"hola": "hello"}, NOW)
    memory.keep(ARGOS, {"hola": "hi"}, NOW)
    memory.keep(Scope("deepl", "pt"), {"hola": "olá?"}, NOW)
    assert texts_found(memory, DEEPL, ["hola"]) == {"hola": "hello"}
    assert texts_found(memory, ARGOS, ["hola", "Hola"]) == {"hola": "hi"}


@given(
    st.dictionaries(st.text(max_size=20), st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=8)
)
def test_any_text_is_found_again(translations: dict[str, str]) -> None:
    plain = {" ".join(text.split()): translation for text, translation in translations.items()}
    memory = Memory(None)
    memory.keep(DEEPL, plain, NOW)
    found = texts_found(memory, DEEPL, plain)
    memory.close()
    surrogates = {text for text in plain if any("\ud800" <= c <= "\udfff" for c in text)}
    assert {text: found.get(text) for text in plain if text not in surrogates} == {
        text: translation for text, translation in plain.items() if text not in surrogates
    }


def test_more_texts_than_a_query_takes(memory: Memory) -> None:
    many = {f"texto {n}": f"text {n}" for n in range(1_201)}
    memory.keep(DEEPL, many, NOW)
    assert texts_found(memory, DEEPL, many) == many


def test_forgetting_leaves_what_was_spent(memory: Memory) -> None:
    memory.keep(DEEPL, {"hola": "hello", "sí": "yes"}, NOW)
    assert memory.spend("services", 30, 100, NOW)
    assert memory.forget() == 2
    assert (memory.count(), texts_found(memory, DEEPL, ["hola"])) == (0, {})
    assert memory.spent("services", NOW) == 30


def test_spending_stops_at_the_limit_and_begins_anew_each_day(memory: Memory) -> None:
    assert memory.spend("services", 60, 100, NOW)
    assert not memory.spend("services", 41, 100, NOW)
    assert memory.spend("services", 40, 100, NOW)
    assert memory.spent("services", NOW) == 100
    assert memory.spend("services", 100, 100, NOW + timedelta(days=1))
    assert not memory.spend("others", 101, 100, NOW)
    assert memory.spend("services", 1, 100, NOW + timedelta(days=60))
    assert memory.spent("services", NOW) == 0


def test_a_file_that_is_no_memory_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    path.write_bytes(b"not a database at all, but long enough to be one" * 40)
    memory = Memory(path)
    memory.keep(DEEPL, {"hola": "hello"}, NOW)
    assert texts_found(memory, DEEPL, ["hola"]) == {"hola": "hello"}
    assert memory.problem is not None
    memory.close()
    assert path.read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "memory.db")
    assert memory.problem is not None
    assert memory.forget() == 0
    memory.close()


def test_a_memory_that_breaks_while_open_knows_nothing(memory: Memory) -> None:
    memory.keep(DEEPL, {"hola": "hello"}, NOW)
    memory._connection.execute("DROP TABLE translation")
    memory.keep(DEEPL, {"hola": "hello"}, NOW)
    assert (texts_found(memory, DEEPL, ["hola"]), memory.count(), memory.forget()) == ({}, 0, 0)


def test_two_programs_share_it(tmp_path: Path) -> None:
    one, other = Memory(tmp_path / "memory.db"), Memory(tmp_path / "memory.db")
    threads = [
        threading.Thread(target=lambda m=m, k=k: [m.keep(DEEPL, {f"{k} {n}": "x"}, NOW) for n in range(40)])
        for k, m in enumerate((one, other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one.count() == other.count() == 80
    one.close()
    other.close()


def test_it_is_for_its_owner_only(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.db")
    memory.close()
    assert (tmp_path / "memory.db").stat().st_mode & 0o777 == 0o600
