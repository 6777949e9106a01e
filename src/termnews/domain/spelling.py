"""Typos: one letter too many, missing, wrong, or two swapped."""

from collections.abc import Iterable, Iterator

LEAST_LETTERS = 5
"""A typo is forgiven in words of this many letters or more."""
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёђєіїјљњћўґ",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگکی",
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
)


def typo_distance(one: str, other: str, limit: int) -> int:
    """Return how many typos lie between two words (optimal string alignment); `limit` + 1 when more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def find_nearest(word: str, names: Iterable[str]) -> str:
    """Return the name with the fewest typos between, at most one for each three letters; empty when none is near."""
    limit = len(word) // 3
    distances = ((typo_distance(word, name, limit), place, name) for place, name in enumerate(names))
    distance, _, nearest = min(distances, default=(limit + 1, 0, ""))
    return nearest if distance <= limit else ""


def one_typo_away(word: str) -> Iterator[str]:
    """Yield each word that one typo separates from a folded word, itself left out; a short one may lack a letter."""
    alphabet = next((letters for letters in _ALPHABETS if letters[0] <= word[:1] <= max(letters)), word)
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    seen = {word}
    for variant in _variants(cuts, alphabet, is_short=len(word) < LEAST_LETTERS):
        if variant not in seen:
            seen.add(variant)
            yield variant


def is_forgivable(word: str) -> bool:
    """Tell whether a folded word is long enough for a typo: a missing letter may have made it one shorter."""
    letters = sum(map(str.isalpha, word))
    return letters >= LEAST_LETTERS - 1 and len(word) <= _LONGEST and not any(map(str.isdecimal, word))


_LONGEST = 24
"""A longer word would take long to look for, and is hardly one."""


def _variants(cuts: list[tuple[str, str]], alphabet: str, *, is_short: bool) -> Iterator[str]:
    yield from (head + letter + tail for head, tail in cuts for letter in alphabet)
    if is_short:
        return
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    yield from (head + tail[1:] for head, tail in cuts if tail)
    yield from (head + letter + tail[1:] for head, tail in cuts if tail for letter in alphabet)
