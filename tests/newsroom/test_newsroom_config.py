"""Settings: what is wrong is told with its line and the nearest right name; what is right counts all the same."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.newsroom.config import Config, load_config, read_config
from termnews.newsroom.config_file import (
    ConfigRefusedError,
    begin_file,
    edit,
    read_words,
    remove_value,
    set_value,
    values_of,
)
from termnews.newsroom.config_values import find_lines
from termnews.newsroom.config_words import default_file, describe_settings, show_value, table_words

WRONG = '''# mine
keymapp = "vim"
languages = [
  "en",
  3,
]

[look]
theme = "x"
glob = "dots"
globe = "octant"   # eight dots
screen_reader = "yes"
[live]
keep_days = -3
theme = "a"
[translate.deepl]
kye = "a"
[translate]
backends = ["local", "deepel"]
daily_characters = 5
[telling]
notify = """
osc
"""
[keys]
bookmark = 3
undo = ["u", "ctrl+z"]
'''
TOLD = [
    ("config.toml:2", "keymapp is no setting; did you mean keymap?"),
    ("config.toml:3", "languages takes text in quotes, not 3"),
    ("config.toml:10", "look.glob is no setting; did you mean look.globe?"),
    (
        "config.toml:11",
        (
            'look.globe takes "auto", "octants", "dots", "sextants", "blocks" or "letters", not "octant"; '
            'did you mean "octants"?'
        ),
    ),
    ("config.toml:12", 'look.screen_reader takes true or false, not "yes"'),
    ("config.toml:14", "live.keep_days takes a whole number from 0 on, not -3"),
    ("config.toml:15", "live.theme is no setting; did you mean look.theme?"),
    ("config.toml:17", "translate.deepl.kye is no setting; did you mean translate.deepl.key?"),
    (
        "config.toml:19",
        'translate.backends takes "local", "libretranslate", "deepl" or "chat", not "deepel"; did you mean "deepl"?',
    ),
    ("config.toml:22", 'telling.notify takes "none", "osc9", "osc777" or "desktop", not "osc"; did you mean "osc9"?'),
    ("config.toml:26", "keys.bookmark takes text in quotes, not 3"),
]


def _told(text: str) -> list[tuple[str, str]]:
    return [(p.where, p.why) for p in read_config(text.encode())[1]]


def test_without_a_file_the_usual_settings_count(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), ())


def test_every_mistake_is_told_with_its_line_and_what_was_meant() -> None:
    assert sorted(_told(WRONG)) == sorted(TOLD)


def test_the_right_settings_beside_the_wrong_ones_count() -> None:
    config, _ = read_config(WRONG.encode())
    assert config.look.theme == "x"
    assert config.look.globe == "auto"
    assert config.translate.daily_characters == 5
    assert config.keys == {"undo": ("u", "ctrl+z")}
    assert config.languages == ("en",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("live = 3", ("config.toml:1", "live is a table: it is written [live]")),
        ("\nkeys = 3", ("config.toml:2", "keys is a table: it is written [keys]")),
        ("look = {globe = 'dotz'}", ("config.toml:1", "look.globe takes ")),
        ("look.globe = 3", ("config.toml:1", "look.globe takes ")),
        ("languages = 'en'", ("config.toml:1", 'languages takes a list in [ ], not "en"')),
        ("live.keep_days = true", ("config.toml:1", "live.keep_days takes a whole number from 0 on, not true")),
        ("look.screen_reader = 1", ("config.toml:1", "look.screen_reader takes true or false, not 1")),
        ("look.cell_aspect = 'x'", ("config.toml:1", "look.cell_aspect takes a number from 0 on")),
        ("look.cell_aspect = nan", ("config.toml:1", "look.cell_aspect takes a number from 0 on")),
        ("\n\nkeymap =", ("config.toml:3", "cannot be read from here on: Invalid value")),
        ("a = 1\n[[look]]", ("config.toml:1", "a is no setting")),
        ("xyzzy = 1", ("config.toml:1", "xyzzy is no setting")),
        ("[translate.deepl]\nkey = 1234567", ("config.toml:2", "translate.deepl.key takes text in quotes")),
    ],
)
def test_mistakes(text: str, told: tuple[str, str]) -> None:
    where, why = _told(text)[0]
    assert where == told[0]
    assert why.startswith(told[1])


def test_a_secret_of_the_wrong_kind_is_not_repeated() -> None:
    assert not any("1234567" in why for _, why in _told("[sync]\npassword = 1234567\n[translate.chat]\nkey = 1234567"))


def test_a_file_that_is_no_text_is_told() -> None:
    assert [p.why for p in read_config(b"\xff\xfe")[1]] == ["is not UTF-8"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    config, (problem,) = load_config(tmp_path)
    assert config == Config()
    assert "directory" in problem.why


def test_a_mark_of_byte_order_and_other_line_ends_are_read() -> None:
    config, problems = read_config(b'\xef\xbb\xbfkeymap = "vim"\r\n[look]\r\ntheme = "x"\r\nx = 1\r\n')
    assert (config.keymap, config.look.theme) == ("vim", "x")
    assert [p.where for p in problems] == ["config.toml:4"]


def test_lines_of_tables_lists_and_long_texts() -> None:
    text = 'a = [\n1,\n2]\nb = """\n[c]\nd = 1\n"""\n\n# x\n[e.f]\ng.h = 1\n[[i]]\nj = 1\n'
    lines = find_lines(text)
    assert lines[("a",)] == 1
    assert lines[("b",)] == 4
    assert ("c",) not in lines
    assert lines[("e", "f")] == 10
    assert lines[("e", "f", "g", "h")] == 11
    assert lines[("i", "j")] == 13


@given(st.binary(max_size=300))
def test_any_bytes_give_settings(content: bytes) -> None:
    config, _ = read_config(content)
    assert isinstance(config, Config)


@given(
    st.recursive(
        st.integers() | st.text(max_size=9) | st.booleans() | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["look", "globe", "keys", "live", "keep_days", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_value_is_used_or_told(value: object) -> None:
    from termnews.newsroom.config_values import Complaint, read_table

    complaints: list[Complaint] = []
    values = value if isinstance(value, dict) else {"live": value, "keys": value, "keymap": value}
    assert isinstance(read_table(Config(), values, complaints), Config)


def test_the_commented_file_names_every_setting_and_is_right_when_all_count() -> None:
    text = default_file()
    assert read_config(text.encode())[1] == ()
    counting = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    config, problems = read_config(counting.encode())
    assert problems == ()
    assert config.translate == Config().translate
    assert config.keys == {"bookmark": "b", "undo": ("U", "ctrl+z")}
    for setting in describe_settings():
        assert setting.words.endswith(".")
        assert f"{setting.name}" in text
    assert all(words.endswith(".") for words in table_words().values())
    assert max(map(len, text.splitlines())) <= 100


@given(st.text() | st.integers(0, 9) | st.booleans() | st.lists(st.text(max_size=5)).map(tuple))
def test_values_are_shown_as_the_file_has_them(value: object) -> None:
    read = tomllib.loads(f"a = {show_value(value)}")["a"]
    assert (tuple(read) if isinstance(read, list) else read) == value


def test_a_table_is_shown_as_the_file_has_it() -> None:
    assert show_value({}) == "{}"
    value = {"one": 'country:fr "x"', "two words": ("u", "ctrl+z")}
    read = tomllib.loads(f"a = {show_value(value)}")["a"]
    assert read == {"one": 'country:fr "x"', "two words": ["u", "ctrl+z"]}


def test_a_value_is_set_where_there_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    set_value(folder, "look", "theme", "x")
    set_value(folder, "", "languages", ("en", "de"))
    set_value(folder, "translate.deepl", "key_command", "pass deepl")
    set_value(folder, "searches", "My grid", "grid country:lt")
    config, problems = load_config(folder)
    assert problems == ()
    assert (config.look.theme, config.languages) == ("x", ("en", "de"))
    assert config.translate.deepl.key_command == "pass deepl"
    assert config.searches == {"My grid": "grid country:lt"}
    assert (folder / "config.toml").stat().st_mode & 0o777 == 0o600


def test_comments_order_line_ends_links_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    before = b'# hi\r\nkeymap = "vim" # mine\r\n\r\n[look] # l\r\n# c\r\ntheme="a"\r\n'
    real.write_bytes(before)
    real.chmod(0o644)
    (tmp_path / "config.toml").symlink_to(real)
    set_value(tmp_path, "look", "theme", "b")
    assert real.read_bytes() == before.replace(b'"a"', b'"b"')
    assert (tmp_path / "config.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o644
    set_value(tmp_path, "look", "globe", "dots")
    assert real.read_bytes() == before.replace(b'"a"', b'"b"') + b'globe = "dots"\r\n'


def test_what_is_wrong_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    set_value(tmp_path, "look", "theme", "x")
    before = (tmp_path / "config.toml").read_bytes()
    with pytest.raises(ConfigRefusedError, match=r"look\.glob is no setting"):
        set_value(tmp_path, "look", "glob", "dots")
    with pytest.raises(ConfigRefusedError, match=r"live\.keep_days takes"):
        set_value(tmp_path, "live", "keep_days", "ten")
    with pytest.raises(ConfigRefusedError, match="is no table"):
        set_value(tmp_path, "look.theme", "x", "y")
    assert (tmp_path / "config.toml").read_bytes() == before


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[look\n")
    with pytest.raises(ConfigRefusedError):
        set_value(tmp_path, "look", "theme", "x")
    assert (tmp_path / "config.toml").read_text() == "[look\n"


def test_older_mistakes_do_not_hinder_a_change(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("xyzzy = 1\n")
    set_value(tmp_path, "look", "theme", "x")
    assert load_config(tmp_path)[0].look.theme == "x"


def test_a_value_is_taken_out(tmp_path: Path) -> None:
    set_value(tmp_path, "mute", "football", "football")
    set_value(tmp_path, "mute", "chess", "chess")
    assert remove_value(tmp_path, "mute", "football")
    assert not remove_value(tmp_path, "mute", "football")
    assert not remove_value(tmp_path, "sync", "url")
    assert load_config(tmp_path)[0].mute == {"chess": "chess"}


def test_a_whole_table_is_changed_at_once(tmp_path: Path) -> None:
    edit(tmp_path, lambda document: document.update({"alerts": {"one": "x", "two": "y"}}))
    assert load_config(tmp_path)[0].alerts == {"one": "x", "two": "y"}


@pytest.mark.parametrize(
    ("name", "words", "read"),
    [
        ("keymap", ["vim"], ("", "keymap", "vim")),
        ("languages", ["en", "de"], ("", "languages", ["en", "de"])),
        ("languages", [""], ("", "languages", [])),
        ("live.keep_days", ["30"], ("live", "keep_days", 30)),
        ("live.keep_days", ["ten"], ("live", "keep_days", "ten")),
        ("look.screen_reader", ["Yes"], ("look", "screen_reader", True)),
        ("look.cell_aspect", ["2.1"], ("look", "cell_aspect", 2.1)),
        ("translate.deepl.key", ["5"], ("translate.deepl", "key", "5")),
        ("keys.bookmark", ["f2"], ("keys", "bookmark", "f2")),
        ("keys.bookmark", ["f2", "b"], ("keys", "bookmark", ["f2", "b"])),
        ("searches.v1.2 grid", ["x"], ("searches", "v1.2 grid", "x")),
    ],
)
def test_words_become_values(name: str, words: list[str], read: object) -> None:
    assert read_words(name, words) == read


def test_a_file_is_begun_once(tmp_path: Path) -> None:
    assert begin_file(tmp_path, "# one\n").read_text() == "# one\n"
    assert begin_file(tmp_path, "# two\n").read_text() == "# one\n"


def test_values_stand_under_their_dotted_names() -> None:
    values = dict(values_of(Config()))
    assert values["look.globe"] == "auto"
    assert values["translate.deepl.key"] == ""
    assert set(values) == {s.path for s in describe_settings()}


def test_reading_no_file_imports_no_reader(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from termnews.newsroom.config import load_config;"
        f"load_config(Path({str(tmp_path)!r}));"
        "assert not {'tomllib', 'tomlkit', 'difflib', 'termnews.newsroom.config_values'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=300)
