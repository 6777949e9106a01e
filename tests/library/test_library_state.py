"""Read marks, positions, undo, settings: kept, shared, and safe from damage."""

import os
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from library_sample import NOON

from termnews.library.state import KEPT_UNDOS, State, StateUnavailable, Undo
from termnews.library.state_file import VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "termnews" / "state.db"


def opened(path: Path) -> State:
    state, problems = State.open(path)
    assert problems == []
    assert state.is_lasting
    return state


def filled(path: Path, count: int = 2) -> None:
    state = opened(path)
    state.mark_read([f"read {n}" for n in range(count)], is_read=True, now=NOON)
    state.keep_position("long", 7, NOON)
    state.keep_setting("theme", "nord")
    state.push_undo("read", {"ids": ["read 1"]}, NOON)
    state.close()


def test_marks_last(path: Path) -> None:
    state = opened(path)
    assert state.mark_read(["a", "b", "c"], is_read=True, now=NOON) == ["a", "b", "c"]
    assert state.mark_read(["b", "d"], is_read=True, now=NOON) == ["d"]
    assert state.mark_read(["c", "never"], is_read=False, now=NOON) == ["c"]
    assert state.read_ids() == {"a", "b", "d"}
    state.close()
    assert opened(path).read_ids() == {"a", "b", "d"}


def test_positions_last(path: Path) -> None:
    state = opened(path)
    assert state.position("a") == 0
    state.keep_position("a", 3, NOON)
    state.keep_position("b", 5, NOON)
    state.keep_position("a", 4, NOON)
    state.close()
    state = opened(path)
    assert (state.position("a"), state.position("b"), state.position("c")) == (4, 5, 0)


def test_settings_last(path: Path) -> None:
    state = opened(path)
    state.keep_setting("theme", "nord")
    state.keep_setting("selection", "FR")
    state.keep_setting("theme", "gruvbox")
    state.close()
    state = opened(path)
    assert (state.setting("theme"), state.setting("selection")) == ("gruvbox", "FR")
    assert (state.setting("other"), state.setting("other", "none")) == ("", "none")


def test_undo_goes_back_step_by_step_over_restarts(path: Path) -> None:
    state = opened(path)
    assert state.pop_undo() is None
    first = state.push_undo("read", {"ids": ["ü"]}, NOON)
    second = state.push_undo("bookmark", ["x", 1, None], NOON + timedelta(hours=1))
    third = state.push_undo("read", "z", NOON)
    assert state.pop_undo() == Undo(third, NOON, "read", "z")
    state.close()
    state = opened(path)
    assert state.pop_undo() == Undo(second, NOON + timedelta(hours=1), "bookmark", ["x", 1, None])
    fourth = state.push_undo("read", 4, NOON)
    assert fourth not in {first, second, third}
    assert [step.id for step in (state.pop_undo(), state.pop_undo()) if step] == [fourth, first]
    assert state.pop_undo() is None


def test_the_oldest_steps_are_forgotten() -> None:
    state = State.in_memory()
    for number in range(KEPT_UNDOS + 7):
        state.push_undo("read", number, NOON)
    steps = []
    while step := state.pop_undo():
        steps.append(step.payload)
    assert steps == [*range(KEPT_UNDOS + 6, 6, -1)]


def test_undo_is_shared_between_instances(path: Path) -> None:
    one, two = opened(path), opened(path)
    one.push_undo("read", 1, NOON)
    two.push_undo("read", 2, NOON)
    assert [step.payload for step in (one.pop_undo(), one.pop_undo()) if step] == [2, 1]
    assert two.pop_undo() is None


