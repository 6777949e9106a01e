"""What the reader has said about stories: "not the same story", "these are one story"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from termnews.takes.linkage import Pairs

IdPair = tuple[str, str]
"""Two articles by their ids, in either order."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Pairs of articles that grouping must respect; where both apply, apart wins."""

    apart: frozenset[IdPair] = frozenset()
    together: frozenset[IdPair] = frozenset()

    def places(self, ids: Sequence[str]) -> tuple[Pairs, Pairs]:
        """Return both kinds as pairs of positions; articles that are not there do not count."""
        positions = {article_id: at for at, article_id in enumerate(ids)}
        apart = _place(self.apart, positions)
        return apart, _place(self.together, positions) - apart


NO_CORRECTIONS = Corrections()


def _place(pairs: Iterable[IdPair], positions: Mapping[str, int]) -> Pairs:
    known = ((positions[a], positions[b]) for a, b in pairs if a != b and a in positions and b in positions)
    return frozenset((min(pair), max(pair)) for pair in known)
