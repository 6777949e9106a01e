"""Words inside a line of Markdown: escaped so that they are read back as they were, and read when people wrote them."""

import re

EMPTY = "<!-- -->"
"""Stands for a text without characters; Markdown shows nothing for it."""
LINK = r"\[((?:[^\\\[\]]|\\.)*)\]\((<[^<>]*>|[^()\s]*)(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)"
"""A link or, behind an exclamation mark, a picture; its words are the first group, its address the second."""

_SPECIAL = re.compile(r"[\\`*_\[\]<>~]|&(?=#|[A-Za-z])")
_START = re.compile(r"([#+=|-])|([0-9]{1,9})(?=[.)])")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]|^\\s|\\s$")
_ESCAPED = re.compile(
    r"\\([!-/:-@\[-`{-~])|&#([0-9]{1,7});|&#[xX]([0-9a-fA-F]{1,6});|&(amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|rsquo);"
)
_ENTITIES = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0",
    "hellip": "…", "mdash": "—", "ndash": "–", "rsquo": "’",
}  # fmt: skip
_LAST_CHARACTER = 0x10FFFF

_HAND_LINK = re.compile(rf"!?(?<!\\){LINK}")
_HAND_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_HAND_CODE = re.compile(r"(?<![\\`])(`{1,3})(?!`)(.{1,400}?)\1(?!`)")
_HAND_STRESS = re.compile(r"(?<![\w\\*_])(\*{1,3}|_{1,3})(?=[^\s*_])(.{1,300}?)(?<=[^\s\\])\1(?![\w*_])")
_HAND_SIGNS = frozenset("*_[]<`")


def escape_words(text: str) -> str:
    """Return text that Markdown reads back as it is, anywhere but at the beginning of a line."""
    escaped = _HIDDEN.sub(lambda match: f"&#{ord(match[0])};", _SPECIAL.sub(r"\\\g<0>", text))
    return escaped or EMPTY


def escape_line(text: str) -> str:
    """Return text that may also begin a line."""
    escaped = escape_words(text)
    start = _START.match(escaped)
    if start is None:
        return escaped
    return f"\\{escaped}" if start[1] else f"{start[2]}\\{escaped[start.end() :]}"


def read_words(text: str) -> str:
    """Return the words of a line or paragraph of Markdown without its signs."""
    text = text.strip(" \t")
    if text == EMPTY:
        return ""
    if not _HAND_SIGNS.isdisjoint(_ESCAPED.sub("", text)):
        text = _HAND_ADDRESS.sub(r"\1", _HAND_LINK.sub(r"\1", text))
        text = _HAND_CODE.sub(lambda match: _SPECIAL.sub(r"\\\g<0>", match[2].strip()), text)
        text = _drop_stress(text)
    return _ESCAPED.sub(_unescape, text)


def _drop_stress(text: str) -> str:
    """Take off the signs of stress, also of stress inside stress."""
    for _ in range(3):
        text, count = _HAND_STRESS.subn(r"\2", text)
        if not count:
            break
    return text


def _unescape(match: re.Match[str]) -> str:
    sign, decimal, hexadecimal, name = match.groups()
    if sign or name:
        return sign or _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= _LAST_CHARACTER else match[0]
