"""Keys: where they come from, and that nothing shows them."""

import copy
import pickle
import sys

import pytest

from termnews.translate.keys import Key, KeyUnavailableError, find_key

SECRET = "s3cr3t-k3y"
PRINTS = f"{sys.executable} -c \"print('{SECRET}'); print('second line')\""


@pytest.mark.parametrize(
    ("table", "environment", "found"),
    [
        ({}, {}, ""),
        ({"key": f" {SECRET}\n"}, {}, SECRET),
        ({"key_command": PRINTS}, {}, SECRET),
        ({"key_command": "echo no;shell"}, {}, "no;shell"),
        ({"key": "other", "key_command": "false"}, {"TERMNEWS_DEEPL_KEY": SECRET}, SECRET),
        ({"key": SECRET, "key_command": "false"}, {"TERMNEWS_CHAT_KEY": "other"}, SECRET),
    ],
)
def test_keys_are_found(table: dict[str, object], environment: dict[str, str], found: str) -> None:
    key = find_key("deepl", table, environment)
    assert (key.reveal(), bool(key)) == (found, bool(found))


@pytest.mark.parametrize(
    "table",
    [
        {"key_command": f"{sys.executable} -c \"import sys; print('{SECRET}'); sys.exit(1)\""},
        {"key_command": f"no-such-program-{SECRET}"},
        {"key_command": f"'{SECRET}"},
        {"key_command": "true"},
        {"key": [SECRET]},
        {"key": f"{SECRET}\nX-Header: 1"},
        {"key": f"{SECRET} "[::-1] + "é"},
    ],
)
def test_why_there_is_none_does_not_tell_it(table: dict[str, object]) -> None:
    with pytest.raises(KeyUnavailableError) as raised:
        find_key("deepl", table, {})
    error = raised.value
    assert str(error)
    assert SECRET not in f"{error!r}{error.__cause__!r}"
    assert error.__suppress_context__ or error.__context__ is None


def test_a_key_hides_itself() -> None:
    key = Key(SECRET)
    assert SECRET not in f"{key}{key!r}{[key]}"
    for write in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            write(key)
