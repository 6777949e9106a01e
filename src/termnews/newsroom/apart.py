"""Opening an edition in a process of its own, while this one gets its window ready.

The child reads the files, sends the library as one image, then finds the stories and sends those; the window never
shares its interpreter with parsing or comparing. Where a process cannot be split, or the child fails, the edition is
opened here. The live library needs no child: it opens at once, and its stories stand in its file.
"""

import os
import pickle
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NoReturn

from termnews.domain.problems import Problem
from termnews.library.store import Library
from termnews.newsroom.first_screen import leave
from termnews.newsroom.grouping import Grouping, find_grouping
from termnews.newsroom.opening import Opening, edition_name, library_path, open_library, utc_now
from termnews.newsroom.settings import find_folders, load_countries

_LESS_URGENT = 5
"""How nice the child is once the window has its articles: where there is one core, the first frame goes first."""
_BROKEN = (EOFError, OSError, pickle.UnpicklingError)


@dataclass(slots=True)
class Pending:
    """An edition that is being opened by a child."""

    paths: tuple[Path, ...]
    pipe: BinaryIO | None
    """Where the child's answers are read; None when there is no child."""
    child: int = 0
    asking: int = -1
    """Where the child is asked for its stories."""
    live: Opening | None = None
    """The live edition, which is open already."""
    problems: list[Problem] = field(default_factory=list)
    """Why there is none, where there should be one."""

    def wait(self) -> Opening:
        """Return the edition once it can be read; its stories follow with `Opening.group`."""
        opening = self.live or self._wait()
        opening.problems += self.problems
        return opening

    def _wait(self) -> Opening:
        if self.pipe is not None:
            try:
                image, problems = pickle.load(self.pipe)  # noqa: S301 - our own child writes it
            except _BROKEN:
                self._end()
            else:
                library = Library.from_image(image)
                return Opening(edition_name(self.paths), library, load_countries(), problems, self._read_grouping)
        return open_library(self.paths, is_grouped=False)

    def _read_grouping(self) -> Grouping | None:
        if self.pipe is None:
            return None
        try:
            os.write(self.asking, b"!")
            grouping: Grouping = pickle.load(self.pipe)  # noqa: S301 - our own child writes it
        except _BROKEN:
            return None
        else:
            return grouping
        finally:
            self._end()

    def _end(self) -> None:
        if self.pipe is not None:
            self.pipe.close()
            self.pipe = None
            if self.asking >= 0:
                os.close(self.asking)
            os.waitpid(self.child, 0)


def begin_opening(paths: Sequence[Path] = (), *, is_sample: bool = False) -> Pending:
    """Begin to open an edition; no thread may have been started before.

    Without paths it is the live library, or the sample edition where that is empty or asked for.
    """
    problems: list[Problem] = []
    if not paths and not is_sample and os.path.lexists(library_path(find_folders())):
        from termnews.newsroom.editions import find_live  # noqa: PLC0415 - other editions have nothing on disk

        found = find_live(find_folders(), looks_ahead=True)  # while what draws it is imported
        if isinstance(found, Opening):
            return Pending((), None, live=found)
        problems = found
    leave()  # a first screen that was kept is of the live library
    if not hasattr(os, "fork") or not hasattr(sqlite3.Connection, "serialize"):
        return Pending(tuple(paths), None, problems=problems)
    reading, writing = os.pipe()
    asked, asking = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        os.close(asked)
        pipe = open(reading, "rb")  # noqa: PTH123, SIM115 - closed by _end
        return Pending(tuple(paths), pipe, child, asking, problems=problems)
    os.close(reading)
    os.close(asking)
    return _work(paths, writing, asked)


def _work(paths: Sequence[Path], writing: int, asked: int) -> NoReturn:
    """Do the child's work and end the process, whatever happens: nothing of the parent's may run here.

    Stories are found when they are asked for, after the window's first frame: until then they would only slow it down.
    """
    code = 1
    try:
        with open(writing, "wb") as pipe:
            opening = open_library(paths, is_grouped=False)
            pickle.dump((opening.library.to_image(), opening.problems), pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
            if os.read(asked, 1):  # nothing where the window has gone
                os.nice(_LESS_URGENT)
                grouping = find_grouping(opening.library, opening.countries, utc_now(), {})
                pickle.dump(grouping, pipe, pickle.HIGHEST_PROTOCOL)
        code = 0
    except BrokenPipeError:
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)
