"""Loopback servers that answer as LibreTranslate, DeepL and OpenAI-compatible endpoints say they do, and as they fail.

The "translation" of a text is `[en] ` and the text. How a server behaves is set in `mood`; what it was asked is in
`asked`.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

from loopback import LoopbackServer, Quiet, running

KEY = "s3cr3t-k3y:fx"
STATUSES = {"denied": 401, "forbidden": 403, "busy": 429, "quota": 456, "broken": 500, "closed": 503, "wrong": 400}
LONGEST = 100.0
PACES = {"dripping": 0.05, "stalling": 0.8}
"""Seconds between two bytes."""


def translated(text: str) -> str:
    """Return what the servers make of a text."""
    return f"[en] {text}"


MOODS: dict[str, Callable[[list[str]], list[Any]]] = {
    "right": lambda texts: texts,
    "short": lambda texts: texts[:-1],
    "long": lambda texts: [*texts, "more"],
    "reordered": lambda texts: [*texts[1:], texts[0]],
    "empty": lambda texts: ["" for _ in texts],
    "one empty": lambda texts: ["" if i == 1 and len(texts) > 1 else text for i, text in enumerate(texts)],
    "numbers": lambda texts: list(range(len(texts))),
    "nothing": lambda _: [],
}
"""What becomes of the translations."""


class _Handler(Quiet, BaseHTTPRequestHandler):
    server: "ServiceServer"
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length))
        server = self.server
        server.asked.append((self.path, body, dict(self.headers.items())))
        self.close_connection = True
        mood = server.moods.pop(0) if server.moods else server.mood
        if mood == "held":
            server.may_answer.wait(LONGEST)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(mood, body)

    def _answer(self, mood: str, body: dict[str, Any]) -> None:
        if mood in STATUSES:
            extra = {"Retry-After": "7"} if mood == "busy" else {}
            self._send(STATUSES[mood], json.dumps({"error": f"no, {KEY}!"}).encode(), **extra)
        elif mood == "moved":
            self._send(302, b"", Location=f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        elif mood in PACES:
            self._drip(PACES[mood])
        elif mood == "silent":
            self.server.closing.wait(LONGEST)
        elif mood == "page":
            self._send(200, b"<html>captive portal</html>")
        elif mood == "deep":
            self._send(200, b"[" * 100_000)
        elif mood == "cut":
            self._send(200, b'{"translatedText": ["a', Content_Length="400")
        elif mood == "huge":
            self._send(200, b'"' + b"a" * (9 << 20) + b'"')
        elif mood == "other":
            self._send(200, b'{"hello": [1, null]}')
        else:
            self._send(200, json.dumps(self._translate(mood, body)).encode())

    def _translate(self, mood: str, body: dict[str, Any]) -> Any:
        if self.path == "/translate":
            assert (body["target"], body["format"]) == ("en", "text")
            return {"translatedText": _in_mood(mood, body["q"])}
        if self.path == "/v2/translate":
            if self.headers["Authorization"] != f"DeepL-Auth-Key {KEY}":
                return {"message": "Forbidden"}
            found = _in_mood(mood, body["text"])
            return {"translations": [{"detected_source_language": body["source_lang"], "text": t} for t in found]}
        assert self.path == "/v1/chat/completions", self.path
        return {"choices": [{"message": {"role": "assistant", "content": _chat(mood, body)}, "finish_reason": "stop"}]}

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, pace: float) -> None:
        """Send a byte now and then: no single read need take long."""
        self.send_response(200)
        self.end_headers()
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and not self.server.closing.wait(pace):
            self.wfile.write(b" ")
            self.wfile.flush()


def _in_mood(mood: str, texts: Sequence[str]) -> list[Any]:
    return MOODS.get(mood, MOODS["right"])([translated(text) for text in texts])


def _chat(mood: str, body: dict[str, Any]) -> str:
    if mood == "refusing":
        return "I am sorry, but I cannot {do} that."
    asked = json.loads(body["messages"][-1]["content"])
    found = MOODS.get(mood, MOODS["right"])([translated(text) for text in asked.values()])
    numbered = dict(zip(asked, found, strict=False))
    if mood == "reordered":
        numbered = dict(reversed([(key, translated(text)) for key, text in asked.items()]))
    words = json.dumps(numbered, ensure_ascii=False)
    return f"<think>{{hm}}</think>Sure! Here you are:\n```json\n{words}\n```\nAnything else?"


class ServiceServer(LoopbackServer):
    """All three services in one, on a port of their own."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.mood = "right"
        self.moods: list[str] = []
        """Moods of the next answers, before `mood` counts."""
        self.asked: list[tuple[str, dict[str, Any], dict[str, str]]] = []
        self.may_answer = threading.Event()

    @property
    def link(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running_services() -> Iterator[ServiceServer]:
    """Run the services until the test is over."""
    with running(ServiceServer()) as server:
        yield server
