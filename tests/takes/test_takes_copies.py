"""Copies of one wire text."""

import random
from dataclasses import replace

from takes_samples import ALL, make

from termnews.takes.copies import find_copies, split_sentences

NAMES = ["Arden", "Bosk", "Calder", "Dorn", "Elsin", "Fallow", "Garrow", "Hesper", "Ivel", "Jarn", "Kestrel", "Lorne"]
WIRE = [f"Minister {name} told the chamber that clause {at} of the bill had to go." for at, name in enumerate(NAMES)]


def test_a_copy_leads_to_the_first() -> None:
    first = make("z-first", "Chamber debates", "\n".join(WIRE), outlet="Agency", hours=1)
    second = make("b", "Chamber row", " ".join(WIRE), outlet="Herald", hours=3)
    third = make("a", "Bill in doubt", " ".join(WIRE[:6]), outlet="Courier", hours=5)
    assert find_copies([third, second, *ALL, first]) == {"a": "z-first", "b": "z-first"}


def test_half_the_sentences_are_enough() -> None:
    shuffler = random.Random(4)
    first = make("first", "Chamber debates", " ".join(WIRE), outlet="Agency")
    for at in range(20):
        kept = [s for s in WIRE if shuffler.random() < 0.6][:7] or WIRE[:3]
        own = [f"Our reporter {name} adds a remark of her own here." for name in NAMES[: len(kept)]]
        copy = make(f"copy{at}", "Another headline", " ".join([*kept, *own]), outlet="Herald", hours=2)
        assert find_copies([copy, first]) == {copy.id: "first"}


def test_a_shared_quotation_is_no_copy() -> None:
    one = make("one", "Chamber debates", " ".join(WIRE[:6]))
    other = make("two", "Elsewhere", " ".join([WIRE[0], *(f"Something else about {n} and the rest." for n in NAMES)]))
    assert find_copies([one, other]) == {}


def test_what_an_outlet_repeats_does_not_count() -> None:
    footer = "Subscribe to our newsletter for a daily digest. This service is provided by the Herald foundation."
    articles = [make(f"h{at}", f"Story {at}", f"{s} {footer}", outlet="Herald") for at, s in enumerate(WIRE[:5])]
    assert find_copies(articles) == {}
    elsewhere = [replace(a, outlet=f"Outlet {a.id}") for a in articles]
    assert len(find_copies(elsewhere)) == 4


def test_undated_articles_come_last() -> None:
    dated = make("zz", "Chamber debates", " ".join(WIRE))
    undated = replace(make("aa", "Chamber debates", " ".join(WIRE)), published=None)
    assert find_copies([undated, dated]) == {"aa": "zz"}


def test_sentences_are_split_as_published() -> None:
    article = make("s", "Headline", "“It is late.” He left. Nobody saw him!\nA new line")
    assert split_sentences(article) == ["“It is late.", "He left.", "Nobody saw him!", "A new line"]
