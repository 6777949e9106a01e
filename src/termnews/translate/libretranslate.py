"""LibreTranslate: the reader's own server, or one that the reader has a key for."""

from collections.abc import Sequence

from termnews.translate.base import TARGET, Card, Failure, Limits
from termnews.translate.keys import NO_KEY, Key
from termnews.translate.posting import Call, host_name, post_json

_LIMITS = Limits(texts=32, characters=5_000)
_SECONDS = 60.0
_CODES = {"no": "nb", "iw": "he", "tl": "tl"}


class LibreTranslate:
    """Speaks the API of LibreTranslate: `POST /translate`."""

    def __init__(self, link: str, key: Key = NO_KEY, seconds: float = _SECONDS) -> None:
        """Use the server at an address such as `http://localhost:5000`."""
        self._link = link.rstrip("/")
        self._key = key
        self._seconds = seconds
        host = host_name(link)
        self.card = Card(f"LibreTranslate ({host})", f"libretranslate {host}", _LIMITS, is_metered=bool(key))

    def translate(self, texts: Sequence[str], source: str) -> list[str] | Failure:
        """Return the translations of texts, or why there are none."""
        body = {"q": list(texts), "source": _CODES.get(source, source), "target": TARGET, "format": "text"}
        keyed = {"api_key": self._key.reveal()} if self._key else {}
        answer = post_json(Call(f"{self._link}/translate", body | keyed, {}, self._seconds))
        if isinstance(answer, Failure):
            return answer
        match answer:
            case {"translatedText": [*translated]} if all(isinstance(text, str) for text in translated):
                return translated
            case {"translatedText": str(only)} if len(texts) == 1:
                return [only]
        return Failure("gave an answer without translations")
