"""The desk: as many texts out as in and in their order, whatever a translator does."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate_services import KEY, ServiceServer, translated

from termnews.domain.article import Article
from termnews.domain.translation import as_published
from termnews.domain.translation import texts_of as texts_in
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries
from termnews.translate.base import Card, Failure, Limits, Translator
from termnews.translate.chat import Chat
from termnews.translate.deepl import DeepL
from termnews.translate.desk import SERVICES, Desk, Outcome
from termnews.translate.keys import Key
from termnews.translate.libretranslate import LibreTranslate
from termnews.translate.marks import are_mixed_up
from termnews.translate.memory import Memory

NOW = datetime(2025, 12, 12, 9, tzinfo=UTC)
TEXTS = [
    "Minsk, 12 de diciembre: Lukashenko habló.",
    "Los 3.450 presos de Polotsk vieron a Tsikhanouskaya.",
    "«No volveremos», dijo Masiulis en Vilnius.",
    "Más en https://example.org/a?b=1 y en otra parte.",
]


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


WIDE = Limits(50, 5_000)


class FakeTranslator:
    """Translates as the tests say; remembers what it was asked."""

    def __init__(self, name: str = "Fake", *answers: object, limits: Limits = WIDE, metered: bool = False) -> None:
        self.card = Card(name, name.lower(), limits, is_metered=metered)
        self.answers = list(answers)
        self.asked: list[list[str]] = []

    def translate(self, texts: Sequence[str], source: str) -> list[str] | Failure:  # noqa: ARG002 -- the protocol's
        self.asked.append(list(texts))
        answer = self.answers.pop(0) if self.answers else [translated(text) for text in texts]
        assert isinstance(answer, list | Failure)
        return answer


def desk(memory: Memory, *translators: FakeTranslator, daily: int = 0, clock: Clock | None = None) -> Desk:
    return Desk(translators, memory, clock or Clock(), daily_characters=daily)


def texts_of(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.text for outcome in outcomes]


@pytest.mark.parametrize("mood", ["right", "short", "long", "reordered", "empty", "one empty", "nothing", "numbers"])
@pytest.mark.parametrize("service", ["libretranslate", "deepl", "chat"])
def test_paragraphs_stay_aligned_whatever_a_service_does(
    memory: Memory, services: ServiceServer, service: str, mood: str
) -> None:
    """Whatever a batch comes back as, asking one by one puts it right; nothing else is ever put beside a text."""
    makers: dict[str, Translator] = {
        "libretranslate": LibreTranslate(services.link),
        "deepl": DeepL(Key(KEY), services.link),
        "chat": Chat(services.link, "gemma"),
    }
    services.moods = [mood]
    outcomes = Desk([makers[service]], memory, Clock()).translate(TEXTS, "es")
    assert len(outcomes) == len(TEXTS)
    for text, outcome in zip(TEXTS, outcomes, strict=True):
        assert outcome.text in {text, translated(text)}
        assert bool(outcome.why) == (outcome.text == text)
    if mood != "numbers" or service == "chat":
        assert texts_of(outcomes) == [translated(text) for text in TEXTS]


def test_numbers_names_quotes_and_links_survive(memory: Memory, services: ServiceServer) -> None:
    outcomes = Desk([LibreTranslate(services.link)], memory, Clock()).translate(TEXTS, "es")
    for mark in ("12", "Lukashenko", "3.450", "«No volveremos»", "https://example.org/a?b=1"):
        assert any(mark in outcome.text for outcome in outcomes)


def test_a_lost_number_or_link_is_asked_for_again_and_then_of_another(memory: Memory) -> None:
    bad = ["[en] Minsk: Lukashenko", translated(TEXTS[1]), translated(TEXTS[2]), "[en] More elsewhere."]
    first = FakeTranslator("First", bad, [translated(TEXTS[0])], ["[en] More elsewhere."])
    second = FakeTranslator("Second")
    outcomes = desk(memory, first, second).translate(TEXTS, "es")
    assert texts_of(outcomes) == [translated(text) for text in TEXTS]
    assert [outcome.translator for outcome in outcomes] == ["First", "First", "First", "Second"]
    assert first.asked[1:] == [[TEXTS[0]], [TEXTS[3]]]


def test_a_translation_without_the_number_is_better_than_none(memory: Memory) -> None:
    fake = FakeTranslator("Fake", ["[en] three thousand"], ["[en] three thousand"])
    only = desk(memory, fake)
    assert only.translate([TEXTS[1]], "es") == [Outcome("[en] three thousand", "Fake", NOW)]
    assert only.translate([TEXTS[1]], "es") == [Outcome("[en] three thousand", "Fake", NOW)]
    assert len(fake.asked) == 1


def test_a_failing_translator_hands_over_and_the_last_leaves_the_original(memory: Memory) -> None:
    first = FakeTranslator("First", Failure("failed (HTTP 500)"))
    second = FakeTranslator(
        "Second", [translated(TEXTS[0])], Failure("asks for fewer requests", 7), limits=Limits(1, 900)
    )
    outcomes = desk(memory, first, second).translate(TEXTS[:3], "es")
    assert outcomes[0] == Outcome(translated(TEXTS[0]), "Second", NOW)
    assert outcomes[1:] == [Outcome(text, why="Second asks for fewer requests") for text in TEXTS[1:3]]
    assert len(second.asked) == 2


def test_a_translator_rests_as_long_as_it_asks_for(memory: Memory) -> None:
    clock = Clock()
    fake = FakeTranslator("Fake", Failure("asks for fewer requests", 7))
    one = desk(memory, fake, clock=clock)
    one.translate(TEXTS[:1], "es")
    clock.now += timedelta(seconds=6)
    assert one.translate(TEXTS[:1], "es")[0].why == "Fake asks for fewer requests"
    assert len(fake.asked) == 1
    clock.now += timedelta(seconds=2)
    assert one.translate(TEXTS[:1], "es") == [Outcome(translated(TEXTS[0]), "Fake", clock.now)]


def test_a_wrong_key_is_tried_once(memory: Memory) -> None:
    fake = FakeTranslator("Fake", Failure("does not accept the key", is_lasting=True))
    one = desk(memory, fake)
    assert {one.translate([text], "es")[0].why for text in TEXTS} == {"Fake does not accept the key"}
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("mood", "is_free"),
    [("right", False), ("denied", True), ("busy", True), ("quota", True), ("wrong", False), ("broken", False)],
)
def test_what_a_service_refuses_is_not_counted(
    memory: Memory, services: ServiceServer, mood: str, *, is_free: bool
) -> None:
    services.mood = mood
    paid = Desk([DeepL(Key(KEY), services.link)], memory, Clock(), daily_characters=500)
    paid.translate(TEXTS[:1], "es")
    assert len(services.asked) == 1
    assert memory.spent(SERVICES, NOW) == (0 if is_free else len(TEXTS[0]))


def test_a_service_that_is_not_there_costs_nothing(memory: Memory) -> None:
    paid = Desk([DeepL(Key(KEY), "http://127.0.0.1:9")], memory, Clock(), daily_characters=500)
    assert paid.translate(TEXTS[:1], "es")[0].why == "DeepL could not be reached"
    assert memory.spent(SERVICES, NOW) == 0


def test_nothing_remembered_is_asked_again(memory: Memory) -> None:
    fake = FakeTranslator()
    desk(memory, fake).translate(TEXTS[:2], "es")
    again = FakeTranslator()
    assert texts_of(desk(memory, again).translate(TEXTS[:3], "es")) == [translated(text) for text in TEXTS[:3]]
    assert again.asked == [[TEXTS[2]]]
    assert desk(memory, again).recall([*TEXTS[1:2], TEXTS[3], "12"], "es") == [
        Outcome(translated(TEXTS[1]), "Fake", NOW), None, Outcome("12"),
    ]  # fmt: skip
    assert len(again.asked) == 1


def test_what_has_no_words_is_nobody_s_work(memory: Memory) -> None:
    fake = FakeTranslator()
    texts = ["", "2025", "— * —", "https://example.org/es", TEXTS[0], TEXTS[0]]
    assert texts_of(desk(memory, fake).translate(texts, "es")) == [*texts[:4], *[translated(TEXTS[0])] * 2]
    assert fake.asked == [[TEXTS[0]]]


def test_batches_stay_within_the_limits_and_long_texts_go_in_parts(memory: Memory) -> None:
    fake = FakeTranslator(limits=Limits(2, 60))
    long = "Primera frase bastante larga de prueba. Segunda frase, también larga, de prueba. Tercera frase."
    outcomes = desk(memory, fake).translate(["uno dos", "tres cuatro", "cinco seis", long], "es")
    assert all(len(batch) <= 2 and sum(map(len, batch)) <= 60 for batch in fake.asked)
    assert fake.asked[:2] == [["uno dos", "tres cuatro"], ["cinco seis"]]
    assert outcomes[3].text.replace("[en] ", "") == long


def test_a_service_with_a_key_gets_so_many_characters_a_day(memory: Memory) -> None:
    clock = Clock()
    paid = FakeTranslator("Paid", metered=True, limits=Limits(1, 100))
    free = FakeTranslator("Free")
    texts = ["a" * 40, "b" * 40, "c" * 40]
    outcomes = desk(memory, paid, daily=90, clock=clock).translate(texts, "es")
    assert [outcome.why for outcome in outcomes] == ["", "", "Paid would pass the day's limit of 90 characters"]
    assert desk(memory, paid, free, daily=90, clock=clock).translate(texts, "es")[2].translator == "Free"
    clock.now += timedelta(days=1)
    assert desk(memory, paid, daily=90, clock=clock).translate(["d" * 40], "es")[0].translator == "Paid"
    assert desk(memory, paid, daily=90, clock=clock).translate(["e" * 91], "es")[0].why


def test_nobody_translates_without_translators(memory: Memory) -> None:
    assert desk(memory).translate(TEXTS[:2], "es") == [
        Outcome(text, why="nobody here translates") for text in TEXTS[:2]
    ]


def test_control_characters_in_an_answer_are_dropped(memory: Memory) -> None:
    fake = FakeTranslator("Fake", ["\x1b[31mred\x07 \u202eevil"])
    assert desk(memory, fake).translate(["rojo"], "es") == [Outcome("red evil", "Fake", NOW)]


def test_real_translations_are_told_from_mixed_up_ones(repository: Path) -> None:
    """The sample edition's, made by people: none looks mixed up, and nearly every pair that is swapped does."""
    found = read_seeds([repository / "seeds"], load_countries())
    articles = [article for article in found if isinstance(article, Article) and article.original]
    swaps: list[bool] = []
    for article in articles:
        texts, translations = texts_in(as_published(article)), texts_in(article)
        assert not are_mixed_up(texts, translations), article.headline
        for one, other in combinations(range(len(texts)), 2):
            swapped = list(translations)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            swaps.append(are_mixed_up(texts, swapped))
    assert len(articles) >= 12
    assert sum(swaps) >= 0.95 * len(swaps)


ANSWERS = st.one_of(st.lists(st.text(max_size=40), max_size=5), st.builds(Failure, st.text(max_size=5)))


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=60), max_size=5), answers=st.lists(ANSWERS, max_size=4))
def test_any_answer_leaves_one_outcome_a_text(texts: list[str], answers: list[object]) -> None:
    memory = Memory(None)
    outcomes = desk(memory, FakeTranslator("A", *answers), FakeTranslator("B", *answers)).translate(texts, "es")
    memory.close()
    assert len(outcomes) == len(texts)
    assert all(outcome.translator or outcome.text == text for text, outcome in zip(texts, outcomes, strict=True))
