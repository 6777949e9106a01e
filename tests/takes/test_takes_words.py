"""Text to terms."""

import pytest

from termnews.newsroom.settings import load_countries
from termnews.takes.vocabulary import Vocabulary, load_vocabulary
from termnews.takes.weights import count_rarity
from termnews.takes.words import fold_word, stem_word


@pytest.fixture(name="vocabulary")
def _vocabulary() -> Vocabulary:
    return load_vocabulary(load_countries())


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("Ukrainian Ukraine Ukraine’s Ukrainians", "=UA"),
        ("American Americans U.S. US USA America", "=US"),
        ("British Britain UK U.K. Briton", "=GB"),
    ],
)
def test_a_country_has_one_term(vocabulary: Vocabulary, words: str, term: str) -> None:
    assert set(vocabulary.read(words)) == {term}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("the United States", "=US"),
        ("South Korea", "=KR"),
        ("a South Korean", "=KR"),
        ("New Zealand’s", "=NZ"),
        ("Côte d’Ivoire", "=CI"),
        ("Cote d'Ivoire", "=CI"),
        ("Bosnia and Herzegovina", "=BA"),
    ],
)
def test_names_of_several_words_are_one_term(vocabulary: Vocabulary, text: str, term: str) -> None:
    assert vocabulary.read(text) == [term]


def test_a_word_in_small_letters_names_no_country(vocabulary: Vocabulary) -> None:
    assert vocabulary.read("polish us turkey") == ["polish", "turkey"]


def test_names_are_capitalised_inside_a_sentence(vocabulary: Vocabulary) -> None:
    reading = vocabulary.read_closely("Storms hit Veldport. Rescue came with NATO ships.")
    assert reading.names == {"veldport", "nato"}
    assert vocabulary.read_closely("Storms Batter Veldport Harbour Walls", is_headline=True).names == set()


def test_terms_side_by_side_are_pairs(vocabulary: Vocabulary) -> None:
    pairs = vocabulary.read_closely("Silicon Valley and the bay, Oakland harbour").pairs
    assert pairs == {("silicon", "valley"), ("oakland", "harbour")}


@pytest.mark.parametrize(("word", "stem"), [("prices", "pric"), ("price", "pric"), ("running", "run"), ("ties", "tie")])
def test_endings_are_stripped_lightly(word: str, stem: str) -> None:
    assert stem_word(word) == stem


def test_folding_keeps_numbers(vocabulary: Vocabulary) -> None:
    assert fold_word("1.5") == "1.5"
    assert fold_word("Köln’s") == "koln"
    assert vocabulary.read("under-16s") == ["16s"]


def test_common_words_say_little(vocabulary: Vocabulary) -> None:
    rarity = count_rarity([], [])
    assert vocabulary.read("country") == ["country"]
    assert rarity.nats("country") <= rarity.nats("zelkova")
