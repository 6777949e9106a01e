"""An article's page fetched by a process of its own, for a window that must not wait and has no use for the network."""

import os
import pickle
import subprocess
import sys
import threading

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.newsroom.children import await_leash_end, end_child

COMMAND = (sys.executable, "-m", "termnews.newsroom.page_process")


class PageProcess:
    """The page of one article on its way."""

    def __init__(self, article: Article) -> None:
        """Start to fetch it.

        Raises:
            OSError: no process could be started.
        """
        self._article = article
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 -- our own program
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a key such as Ctrl+C is the window's
        )

    def wait(self) -> Article | Problem:
        """Return the article with its whole text, or why there is none."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            return Problem(self._article.outlet, "the page cannot be asked for")
        try:
            process.stdin.write(pickle.dumps(self._article, pickle.HIGHEST_PROTOCOL))
            process.stdin.flush()
            found: Article | Problem = pickle.load(process.stdout)  # noqa: S301 - our own child writes it
        except (OSError, EOFError, pickle.UnpicklingError):
            return Problem(self._article.outlet, "the page could not be fetched: what fetches it ended early")
        else:
            return found
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End it."""
        end_child(self._process)


def main() -> None:
    """Fetch the page of the article on the standard input; end when that does."""
    from termnews.newsroom.full_text import fetch_full  # noqa: PLC0415 - the window has no use for it
    from termnews.newsroom.settings import find_folders  # noqa: PLC0415 - likewise

    article = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent writes it
    threading.Thread(target=_await_end, daemon=True).start()
    found = fetch_full(find_folders(), article)
    sys.stdout.buffer.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    sys.stdout.flush()
    os._exit(0)  # Python would wait for names that are still looked up


def _await_end() -> None:
    await_leash_end()
    os._exit(1)


if __name__ == "__main__":
    main()
