"""What a first screen shows, found while its window is being made."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from sqlite3 import Error
from threading import Thread
from typing import Any


class Ahead:
    """Finds answers in a thread; each is given once, if it is known by then and still true."""

    def __init__(self, find_version: Callable[[], object], questions: Mapping[str, Callable[[], object]]) -> None:
        """Begin with the first question; an answer is true as long as the version stays the same."""
        self._find_version = find_version
        self._answers: dict[str, tuple[object, object]] = {}
        Thread(target=self._find, args=(questions,), name="ahead", daemon=True).start()

    def _find(self, questions: Mapping[str, Callable[[], object]]) -> None:
        with suppress(Error):  # who asks then will be told
            for name, find in questions.items():
                version = self._find_version()
                self._answers[name] = version, find()

    def take(self, name: str) -> Any:  # noqa: ANN401 - what the question gives
        """Return an answer, None where there is none."""
        version, answer = self._answers.pop(name, (None, None))
        return answer if answer is not None and version == self._find_version() else None
