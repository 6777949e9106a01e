"""Languages by their ISO 639-1 codes."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "basque": "eu",
    "belarusian": "be", "bengali": "bn", "bosnian": "bs", "bulgarian": "bg", "burmese": "my", "catalan": "ca",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "estonian": "et", "farsi": "fa", "filipino": "tl", "finnish": "fi", "french": "fr", "galician": "gl",
    "georgian": "ka", "german": "de", "greek": "el", "gujarati": "gu", "hausa": "ha", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja",
    "kazakh": "kk", "khmer": "km", "korean": "ko", "kurdish": "ku", "kyrgyz": "ky", "lao": "lo", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "malay": "ms", "maltese": "mt", "marathi": "mr", "mongolian": "mn",
    "nepali": "ne", "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "punjabi": "pa", "romanian": "ro", "russian": "ru", "serbian": "sr", "sinhala": "si", "slovak": "sk",
    "slovenian": "sl", "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv", "tagalog": "tl",
    "tajik": "tg", "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr", "turkmen": "tk", "ukrainian": "uk",
    "urdu": "ur", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
"""Codes by English name."""

_CODES = frozenset(LANGUAGES.values())
_NAMES = {code: name.capitalize() for name, code in LANGUAGES.items()} | {"fa": "Persian", "tl": "Filipino"}


def find_language(name: str) -> str | None:
    """Return the code for a code, with or without its region, or an English name; None when unknown."""
    plain = name.strip().lower()
    code = plain.replace("_", "-").partition("-")[0]
    return code if code in _CODES else LANGUAGES.get(plain)


def base_language(tag: str) -> str:
    """Return the code that begins a language tag: "pt" of "pt-BR"."""
    return tag.partition("-")[0].partition("_")[0].lower()


def language_name(code: str) -> str:
    """Return a language's English name, the code itself for one without."""
    return _NAMES.get(code, code)
