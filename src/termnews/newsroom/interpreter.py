"""The window's end of translating: asks a process of its own, and keeps in the library what comes back."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from termnews.domain.article import Article, Headline
from termnews.domain.translation import Translation, apply_translation, as_published, texts_of, with_texts
from termnews.library.store import Library
from termnews.library.writing import LibraryUnavailable
from termnews.newsroom.translation_lines import NOT_YET, Answer, Request, parse_answer, write_line

COMMAND = (sys.executable, "-m", "termnews", "translate", "serve")
"""What the process runs."""


class Interpreter:
    """Asks for translations from any thread, without waiting; tells in threads of its own."""

    def __init__(self, library: Library, tell: Callable[[str, str], object], command: Sequence[str] = COMMAND) -> None:
        """Translate for a library; `tell` gets an article's id when its text has changed, or why it has not."""
        self._library = library
        self._tell = tell
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._asked: dict[str, Request] = {}
        self._requests: SimpleQueue[Request | None] = SimpleQueue()
        Thread(target=self._write, daemon=True).start()

    def ask(self, article: Article, *, is_quick: bool) -> None:
        """Ask for an article, or only for what is remembered of it."""
        published = as_published(article)
        self._requests.put(Request(article.id, published.language, texts_of(published), is_quick))

    def ask_headlines(self, headlines: Iterable[Headline | Article]) -> None:
        """Ask for headlines that are as published."""
        for headline in headlines:
            self._requests.put(Request(headline.id, headline.language, (headline.headline,)))

    def end(self) -> None:
        """Let the process end; nothing is told any more."""
        self._tell = lambda _id, _why: None
        self._requests.put(None)

    def _write(self) -> None:
        """Pass requests on to the process, a new one where the last has ended."""
        while (request := self._requests.get()) is not None:
            self._asked[request.article_id] = request
            try:
                self._send(write_line(request))
            except OSError as error:
                self._tell(request.article_id, f"translating could not be started: {error.strerror or error}")
        if self._process is not None:
            self._process.terminate()

    def _send(self, line: str) -> None:
        for _ in range(2):  # one that has had nothing to do for long may just be ending
            if self._process is None or self._process.poll() is not None:
                self._process = self._start()
            with suppress(BrokenPipeError, ValueError):  # ended, or closed already
                print(line, file=self._process.stdin, flush=True)
                return

    def _start(self) -> "subprocess.Popen[str]":
        process = subprocess.Popen(  # noqa: S603 -- our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # a key such as Ctrl+C is the window's
        )
        Thread(target=self._read, args=(process,), daemon=True).start()
        return process

    def _read(self, process: "subprocess.Popen[str]") -> None:
        with process:  # waits for its end, and closes what is open
            for line in process.stdout or ():
                answer = parse_answer(line)
                if answer is not None and (request := self._asked.get(answer.article_id)):
                    self._take(request, answer)

    def _take(self, request: Request, answer: Answer) -> None:
        if not answer.texts or self._keep(request, answer):
            self._tell(answer.article_id, "" if answer.texts else answer.why)

    def _keep(self, request: Request, answer: Answer) -> bool:
        """Keep a translation; False when the article has changed meanwhile, or has it already."""
        article = self._library.find_article(request.article_id)
        if article is None:
            return False
        published = as_published(article)
        translated = _apply(published, request.texts, answer)
        if translated is None or (translated.headline, translated.blocks) == (article.headline, article.blocks):
            return False
        if len(answer.texts) == 1 and article.original is not None:
            return False
        with suppress(LibraryUnavailable):
            self._library.save([translated])
            return True
        return False


def _apply(published: Article, asked: Sequence[str], answer: Answer) -> Article | None:
    """Return an article with an answer to what was asked; None when that was another text."""
    texts = texts_of(published)
    if texts[: len(asked)] != tuple(asked) or len(answer.texts) != len(asked):
        return None
    headline, blocks = with_texts(published, (*answer.texts, *texts[len(answer.texts) :]))
    is_whole = len(asked) == len(texts)
    why = answer.why if is_whole else NOT_YET
    at = datetime.fromisoformat(answer.at) if answer.at else None
    return apply_translation(published, Translation("en", answer.by, at, headline, blocks, why))
