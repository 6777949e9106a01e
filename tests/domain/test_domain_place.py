"""Countries by code and by all their names."""

import pytest

from termnews.newsroom.settings import load_countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Lithuania", "LT"),
        ("lt", "LT"),
        ("TÜRKİYE", "TR"),
        ("Turkey", "TR"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("the United States", "US"),
        ("The Netherlands", "NL"),
        ("Bosnia and Herzegovina", "BA"),
        ("DR Congo", "CD"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_names_lead_to_codes(name: str, code: str | None) -> None:
    assert load_countries().find_code(name) == code


def test_every_country_is_found_by_its_own_name_and_code() -> None:
    countries = load_countries()
    assert len(countries) >= 240
    for code, country in countries.items():
        assert countries.find_code(country.name) == code == countries.find_code(code.lower())
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180


def test_countries_come_in_the_order_of_their_names() -> None:
    names = [c.name for c in load_countries().values()]
    assert names.index("Åland Islands" if "Åland Islands" in names else "Albania") < names.index("Zimbabwe")
    assert names.index("Chile") < names.index("China") < names.index("Colombia")


def test_unknown_codes_have_a_name_too() -> None:
    assert load_countries().name_of("") == load_countries().name_of("QQ") == "Unknown country"
