"""Text from outside made safe to show, and folded to be searched.

Whatever passes `clean_text` holds no control, bidi-control or surrogate character and no more than six marks on one
base.
"""

import re
import unicodedata

MAX_FILE_BYTES = 2 * 1024 * 1024
"""A larger file is not read."""
MAX_BODY_CHARACTERS = 300_000
"""A body is cut behind this many characters."""
MAX_BLOCKS = 3_000
"""A body is cut behind this many blocks or lines."""
MAX_HEADLINE = 400
"""Characters of a headline."""
MAX_NAME = 200
"""Characters of an outlet's name, a byline or a label."""
MAX_TAKES = 50
"""Labels of takes kept from one page."""
MAX_MARKS = 6
"""Marks kept on one base: Hebrew with points and accents needs four."""

_SELECTORS = r"\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef"
_JOINED = r"\u0600-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e900-\U0001e95f"
"""Scripts whose letters change shape beside a joiner: Arabic, Syriac, Indic, Khmer, Mongolian."""
_EMOJI = (
    r"\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2934\u2935\u2b00-\u2bff"
    r"\U0001f000-\U0001faff"
)
_NONCHARACTERS = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))
_TAG_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in nation) + "\U000e007f"
    for nation in ("gbeng", "gbsct", "gbwls")
)
"""England, Scotland, Wales: the only emoji that need tag characters."""

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)(?:[0-?]+[!-/]?[@-NP-~]|[HJKmsu])"  # CSI, unless it looks unfinished: then only the ESC goes
    r"|(?:\x1b[P\]X^_]|[\x90\x9d\x98\x9e\x9f])[^\x07\x1b\x9c\n\r]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, APC, PM, SOS
)
_DROPPED = re.compile(
    rf"({_TAG_FLAGS})|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    rf"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{_NONCHARACTERS}]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_FILLERS = str.maketrans({"\u3164": " ", "\uffa0": " ", "\ufffc": None})
_SELECTOR_RUN = re.compile(rf"([{_SELECTORS}])(?:[\u200c\u200d\u180e]*[{_SELECTORS}])+")
_STRAY_JOINER = re.compile(
    rf"(?<![{_JOINED}])\u200c"
    rf"|(?<![{_JOINED}{_EMOJI}{_SELECTORS}])\u200d"
    rf"|(?<=[{_EMOJI}\ufe00-\ufe0f\U000e0100-\U000e01ef])\u200d(?![{_EMOJI}])"
    r"|(?<![\u1820-\u18aa])\u180e"
)
_PICTURE = rf"[{_EMOJI}][\U0001f3fb-\U0001f3ff]?[{_SELECTORS}]?"
_EMOJI_CHAIN = re.compile(rf"((?:{_PICTURE}\u200d){{9}}{_PICTURE})\u200d")
"""Ten pictures joined into one: the longest real sequence joins four."""
_MARK_RUN = re.compile(rf"[^\w\s\x00-\u02ff]{{{MAX_MARKS + 1},}}")
_VOWEL_RUN = re.compile(rf"([\u1160-\u11ff]{{{MAX_MARKS}}})[\u1160-\u11ff]+")
"""Hangul vowels and finals are letters without a width of their own."""
_LINK = re.compile(r"https?://[^\s<>\"\\]{1,2000}", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t", "ƒ": "f",
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-",
})  # fmt: skip
"""Letters that no decomposition makes plain, and typographic signs."""


def clean_text(text: str) -> str:
    """Return text as one line that is safe on a terminal; real words of any script come through unchanged."""
    if _is_plain(text) and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return _clean_line(text)


def clean_lines(text: str) -> str:
    r"""Return text with each line cleaned and each line end, of whatever kind, as "\n"."""
    if _is_plain(text.replace("\n", "")) and "  " not in text and " \n" not in text and "\n " not in text:
        return text.strip(" ")
    return "\n".join(map(clean_text, _LINE_ENDS.sub("\n", text).split("\n")))


def fold_text(text: str) -> str:
    """Return text without case and accents, for searching and comparing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join([c for c in plain if not _is_accent(c)]).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


def cut_text(text: str, limit: int) -> str:
    """Return clean text of at most `limit` characters, with an ellipsis where something was left out."""
    return text if len(text) <= limit else clean_text(text[: limit - 1]) + "…"


def checked_link(text: str) -> str:
    """Return an address of the web as it stands, an empty text for anything else."""
    return text if _LINK.fullmatch(text) and clean_text(text) == text else ""


def _is_plain(text: str) -> bool:
    """Tell whether printable text has no character outside Windows-1252, and with that no mark and no joiner."""
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _clean_line(text: str) -> str:
    if not text.isprintable():
        text = _ESCAPES.sub("", text)
        text = _DROPPED.sub(lambda match: match[1] or "", text)
        text = _SURROGATES.sub("\ufffd", text)
    if not text.isascii():
        text = _settle_marks(text.translate(_FILLERS))
    text = " ".join(text.split())
    if text[:1] > "\u02ff":
        text = text[_first_base(text) :]
    return text


def _settle_marks(text: str) -> str:
    """Cap selectors, joiners and marks; the order makes a second pass change nothing."""
    text = _SELECTOR_RUN.sub(r"\1", text)
    if not text.isprintable():
        text = _EMOJI_CHAIN.sub(r"\1", _STRAY_JOINER.sub("", text))
    return _VOWEL_RUN.sub(r"\1", _MARK_RUN.sub(_cap_marks, text))


def _cap_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _first_base(text: str) -> int:
    """Return where text begins that does not hang on something before it."""
    return next((i for i, c in enumerate(text) if c != " " and not _is_mark(c)), len(text))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in "\u200c\u200d\u180e"


def _is_accent(character: str) -> bool:
    """Tell accents and points from the vowel signs, tones and voicing marks that tell words apart."""
    order = unicodedata.combining(character)
    return order >= 200 or 10 <= order <= 36  # noqa: PLR2004 canonical combining classes
