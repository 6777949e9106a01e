"""Stories that several countries tell and American media do not: claimed only when that can be known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from termnews.domain.story import Verdict

_AMERICA = "US"
_OLD_ENOUGH = timedelta(hours=24)
_ENOUGH_COUNTRIES = 2
_ENOUGH_OUTLETS = 2
_ENOUGH_AMERICAN_OUTLETS = 10
_SAME_STORY = 1.0


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story, as the rule sees it."""

    outlet: str
    country: str
    """ISO code, empty when unknown; "US" for a foreign outlet's American edition."""
    published: datetime | None
    is_copy: bool = False
    """Whether another article of the story had the text first."""
    is_doubtful: bool = False
    """Whether it only perhaps tells the story."""
    agency_country: str = ""
    """Where the wire agency is from whose text this is: an AP text is American coverage wherever it is printed."""


def judge_story(
    tellings: Sequence[Telling],
    american_likeness: Iterable[float],
    american_outlets: int,
    now: datetime,
    *,
    enough_outlets: int = _ENOUGH_AMERICAN_OUTLETS,
) -> Verdict:
    """Judge whether a story is overlooked by American media.

    `american_likeness` is how alike each American article of the window is to the story, 1 being what a story's own
    articles reach; `american_outlets` counts those that were read since the story began.
    """
    if any(_AMERICA in {t.country, t.agency_country} for t in tellings):
        return Verdict.COVERED
    if max(american_likeness, default=0.0) >= _SAME_STORY:
        return Verdict.COVERED
    own = [t for t in tellings if not (t.is_copy or t.is_doubtful)]
    if len({t.outlet for t in own}) < _ENOUGH_OUTLETS or len({t.country for t in own} - {""}) < _ENOUGH_COUNTRIES:
        return Verdict.TOO_SMALL
    if not all(t.country for t in tellings) or american_outlets < enough_outlets:
        return Verdict.UNKNOWN
    dated = [t.published for t in tellings if t.published]
    if not dated:
        return Verdict.UNKNOWN
    return Verdict.OVERLOOKED if now - min(dated) >= _OLD_ENOUGH else Verdict.TOO_SOON
