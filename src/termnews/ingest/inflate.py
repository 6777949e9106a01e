"""Bodies that were sent compressed, undone within a limit: what is small on the wire may be endless inside."""

import zlib

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_BARE = -zlib.MAX_WBITS
_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class CodingError(ValueError):
    """A body that is not compressed in the way it says."""


class TooLargeError(ValueError):
    """A body that does not end within the limit."""


class Body:
    """Collects a body as it comes."""

    def __init__(self, coding: str, limit: int) -> None:
        """Undo `coding`, an HTTP content coding or nothing, and hold at most `limit` bytes."""
        self._is_plain = coding.strip().lower() in {"", "identity"}
        if not self._is_plain and coding.strip().lower() not in _CODINGS:
            raise CodingError(coding)
        self._machine = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._limit = limit
        self._data = bytearray()
        self._came = False

    def add(self, part: bytes) -> None:
        """Take what came next."""
        if self._is_plain:
            self._keep(part)
            return
        while part:
            if self._machine.eof:
                # A gzip file may be several, one behind the other.
                self._machine = zlib.decompressobj(_GZIP_OR_ZLIB)
            self._keep(self._inflate(part))
            part = self._machine.unused_data if self._machine.eof else self._machine.unconsumed_tail

    def end(self) -> bytes:
        """Return the whole body; raise when its end is missing."""
        if self._came and not self._is_plain and not self._machine.eof:
            raise CodingError("cut off")
        return bytes(self._data)

    def _inflate(self, part: bytes) -> bytes:
        room = self._limit + 1 - len(self._data)
        try:
            found = self._machine.decompress(part, room)
        except zlib.error as error:
            if self._came:
                raise CodingError(str(error)) from error
            # Some servers call it deflate and leave out the header that belongs to it.
            self._machine = zlib.decompressobj(_BARE)
            found = self._inflate_bare(part, room)
        self._came = True
        return found

    def _inflate_bare(self, part: bytes, room: int) -> bytes:
        try:
            return self._machine.decompress(part, room)
        except zlib.error as error:
            raise CodingError(str(error)) from error

    def _keep(self, part: bytes) -> None:
        self._data += part
        if len(self._data) > self._limit:
            raise TooLargeError