def test_a_step_is_taken_back_once_when_two_instances_ask_at_once(path: Path) -> None:
    filled = opened(path)
    with filled.together():
        for number in range(60):
            filled.push_undo("read", number, NOON)
    taken: list[int] = []

    def take(state: State) -> None:
        while step := state.pop_undo():
            taken.append(step.payload)

    threads = [Thread(target=take, args=(opened(path),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [*range(60)]


def test_another_instances_marks_are_noticed(path: Path) -> None:
    one, two = opened(path), opened(path)
    assert not one.was_changed_elsewhere()
    one.mark_read(["mine"], is_read=True, now=NOON)
    assert not one.was_changed_elsewhere()
    two.mark_read(["theirs"], is_read=True, now=NOON)
    assert one.was_changed_elsewhere()
    assert not one.was_changed_elsewhere()
    assert one.read_ids() == two.read_ids() == {"mine", "theirs"}


def test_writes_together_are_all_or_nothing(path: Path) -> None:
    state, other = opened(path), opened(path)

    def fail() -> None:
        with state.together():
            state.mark_read(["c"], is_read=True, now=NOON)
            state.push_undo("read", "c", NOON)
            raise KeyError

    with state.together():
        state.mark_read(["a"], is_read=True, now=NOON)
        state.push_undo("read", "a", NOON)
        assert other.read_ids() == set()
    assert other.read_ids() == {"a"}
    with pytest.raises(KeyError):
        fail()
    assert state.read_ids() == {"a"}
    assert [step.payload for step in (state.pop_undo(), state.pop_undo()) if step] == ["a"]
    state.mark_read(["d"], is_read=True, now=NOON)
    assert other.read_ids() == {"a", "d"}


def test_threads_take_turns(path: Path) -> None:
    state = opened(path)

    def mark(name: str) -> None:
        for number in range(20):
            state.mark_read([f"{name}{number}"], is_read=True, now=NOON)
            state.position(name)

    threads = [Thread(target=mark, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(state.read_ids()) == 60


def test_only_the_owner_may_read(path: Path) -> None:
    before = os.umask(0)
    try:
        state = opened(path)
        with state.together():
            state.mark_read(["a"], is_read=True, now=NOON)
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"state.db": 0o600, "state.db-journal": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_made_private(path: Path) -> None:
    filled(path)
    path.chmod(0o644)
    assert len(opened(path).read_ids()) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_disk_is_waited_for(path: Path) -> None:
    state = opened(path)
    extra, delete = 3, "delete"
    assert state._connection.execute("PRAGMA synchronous").fetchone() == (extra,)
    assert state._connection.execute("PRAGMA journal_mode").fetchone() == (delete,)


@pytest.mark.parametrize("damage", ["text", "half", "zeros", "head", "middle", "foreign"])
def test_a_damaged_file_is_set_aside(path: Path, damage: str) -> None:
    filled(path, 2000)
    whole = path.read_bytes()
    broken = {
        "text": b'{"version": 1}',
        "half": whole[: len(whole) // 2 + 100],
        "zeros": bytes(len(whole)),
        "head": bytes(100) + whole[100:],
        "middle": whole[:20_000] + bytes(8192) + whole[28_192:],
        "foreign": _foreign(path.with_name("foreign.db")),
    }[damage]
    path.write_bytes(broken)
    state, problems = State.open(path)
    assert state.is_lasting
    assert [p.where for p in problems] == ["state.db"]
    assert "state.db.damaged-1" in problems[0].why
    assert path.with_name("state.db.damaged-1").read_bytes() == broken
    state.mark_read(["new"], is_read=True, now=NOON)
    state.close()
    assert "new" in opened(path).read_ids()


def _foreign(path: Path) -> bytes:
    """Return a database of somebody else's, with a table of our name."""
    connection = sqlite3.connect(path)
    connection.executescript(f"CREATE TABLE read_mark (mark TEXT); PRAGMA user_version = {VERSION};")
    connection.close()
    content = path.read_bytes()
    path.unlink()
    return content


def test_what_can_be_read_of_a_damaged_file_is_taken_over(path: Path) -> None:
    filled(path, 2000)
    whole = path.read_bytes()
    path.write_bytes(whole[:-8192] + bytes(8192))
    state, problems = State.open(path)
    assert len(problems) == 1
    assert len(state.read_ids() & {f"read {n}" for n in range(2000)}) > 100
    assert (state.position("long"), state.setting("theme")) == (7, "nord")


def test_damage_twice_keeps_both_files(path: Path) -> None:
    for content in (b"first", b"second"):
        filled(path)
        path.write_bytes(content)
        State.open(path)[0].close()
    kept = sorted(path.parent.glob("state.db.damaged-*"))
    assert [p.read_bytes() for p in kept] == [b"first", b"second"]


def test_the_journal_of_a_damaged_file_goes_with_it(path: Path) -> None:
    filled(path)
    path.write_bytes(b"not a database")
    path.with_name("state.db-journal").write_bytes(b"its journal")
    state, _ = State.open(path)
    state.mark_read(["new"], is_read=True, now=NOON)
    assert path.with_name("state.db.damaged-1-journal").read_bytes() == b"its journal"
    assert state.read_ids() == {"new"}


def test_an_empty_file_is_a_fresh_start(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    assert opened(path).read_ids() == set()


def test_a_newer_file_is_left_alone(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    state, problems = State.open(path)
    assert not state.is_lasting
    assert "newer version" in problems[0].why
    state.mark_read(["a", "b"], is_read=True, now=NOON)
    assert state.read_ids() == {"a", "b"}
    state.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)
    assert [p.name for p in path.parent.iterdir()] == ["state.db"]


def test_a_missing_place_is_told_and_the_state_lives_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file" / "state.db", tmp_path):
        state, problems = State.open(place)
        assert not state.is_lasting
        assert len(problems) == 1
        state.mark_read(["a"], is_read=True, now=NOON)
        assert state.read_ids() == {"a"}
        assert not state.was_changed_elsewhere()


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_is_refused_and_not_waited_for(path: Path, tmp_path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(victim)
        case _:
            path.mkdir()
    state, problems = State.open(path)
    assert (state.is_lasting, len(problems)) == (False, 1)
    assert victim.read_text() == "precious"


def test_a_planted_journal_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    filled(path)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    path.with_name("state.db-journal").symlink_to(victim)
    opened(path).mark_read(["a", "b"], is_read=True, now=NOON)
    assert victim.read_text() == "precious"


def test_a_file_that_cannot_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    before = path.read_bytes()
    real = os.open

    def read_only(name: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR and os.fspath(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    state, problems = State.open(path)
    assert (state.is_lasting, [p.where for p in problems]) == (False, ["state.db"])
    assert "permission denied" in problems[0].why
    assert state.read_ids() == {"read 0", "read 1"}
    assert (state.position("long"), state.setting("theme")) == (7, "nord")
    state.mark_read(["new"], is_read=True, now=NOON)
    assert len(state.read_ids()) == 3
    state.close()
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_nothing_is_half_kept(path: Path) -> None:
    state = opened(path)
    state.mark_read(["before"], is_read=True, now=NOON)
    pages = state._connection.execute("PRAGMA page_count").fetchone()[0]
    state._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite says then what it says of a full disk
    with pytest.raises(StateUnavailable, match="full"):
        state.mark_read([f"{n:0100}" for n in range(1000)], is_read=True, now=NOON)
    with pytest.raises(OSError, match="full"):
        state.push_undo("read", "x" * 100_000, NOON)
    assert state.read_ids() == {"before"}
    assert state.pop_undo() is None
    state._connection.execute("PRAGMA max_page_count = 100000")
    state.mark_read(["after"], is_read=True, now=NOON)
    state.close()
    assert opened(path).read_ids() == {"before", "after"}


def test_a_writer_waits_for_another(path: Path) -> None:
    one, two = opened(path), opened(path)
    with one.together():
        one.mark_read(["one"], is_read=True, now=NOON)
        thread = Thread(target=two.mark_read, args=(["two"],), kwargs={"is_read": True, "now": NOON})
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
    thread.join()
    assert one.read_ids() == {"one", "two"}
