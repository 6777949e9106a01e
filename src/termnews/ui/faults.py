"""What is said and kept when termnews itself fails."""

import traceback
from pathlib import Path

from termnews.domain.text import clean_lines, clean_text
from termnews.library.safe_files import make_private_folder, write_whole

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 100_000


def keep_fault(error: BaseException, folder: Path) -> Path | None:
    """Write where and how something failed, without the values of variables; None when that cannot be written."""
    lines = clean_lines("".join(traceback.format_exception(error))[-_LONGEST:])
    path = folder / "fault.log"
    try:
        make_private_folder(folder)
        write_whole(path, f"{lines}\n".encode("utf-8", "replace"))
    except OSError:
        return None
    return path


def fault_words(error: BaseException, log: Path | None) -> str:
    """Say in a few words what failed, and where more of it is written."""
    cause = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    frames = traceback.extract_tb(cause.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    last = next(iter(own[-1:] or frames[-1:]), None)
    where = f" in {Path(last.filename).name}, line {last.lineno}" if last else ""
    kept = f"What happened is written in {clean_text(str(log))}." if log else "What happened could not be written down."
    return (
        f"termnews had to stop: a fault of its own ({type(cause).__name__}{where}).\n"
        f"Your bookmarks and read marks are kept. {kept}"
    )
