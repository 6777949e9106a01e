"""Small made-up news: two stories that look alike, one that does not, and articles that stand alone."""

from datetime import UTC, datetime, timedelta

from termnews.domain.article import Article, Paragraph

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def make(  # noqa: PLR0913 -- one keyword a field
    article_id: str,
    headline: str,
    body: str = "",
    *,
    country: str = "",
    outlet: str = "",
    hours: float = 0,
    labels: tuple[str, ...] = (),
) -> Article:
    published = NOON + timedelta(hours=hours)
    blocks = tuple(Paragraph(text) for text in body.split("\n") if text)
    return Article(article_id, headline, outlet or f"{article_id} Post", country, published, blocks, labels)


KARNO = (
    "A ferry with 140 passengers sank off Karno island on Monday after its engine room flooded, the coastguard said. "
    "Rescuers from Veldport pulled 97 people from the water; captain Ilmar Tosk is being questioned over a broken pump."
)
MIRAL = (
    "A ferry ran aground near Miral harbour on Monday in thick fog, and all 61 passengers were taken off unhurt. "
    "Harbour master Dela Prunn said the vessel Sea Lark would be towed to Osterby once the tide allowed."
)
VELDPORT = (
    "Fishing boats from Veldport reached the Karno ferry first and lifted 97 passengers aboard, the coastguard said. "
    "Divers will look for the others below the engine room at first light."
)
KARNO_FERRY = (
    make("k1", "Ferry sinks off Karno island, dozens missing", KARNO, country="GR", hours=1),
    make("k2", "Karno ferry disaster: captain Tosk questioned over pump", KARNO[113:], country="TR", hours=5),
    make("k3", "Veldport rescuers pull 97 from sea after Karno ferry sinks", VELDPORT, country="IT", hours=7),
)
OSTERBY = (
    "Small boats from Osterby took the 61 passengers of the Sea Lark off the rocks near Miral. "
    "The fog was so thick that harbour master Dela Prunn could not see the bow."
)
MIRAL_FERRY = (
    make("m1", "Ferry runs aground in fog near Miral harbour", MIRAL, country="GR", hours=2),
    make("m2", "Passengers of Sea Lark taken off unhurt at Miral", OSTERBY, country="DK", hours=6),
    make("m3", "Sea Lark to be towed to Osterby after Miral grounding", MIRAL[108:], country="SE", hours=9),
)
TREATY = (
    make(
        "t1",
        "Norlandia and Sudmark sign Brenholt water treaty",
        "The presidents of Norlandia and Sudmark signed a treaty in Brenholt that shares out the Ister river. "
        "Irrigation ministers had haggled over the Brenholt quotas for nine years.",
        country="PL",
        hours=3,
    ),
    make(
        "t2",
        "Brenholt treaty ends nine-year quarrel over Ister river",
        "Norlandia will get 60 percent of the Ister in dry years, Sudmark the rest, under the Brenholt treaty. "
        "Farmers on both banks of the Ister welcomed the quotas.",
        country="CZ",
        hours=8,
    ),
)
ALONE = (
    make("a1", "Chess champion Orlova retires at 29", "Orlova said she wants to teach mathematics.", hours=4),
    make("a2", "Bakers of Lumen revive a forgotten rye", "The sour loaf needs three days to rise.", hours=6),
    make("a3", "Astronomers count moons of a distant planet", "Nineteen are smaller than a city.", hours=2),
)
ALL = (*KARNO_FERRY, *MIRAL_FERRY, *TREATY, *ALONE)
