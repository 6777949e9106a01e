"""The translators' desk: texts in, as many texts out in the same order, whatever translators do.

What is remembered is not asked again. A batch that comes back short, empty or mixed up is asked again text by text.
A translator that fails hands over to the next; what nobody translates stays as it was, with the reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from termnews.domain.text import clean_text
from termnews.translate.base import Card, Failure, Limits, Translator
from termnews.translate.marks import are_mixed_up, has_words, is_plausible, lost_marks
from termnews.translate.memory import Memory, Scope
from termnews.translate.sentences import cut_long, join_sentences

NOBODY = "nobody here translates"
SERVICES = "services"
"""What all services with a key are counted under together."""
_UNUSABLE = "gave no usable translation"
_FOR_GOOD = 1e8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text."""

    text: str
    """The translation, or the text itself."""
    translator: str = ""
    """Who translated; empty when the text stands as it was."""
    at: datetime | None = None
    """When, UTC; None when nobody did, or that is not known."""
    why: str = ""
    """Why it does; empty when there was nothing to translate."""


@dataclass(slots=True)
class _Job:
    """Texts of one language on their way past the translators."""

    source: str
    left: list[str]
    done: dict[str, Outcome] = field(default_factory=dict)
    doubtful: dict[str, tuple[Card, str]] = field(default_factory=dict)
    """Translations that lost a number or link; used when nobody does better."""
    why: str = NOBODY


class Desk:
    """Asks translators in their order of preference."""

    def __init__(
        self,
        translators: Sequence[Translator],
        memory: Memory,
        clock: Callable[[], datetime],
        *,
        daily_characters: int = 0,
    ) -> None:
        """Use translators; those with a key are sent at most `daily_characters` a day together, 0 for no limit."""
        self.translators = tuple(translators)
        self._memory = memory
        self._clock = clock
        self._daily = daily_characters
        self._resting: dict[str, tuple[datetime, str]] = {}

    def can_read(self, source: str) -> bool:
        """Tell whether somebody here may translate from a language."""
        return bool(self._fitting(source))

    def translate(self, texts: Sequence[str], source: str) -> list[Outcome]:
        """Return one outcome for each text, in their order."""
        wanted = list(dict.fromkeys(text for text in texts if has_words(text)))
        job = _Job(source, wanted)
        for translator in self._fitting(source):
            if job.left:
                self._recall(translator.card, job)
            if job.left:
                self._ask_all(translator, job)
        for text in job.left:
            if text in job.doubtful:
                card, translation = job.doubtful[text]
                self._keep(card, {text: translation}, job)
        unknown = {text: Outcome(text, why=job.why) for text in job.left}
        return [job.done.get(text) or unknown.get(text) or Outcome(text) for text in texts]

    def recall(self, texts: Sequence[str], source: str) -> list[Outcome | None]:
        """Return what is remembered, without asking anybody; None for what is not."""
        job = _Job(source, list(dict.fromkeys(filter(has_words, texts))))
        for translator in self._fitting(source):
            self._recall(translator.card, job)
        return [job.done.get(text) if has_words(text) else Outcome(text) for text in texts]

    def _fitting(self, source: str) -> list[Translator]:
        cards = [(t, t.card.languages) for t in self.translators]
        return [translator for translator, languages in cards if languages is None or source in languages]

    def _recall(self, card: Card, job: _Job) -> None:
        known = self._memory.find(Scope(card.identity, job.source), job.left)
        job.done |= {text: Outcome(found.text, card.name, found.at) for text, found in known.items()}
        job.left = [text for text in job.left if text not in known]

    def _ask_all(self, translator: Translator, job: _Job) -> None:
        card = translator.card
        if why := self._resting_why(card.name):
            job.why = f"{card.name} {why}"
            return
        for batch in _batches(job.left, card.limits):
            failure = self._ask_batch(translator, batch, job)
            if failure:
                self._rest(card.name, failure)
                job.why = f"{card.name} {failure.why}"
                break
        job.left = [text for text in job.left if text not in job.done]

    def _ask_batch(self, translator: Translator, batch: Sequence[str], job: _Job) -> Failure | None:
        """Ask for some texts at once, and for those that come back unusable one by one."""
        answer = self._ask(translator, batch, job.source)
        if isinstance(answer, Failure):
            return answer
        is_sound = len(answer) == len(batch) and not are_mixed_up(batch, answer)
        again = self._take(translator.card, batch, answer, job) if is_sound else list(batch)
        if len(batch) == 1 or translator.card.is_steady:
            job.why = f"{translator.card.name} {_UNUSABLE}" if again else job.why
            return None
        for text in again:
            alone = self._ask_batch(translator, [text], job)
            if alone:
                return alone
        return None

    def _take(self, card: Card, batch: Sequence[str], answer: Sequence[str], job: _Job) -> list[str]:
        """Take what is usable, remember it and return the texts that must be asked for again."""
        good: dict[str, str] = {}
        for text, raw in zip(batch, answer, strict=True):
            translation = clean_text(raw)
            if not is_plausible(text, translation):
                continue
            if lost_marks(text, translation):
                job.doubtful.setdefault(text, (card, translation))
            else:
                good[text] = translation
        self._keep(card, good, job)
        return [text for text in batch if text not in good]

    def _keep(self, card: Card, translations: Mapping[str, str], job: _Job) -> None:
        now = self._clock()
        self._memory.keep(Scope(card.identity, job.source), translations, now)
        job.done |= {text: Outcome(translation, card.name, now) for text, translation in translations.items()}

    def _ask(self, translator: Translator, texts: Sequence[str], source: str) -> list[str] | Failure:
        card = translator.card
        if len(texts) == 1 and len(texts[0]) > card.limits.characters:
            return self._ask_in_parts(translator, texts[0], source)
        if not (card.is_metered and self._daily):
            return translator.translate(texts, source)
        characters, now = sum(map(len, texts)), self._clock()
        if not self._memory.spend(SERVICES, characters, self._daily, now):
            return Failure(f"would pass the day's limit of {self._daily:,} characters")
        answer = translator.translate(texts, source)
        if isinstance(answer, Failure) and answer.is_free:
            self._memory.give_back(SERVICES, characters, now)
        return answer

    def _ask_in_parts(self, translator: Translator, text: str, source: str) -> list[str] | Failure:
        found: list[str] = []
        for part in cut_long(text, translator.card.limits.characters):
            answer = self._ask(translator, [part], source)
            if isinstance(answer, Failure):
                return answer
            if len(answer) != 1 or not is_plausible(part, answer[0]):
                return [""]
            found += answer
        return [join_sentences(found)]

    def _rest(self, name: str, failure: Failure) -> None:
        """Leave a translator alone for a while: the rest of the run when it would only fail again."""
        seconds = _FOR_GOOD if failure.is_lasting else failure.retry_after
        if seconds:
            self._resting[name] = (self._clock() + timedelta(seconds=seconds), failure.why)

    def _resting_why(self, name: str) -> str:
        until, why = self._resting.get(name, (None, ""))
        return why if until is not None and self._clock() < until else ""


def _batches(texts: Sequence[str], limits: Limits) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) >= limits.texts or size + len(text) > limits.characters):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
