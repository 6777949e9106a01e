"""What makes two articles one story, and what each says alone."""

from dataclasses import replace

from takes_samples import KARNO, KARNO_FERRY, MIRAL_FERRY, TREATY, make

from termnews.newsroom.settings import load_countries
from termnews.takes.contrast import contrast_takes
from termnews.takes.title import title_story
from termnews.takes.why import explain_take


def test_shared_names_and_words_are_named() -> None:
    why = explain_take(TREATY[0], TREATY[1], TREATY, load_countries())
    texts = {term.text: term for term in why.shared}
    assert {"Brenholt", "treaty", "Ister"} <= texts.keys()
    assert texts["Brenholt"].is_name
    assert not texts["treaty"].is_name
    weights = [term.weight for term in why.shared]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) <= 1.0 + 1e-9


def test_time_and_membership_are_told() -> None:
    why = explain_take(KARNO_FERRY[0], KARNO_FERRY[1], (*KARNO_FERRY, *MIRAL_FERRY), load_countries())
    stranger = explain_take(KARNO_FERRY[0], MIRAL_FERRY[1], (*KARNO_FERRY, *MIRAL_FERRY), load_countries())
    assert why.days_apart is not None
    assert round(why.days_apart * 24, 3) == 4
    assert 0 <= stranger.likeness < why.likeness
    assert 0 < stranger.membership <= 1


def test_an_unknown_date_is_no_distance() -> None:
    undated = replace(KARNO_FERRY[1], published=None)
    assert explain_take(KARNO_FERRY[0], undated, (), load_countries()).days_apart is None


def test_a_take_says_what_the_others_do_not() -> None:
    alone = "Fishermen of Karno had warned the owners about rust along the hull last autumn."
    one = make("one", "Ferry sinks off Karno", f"{KARNO} {alone}")
    two = make("two", "Karno ferry lost", f"{KARNO} The owner, Brightline of Osterby, runs eleven ships on the route.")
    said = contrast_takes([one, two], load_countries())
    assert said["one"] == (alone,)
    assert said["two"] == ("The owner, Brightline of Osterby, runs eleven ships on the route.",)


def test_at_most_so_many_sentences_in_the_articles_order() -> None:
    seen = {"Arden": "smoke", "Bosk": "water", "Calder": "shouting", "Dorn": "darkness"}
    own = [f"Witness {name} described {thing} beside the lower deck stairs." for name, thing in seen.items()]
    one = make("one", "Ferry sinks", " ".join(own))
    said = contrast_takes(
        [one, make("two", "Chess", "Orlova retires and wants to teach mathematics.")], load_countries(), 2
    )
    assert len(said["one"]) == 2
    assert [own.index(s) for s in said["one"]] == sorted(own.index(s) for s in said["one"])


def test_a_story_is_named_by_what_its_articles_share() -> None:
    assert "Ister" in title_story(TREATY, load_countries())
    assert "Karno" in title_story(KARNO_FERRY, load_countries())
