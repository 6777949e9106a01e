"""DeepL, with the reader's own key."""

from collections.abc import Sequence

from termnews.translate.base import Card, Failure, Limits
from termnews.translate.keys import Key
from termnews.translate.posting import Call, post_json

_FREE, _PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_FREE_KEY = ":fx"
"""How a key ends that is for the free address."""
_LIMITS = Limits(texts=50, characters=40_000)
"""The service takes 128 KiB at once, and a character may be three bytes."""
_SECONDS = 30.0
_CODES = {"NO": "NB", "IW": "HE"}


class DeepL:
    """Speaks the API of DeepL: `POST /v2/translate`."""

    def __init__(self, key: Key, link: str = "", seconds: float = _SECONDS) -> None:
        """Use a key at the address that it is for, or at another one."""
        self._key = key
        self._link = (link or (_FREE if key.reveal().endswith(_FREE_KEY) else _PAID)).rstrip("/")
        self._seconds = seconds
        self.card = Card("DeepL", "deepl", _LIMITS, is_metered=True)

    def translate(self, texts: Sequence[str], source: str) -> list[str] | Failure:
        """Return the translations of texts, or why there are none."""
        language = source.upper()
        body = {
            "text": list(texts),
            "source_lang": _CODES.get(language, language),
            "target_lang": "EN-US",
            "preserve_formatting": True,
        }
        headers = {"Authorization": f"DeepL-Auth-Key {self._key.reveal()}"}
        answer = post_json(Call(f"{self._link}/v2/translate", body, headers, self._seconds))
        if isinstance(answer, Failure):
            return answer
        match answer:
            case {"translations": [*found]}:
                translated = [one.get("text") if isinstance(one, dict) else None for one in found]
                if all(isinstance(text, str) for text in translated):
                    return [str(text) for text in translated]
        return Failure("gave an answer without translations")
