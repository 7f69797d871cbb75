"""Ids made of names."""

import pytest

from rusctl.language.slug import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Malung-Sälen", "malung-salen"),
        ("Sysselsatta 20\N{EN DASH}64 år", "sysselsatta-20-64-ar"),
        ("2018\N{EM DASH}2019", "2018-2019"),
        ("20\N{NON-BREAKING HYPHEN}64", "20-64"),
        ("\N{MINUS SIGN}5 grader", "5-grader"),
        ("\N{EN DASH} \N{EN DASH}", ""),
    ],
)
def test_a_dash_becomes_a_hyphen_and_two_numbers_stay_two(name: str, expected: str) -> None:
    assert slug(name) == expected
