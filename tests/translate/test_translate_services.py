"""Each service over HTTP: what is asked, and what becomes of every way in which it can fail."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from translate_services import KEY, LONGEST, ServiceServer, translated

from termnews.translate.base import Failure, Translator
from termnews.translate.chat import Chat
from termnews.translate.deepl import DeepL
from termnews.translate.keys import Key
from termnews.translate.libretranslate import LibreTranslate
from termnews.translate.posting import Call, post_json

TEXTS = ["El 12 de diciembre, en Minsk.", "«No volveremos», dijo Anna — véase https://example.org/a?b=1.", "Tercero."]
LONG, SHORT = 120.0, 0.6
"""Seconds that a service may take: what is answered comes in time on a busy machine, too."""
Make = Callable[[str, float], Translator]
MAKERS: dict[str, Make] = {
    "libretranslate": lambda link, seconds: LibreTranslate(link, Key(KEY), seconds),
    "deepl": lambda link, seconds: DeepL(Key(KEY), link, seconds),
    "chat": lambda link, seconds: Chat(f"{link}/v1", "gemma", Key(KEY), seconds),
}


@pytest.fixture(params=MAKERS)
def translator(request: pytest.FixtureRequest, services: ServiceServer) -> Translator:
    return MAKERS[request.param](services.link, LONG)


def test_texts_come_back_translated(translator: Translator, services: ServiceServer) -> None:
    assert translator.translate(TEXTS, "es") == [translated(text) for text in TEXTS]
    assert translator.translate(TEXTS[1:2], "pt") == [translated(TEXTS[1])]
    assert len(services.asked) == 2


def test_what_libretranslate_is_asked(services: ServiceServer) -> None:
    LibreTranslate(f"{services.link}/", Key(KEY)).translate(TEXTS[:2], "no")
    assert services.asked[0][1] == {"q": TEXTS[:2], "source": "nb", "target": "en", "format": "text", "api_key": KEY}
    LibreTranslate(services.link).translate(TEXTS[:2], "es")
    assert "api_key" not in services.asked[1][1]


def test_what_deepl_is_asked(services: ServiceServer) -> None:
    DeepL(Key(KEY), services.link).translate(TEXTS[:2], "no")
    path, body, headers = services.asked[0]
    assert path == "/v2/translate"
    assert (body["text"], body["source_lang"], body["target_lang"]) == (TEXTS[:2], "NB", "EN-US")
    assert headers["Authorization"] == f"DeepL-Auth-Key {KEY}"


def test_deepl_keys_know_their_address() -> None:
    assert DeepL(Key("a:fx"))._link == "https://api-free.deepl.com"
    assert DeepL(Key("a"))._link == "https://api.deepl.com"


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_what_a_chat_is_asked(services: ServiceServer, path: str) -> None:
    Chat(f"{services.link}{path}", "gemma", Key(KEY)).translate(TEXTS[:2], "lt")
    path, body, headers = services.asked[0]
    assert path == "/v1/chat/completions"
    assert (body["model"], body["temperature"], headers["Authorization"]) == ("gemma", 0, f"Bearer {KEY}")
    assert "from lt to English" in body["messages"][0]["content"]
    Chat(services.link, "gemma").translate(TEXTS, "lt")
    assert "Authorization" not in services.asked[1][2]


def test_a_chat_puts_a_reordered_answer_in_order(services: ServiceServer) -> None:
    services.mood = "reordered"
    assert Chat(services.link, "gemma").translate(TEXTS, "es") == [translated(text) for text in TEXTS]


def test_a_chat_leaves_a_gap_where_a_text_is_missing(services: ServiceServer) -> None:
    services.mood = "short"
    assert Chat(services.link, "gemma").translate(TEXTS, "es") == [translated(TEXTS[0]), translated(TEXTS[1]), ""]


def test_a_chat_that_refuses_is_told(services: ServiceServer) -> None:
    services.mood = "refusing"
    assert Chat(services.link, "gemma").translate(TEXTS, "es") == Failure(
        "answered with something else than translations"
    )


@pytest.mark.parametrize(
    ("mood", "failure"),
    [
        ("denied", Failure("does not accept the key", is_lasting=True, is_free=True)),
        ("forbidden", Failure("does not accept the key", is_lasting=True, is_free=True)),
        ("quota", Failure("has no characters left for this key", is_lasting=True, is_free=True)),
        ("busy", Failure("asks for fewer requests", 7, is_free=True)),
        ("closed", Failure("asks for fewer requests", 60, is_free=True)),
        ("broken", Failure("failed (HTTP 500)")),
        ("wrong", Failure("does not take this text or language (HTTP 400)")),
        ("moved", Failure("does not translate at this address", is_lasting=True, is_free=True)),
        ("page", Failure("gave an answer that is no JSON")),
        ("deep", Failure("gave an answer that is no JSON")),
        ("cut", Failure("gave an answer that is no JSON")),
        ("huge", Failure("broke off its answer")),
        ("other", Failure("gave an answer without translations")),
    ],
)
def test_failures_are_values(translator: Translator, services: ServiceServer, mood: str, failure: Failure) -> None:
    services.mood = mood
    assert translator.translate(TEXTS, "es") == failure
    assert len(services.asked) == 1


@pytest.mark.parametrize("mood", ["silent", "dripping"])
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_no_answer_takes_longer_than_its_time(make: Make, services: ServiceServer, mood: str) -> None:
    services.mood = mood
    begun = monotonic()
    assert make(services.link, SHORT).translate(TEXTS, "es") == Failure("did not answer within 0.6 seconds")
    assert monotonic() - begun < LONGEST / 2


def test_a_late_byte_gives_no_more_time(services: ServiceServer) -> None:
    services.mood = "stalling"
    begun = monotonic()
    assert isinstance(LibreTranslate(services.link, seconds=1.0).translate(TEXTS, "es"), Failure)
    assert monotonic() - begun < LONGEST / 2


@pytest.mark.parametrize("make", MAKERS.values())
@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:9", "http://[", "http://127.0.0.1:x", "file:///etc/passwd", "", "x y"]
)
def test_addresses_that_lead_nowhere_are_failures(make: Make, link: str) -> None:
    assert make is MAKERS["deepl"] or isinstance(make(link, LONG).translate(TEXTS, "es"), Failure)
    assert isinstance(MAKERS["deepl"](link or "x", LONG).translate(TEXTS, "es"), Failure)


@pytest.mark.parametrize("mood", ["right", "denied", "moved", "page", "busy"])
def test_the_key_is_never_told(translator: Translator, services: ServiceServer, mood: str) -> None:
    services.mood = mood
    answer = translator.translate(TEXTS, "es")
    told = f"{answer!r}{translator!r}{translator.card!r}{vars(translator)!r}"
    assert KEY not in told
    assert [path for path, _, _ in services.asked if path == "/elsewhere"] == []


def test_a_password_in_an_address_is_not_shown() -> None:
    assert LibreTranslate("http://anna:pass@localhost:5000").card.name == "LibreTranslate (localhost)"


@pytest.mark.parametrize("scheme", ["file", "ftp", "data", ""])
def test_only_addresses_of_the_web_are_posted_to(scheme: str, tmp_path: Path) -> None:
    (tmp_path / "answer").write_text('{"translatedText": ["Secret."]}')
    answer = post_json(Call(f"{scheme}://{tmp_path}/answer", {}, {}, LONG))
    assert isinstance(answer, Failure)
    assert (answer.why, answer.is_lasting) == ("has an address that is neither http nor https", True)
