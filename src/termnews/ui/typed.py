"""What is typed, from a terminal's bytes to messages; no bytes that a terminal may send stop it."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator

from textual._xterm_parser import XTermParser  # private, and the only one that knows keys, mouse and reports
from textual.events import Paste, Resize
from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_LONGEST_PASTE = 100_000
"""Characters; what is pasted beyond them is dropped."""
_MOST_CELLS = 1_000_000
"""A window that is reported to be larger is not believed."""
_BROKEN = (ArithmeticError, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)
"""What the parser raises on codes that are no characters, numbers out of range, windows of no size."""


class Typed:
    """Turns bytes into messages; what cannot be understood is dropped, and the next key is understood again.

    Pastes are taken out before the parser sees them: it would read what follows an escape inside a paste as keys.
    """

    def __init__(self, *, is_debugged: bool = False) -> None:
        """Begin with nothing typed."""
        self._is_debugged = is_debugged
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(is_debugged)
        self._last = ""
        """The end of what came before, in which the mark of a paste may have begun."""
        self._pasted: list[str] | None = None
        """What has been pasted so far; None outside of a paste."""

    @property
    def is_pasting(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._pasted is not None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield what bytes mean."""
        text = self._decode(data)
        while text:
            before, seen = len(self._last), self._last + text
            at = seen.find(_END if self.is_pasting else _BEGIN)
            self._last = "" if at >= 0 else seen[1 - len(_BEGIN) :]
            inside = text if at < 0 else text[: max(0, at - before)]
            if self._pasted is None:
                for character in inside:
                    yield from self._parse(character)
            else:
                self._pasted.append(inside)
            text = "" if at < 0 else text[at + len(_BEGIN) - before :]
            if at >= 0:
                yield from self._turn(before - at)

    def _turn(self, early: int) -> Iterator[Message]:
        """Begin or end a paste at a mark of which `early` characters were taken for something else before."""
        if self._pasted is None:
            self._pasted = []
            if early > 0:
                self._renew()
            return
        text = "".join(self._pasted)
        self._pasted = None
        text = text[: len(text) - max(0, early)].replace("\x1b", "").replace("\x00", "")
        yield Paste(text[:_LONGEST_PASTE])

    def pause(self) -> Iterator[Message]:
        """Yield what was typed last, now that nothing followed: Escape alone, or a paste without an end."""
        self._last = ""
        if self.is_pasting:
            yield from self._turn(0)
        yield from self._guard(self._parser.tick())

    def _parse(self, character: str) -> Iterator[Message]:
        yield from self._guard(self._parser.feed(character))

    def _guard(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            for message in messages:
                if not isinstance(message, Resize) or 0 < message.size.area <= _MOST_CELLS:
                    yield message
        except _BROKEN:
            self._renew()

    def _renew(self) -> None:
        """Begin a sequence anew, with what the terminal said about itself."""
        former, self._parser = self._parser, XTermParser(self._is_debugged)
        self._parser.mouse_pixels = former.mouse_pixels
        self._parser.terminal_size = former.terminal_size
        self._parser.terminal_pixel_size = former.terminal_pixel_size
