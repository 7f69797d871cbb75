"""Numbers of the diary in subjects and on first pages, and texts that only say that something is attached."""

import pytest

from rusctl.consultation.reply_marks import FoundNumbers, is_of_case, like, numbers, points_to_file


@pytest.mark.parametrize(
    ("example", "text", "found"),
    [
        ("RV 2019/1234", "Svar, dnr RV 2018/77", "RV 2018/77"),
        ("RV 2019/1234", "rv2019/1234-56 yttrande", "rv2019/1234-56"),
        ("RV 2019/1234-56", "RV\u00a02019/9", "RV 2019/9"),
        ("17-099", "Dnr: 17-099", "17-099"),
        ("RS200792", "RS190001.", "RS190001"),
        ("423-6990-2018", "dnr 423-71-2019", "423-71-2019"),
        ("KS-2021-00442", "KS\u20132021\u201300443", "KS\u20132021\u201300443"),
        ("2678-2019", "nr 12-2020 och", "12-2020"),
        ("RV 2019/1234", "XRV 2019/1234 eller RV 2019/1234/5", ""),
        ("17-099", "070-123 45 67 eller 17-099-1", "070-123"),
    ],
)
def test_a_number_is_found_by_an_example_of_its_form(example: str, text: str, found: str) -> None:
    match = like(example).search(text)
    assert " ".join((match[0] if match else "").split()) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Svar RV 2019/1234", "Diarienr KS 2019/00442\nErt dnr: RV 2019/1234"], (("RV 2019/1234",), "KS 2019/00442")),
        (["", "Vår beteckning\n2678-2019\nEr beteckning RV 2019/1234-3"], (("RV 2019/1234-3",), "2678-2019")),
        (["", "Dnr: RV 2019/1234"], (("RV 2019/1234",), "")),
        (["", "Inget nummer, bara 2019-10-15 och telefon 021-12 34 56"], ((), "")),
        (["RV 2018/7", "x" * 4000 + " RV 2019/1234"], (("RV 2018/7",), "")),
    ],
)  # fmt: skip
def test_which_numbers_are_ours_and_which_is_theirs(texts: list[str], found: tuple[tuple[str, ...], str]) -> None:
    assert numbers(texts, ["RV 2019/1234-56"]) == FoundNumbers(*found)


def test_a_number_of_a_document_is_of_its_case() -> None:
    assert is_of_case("rv2019/1234\u201356", "RV 2019/1234")
    assert not is_of_case("RV 2019/12345", "RV 2019/1234")
    assert not is_of_case("RV 2019/1234", "")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Se bifogad fil.", True),
        ("Hej!\n\nHär kommer vårt remissvar, se bilaga.\n\nMed vänlig hälsning\nKommunen", True),
        ("Yttrandet bifogas.", True),
        ("Please see attached.", True),
        ("Vi tillstyrker förslaget.", False),
        ("", False),
        ("Vi vill ha fler tåg. " * 20 + "Se bifogad karta.", False),
    ],
)
def test_a_text_that_says_only_that_something_is_attached(text: str, points: bool) -> None:
    assert points_to_file(text) is points
