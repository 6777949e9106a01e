"""What is said and kept when termnews itself fails."""

import traceback
from pathlib import Path

from textual.worker import WorkerFailed

from termnews.domain.text import clean_lines, clean_text
from termnews.library.safe_files import make_private_folder, write_whole

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 100_000


def keep_fault(error: BaseException, folder: Path) -> Path | None:
    """Write where and how something failed, without the values of variables; None when that cannot be written."""
    lines = clean_lines("".join(traceback.format_exception(_cause_of(error)))[-_LONGEST:])
    path = folder / "fault.log"
    try:
        make_private_folder(folder)
        write_whole(path, f"{lines}\n".encode("utf-8", "replace"))
    except OSError:
        return None
    return path


def fault_words(error: BaseException, log: Path | None) -> str:
    """Say in a few words what failed, and where more of it is written."""
    cause = _cause_of(error)
    frames = traceback.extract_tb(cause.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(_PACKAGE)]
    where = f" in {Path(own[-1].filename).relative_to(_PACKAGE)}, line {own[-1].lineno}" if own else ""
    kept = f"What happened is written in {clean_text(str(log))}." if log else "What happened could not be written down."
    return (
        f"termnews had to stop: a fault of its own ({type(cause).__name__}{where}).\n"
        f"Your bookmarks and read marks are kept. {kept}"
    )


def _cause_of(error: BaseException) -> BaseException:
    """Return what made a worker fail, or the error itself."""
    return error.error if isinstance(error, WorkerFailed) else error
