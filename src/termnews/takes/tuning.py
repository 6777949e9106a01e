"""The numbers of the story graph, chosen once on development texts and used for every edition."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """How alike articles must be to tell one story."""

    headline_weight: float = 2.5
    """What a term in the headline weighs."""
    lead_weight: float = 1.5
    """What a term in the first paragraphs weighs."""
    more_weight: float = 1.0
    """What a term behind them weighs."""
    name_factor: float = 1.2
    """How much more a name weighs than another word."""
    outside_stories: float = 2000.0
    """How many stories the table of common words stands for."""
    rarity_power: float = 0.7
    """How strongly the rarity of a term counts."""
    strongest: int = 40
    """How many terms of an article are compared."""
    scale: float = 0.13
    """The squared likeness that two articles of ten terms must reach to be one story."""
    scale_power: float = 0.4
    """How the demanded likeness grows with the number of terms."""
    gate_low: float = 0.65
    """Shared rarity below this many times ln(stories) is no evidence."""
    gate_high: float = 1.25
    """Shared rarity from here on is full evidence."""
    grace_days: float = 1.0
    """Articles this close in time lose nothing."""
    fade_days: float = 10.0
    """Behind the grace, likeness fades to nothing within these days."""
    edge_floor: float = 0.4
    """Weaker likeness is not kept: without a floor, full texts cost minutes."""
    telling: float = 0.65
    """Only terms of this rarity, in ln(stories), bring two articles together at all."""
    recounts: int = 2
    """How often the rarity of terms is counted again from the stories found."""
    small: int = 4
    """Groups up to this size may join a larger one."""
    core: float = 0.25
    """The share of a group's articles that a term of its vocabulary is in."""
    join_likeness: float = 0.7
    """The mean likeness to a group's vocabulary that lets a small group join."""
    join_evidence: float = 1.2
    """The shared rarity, in ln(stories), that lets a small group join."""
    doubted: int = 10
    """Groups up to this size must prove themselves."""
    proof: float = 2.5
    """The mean shared rarity, in ln(stories), that two articles must have to stay together."""
    proof_relief: float = 0.1
    """The share less that is asked for each article more than two."""
    loose: int = 4
    """From this size on a group may be a mere subject, such as a war or a bill, that many articles touch on."""
    firmness: float = 0.7
    """What the squared shared rarity of a pair, times its likeness and the root of the size, must reach per term read.

    Long texts share words by chance; a large group is less likely to be one.
    """
    sure: float = 5.7
    """What shared rarity, in ln(stories), times likeness must reach for two articles to surely be one event."""
    sure_likeness: float = 3.0
    """Likeness beyond this makes nobody surer: two headlines of three words are soon alike."""
    listed_bonus: float = 1.0
    """What a page's listing adds to the likeness of two articles."""


TUNING = Tuning()
"""The one configuration."""
