"""Translating for an open window, in a process of its own: models are large, services slow, and keys are asked for.

The process gets texts and gives texts, one line of JSON each, so it serves every edition. What is remembered comes back
at once. Headlines on the screen go before articles, the article opened last before those opened earlier. It ends with
the window, and when it has had nothing to do for a while.
"""

from collections.abc import Callable, Iterable
from threading import Condition, Thread

from termnews.domain.article import block_text
from termnews.domain.problems import Problem
from termnews.domain.translation import Translation, texts_of
from termnews.newsroom.translating import Translating
from termnews.newsroom.translation_lines import NOT_YET, Answer, Request, parse_request

IDLE_SECONDS = 300.0
WORKING = "being translated ..."
_MOST_ARTICLES = 3
"""Articles that wait: who opens more has left the others."""
_MOST_HEADLINES = 192
"""Likewise: three screens of the largest terminals."""


class _Waiting:
    """What waits for the translators."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._articles: dict[str, Request] = {}
        self._headlines: dict[str, Request] = {}
        self._is_over = False

    def put(self, request: Request) -> None:
        """Let a request wait; the oldest of too many is dropped."""
        kind, most = (self._articles, _MOST_ARTICLES)
        if len(request.texts) == 1:
            kind, most = (self._headlines, _MOST_HEADLINES)
        with self._changed:
            kind.pop(request.article_id, None)
            kind[request.article_id] = request
            while len(kind) > most:
                del kind[next(iter(kind))]
            self._changed.notify()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def take(self, seconds: float) -> list[Request]:
        """Wait for the next requests to be worked on; none when it is over, or nothing has come for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._articles or self._headlines or self._is_over, seconds)
            if self._is_over:
                return []
            if self._headlines:
                taken = list(self._headlines.values())
                self._headlines.clear()
                return taken
            return [self._articles.popitem()[1]] if self._articles else []


def serve(
    translating: Translating, lines: Iterable[str], tell: Callable[[Answer], None], seconds: float = IDLE_SECONDS
) -> None:
    """Answer requests until their stream ends, or nothing has come for some seconds."""
    waiting = _Waiting()
    Thread(target=_listen, args=(translating, lines, tell, waiting), daemon=True).start()
    while taken := waiting.take(seconds):
        if len(taken[0].texts) == 1:
            for article, translation in translating.translate_headlines(r.article for r in taken):
                tell(_answer(article.id, translation))
        else:
            tell(_answer(taken[0].article_id, translating.translate(taken[0].article)))


def _listen(translating: Translating, lines: Iterable[str], tell: Callable[[Answer], None], waiting: _Waiting) -> None:
    """Answer what is remembered at once, and let the rest wait."""
    for line in lines:
        request = parse_request(line)
        if request is None:
            continue
        article = request.article
        known = translating.remembered(article)
        if known.original is not None:
            texts, why = texts_of(known), "" if known.language != article.language else NOT_YET
            at = known.original.translated
            tell(Answer(article.id, texts, known.original.translator, at.isoformat() if at else "", why))
        if translating.is_wanted(known):
            if hint := translating.hint(article):
                tell(Answer(article.id, why=hint))
            elif not request.is_quick:
                tell(Answer(article.id, why=WORKING))
                waiting.put(request)
        elif known is article:
            tell(Answer(article.id))
    waiting.end()


def _answer(article_id: str, found: Translation | Problem | None) -> Answer:
    if isinstance(found, Translation):
        texts = (found.headline, *map(block_text, found.blocks))
        return Answer(article_id, texts, found.backend, found.at.isoformat() if found.at else "", found.why)
    return Answer(article_id, why=found.why if found else "")
