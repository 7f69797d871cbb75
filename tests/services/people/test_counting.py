"""How many took part, without a name: what is read, and what it puts in the place of what."""

import pytest

from rusctl.errors import PrivacyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.services import selection
from rusctl.services.people import counting
from rusctl.services.people.counting import Counted, Numbers
from rusctl.services.people.participants_words import PeopleWords, summary
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.people.conftest import refused, stored


def count(project: Project, *words: str, what: str = "came", municipality: str = "", dry_run: bool = False) -> Counted:
    numbers = counting.read(project.readable().plan, what, words)
    event = selection.event(project.plan, "sala")
    return counting.count(project, event, numbers, municipality=municipality, dry_run=dry_run)


@pytest.mark.parametrize(
    "words", [("politiker", "7", "tjansteman", "5"), ("7", "Politiker", "5", "tjansteman")], ids=["role", "number"]
)
def test_a_number_stands_before_or_after_its_role(tour: Project, words: tuple[str, ...]) -> None:
    assert counting.read(tour.plan, "came", words) == Numbers("came", {"politiker": 7, "tjansteman": 5}, None, [])


def test_women_and_men_are_of_one_role_and_the_rest_is_counted_out(tour: Project) -> None:
    def gender(*words: str, women: int | None = None, men: int | None = None) -> tuple[str, int, int] | None:
        return counting.read(tour.plan, "came", words, women=women, men=men).gender

    assert gender("politiker", "7", women=3) == ("politiker", 3, 4)
    assert gender("politiker", "7", men=3) == ("politiker", 4, 3)
    assert gender("politiker", women=2, men=3) == ("politiker", 2, 3)
    assert gender("politiker", "7") is None


@pytest.mark.parametrize(
    ("words", "more", "error", "why"),
    [
        ((), {}, UsageError, "give roles and numbers"),
        (("politiker",), {}, UsageError, "give roles and numbers"),
        (("politiker", "tjansteman"), {}, UsageError, "give roles and numbers"),
        (("",), {}, UsageError, "give roles and numbers"),
        (("politker", "7"), {}, RusctlError, "politiker"),
        (("politiker", "7", "Politiker", "2"), {}, RusctlError, "is there twice"),
        (("politiker", "1000001"), {}, RusctlError, "more people than there can be"),
        (("politiker", "7", "tjansteman", "5"), {"women": 3}, UsageError, "one role at a time"),
        (("politiker",), {"women": 3}, UsageError, "give both --women and --men"),
        (("politiker", "7"), {"women": 8}, RusctlError, "more than the 7 there were"),
        (("politiker", "7"), {"men": 8}, RusctlError, "more than the 7 there were"),
        (("politiker", "7"), {"women": 4, "men": 4}, RusctlError, "more than the 7 there were"),
        ((), {"eating": ["vegan"]}, UsageError, "write a diet and a number"),
        ((), {"eating": ["=3"]}, UsageError, "write a diet and a number"),
        ((), {"eating": ["vegan=tre"]}, UsageError, "write a diet and a number"),
        ((), {"eating": ["vegan=1000001"]}, UsageError, "write a diet and a number"),
        ((), {"eating": ["19121212-1212=1"]}, PrivacyError, "personnummer"),
        ((), {"eating": ["nötallergi Cia Cyk=1"]}, RusctlError, "this is not a diet"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(
    tour: Project, words: tuple[str, ...], more: dict[str, list[str]], error: type[RusctlError], why: str
) -> None:
    with refused(why, error):
        counting.read(tour.plan, "came", words, **more)  # type: ignore[arg-type]


def test_what_is_counted_is_one_of_four(tour: Project) -> None:
    with refused("is not what can be counted"):
        counting.read(tour.plan, "left", ["politiker", "7"])


def test_a_number_takes_the_place_of_the_one_before(house: Project) -> None:
    for number in ("7", "6"):
        count(house, "politiker", number)
    count(house, "politiker", "9", what="coming")
    count(house, "politiker", "2", municipality="Norberg")
    rows = stored(house, "participation", "municipality", "answer", "attendance", "number", "person")
    assert rows[:2] == [("sala", "none", "attended", 6, None), ("sala", "accepted", "unknown", 9, None)]
    assert [row[3] for row in rows] == [6, 9, 2]
    count(house, "politiker", "0")
    assert [row[0] for row in stored(house, "participation", "number")] == [9, 2]


def test_what_is_known_afterwards_is_given_also_of_a_dry_run(house: Project) -> None:
    numbers = counting.read(house.plan, "came", ["politiker", "7"], women=3, eating=["vegan=1"])
    sala = selection.event(house.plan, "sala")
    dry = counting.count(house, sala, numbers, dry_run=True)
    assert stored(house, "participation", "number") == []
    assert counting.count(house, sala, numbers) == dry
    assert (dry.diets, [(one.role, one.attended) for one in dry.sums]) == ({"vegan": 1}, [("politiker", 7)])
    assert stored(house, "gender", "role", "women", "men") == [("politiker", 3, 4)]


def test_women_and_men_alone_change_no_number(house: Project) -> None:
    numbers = counting.read(house.plan, "came", ["politiker"], women=2, men=3)
    assert counting.count(house, selection.event(house.plan, "sala"), numbers).sums == []


def test_the_sums_are_said_by_role_in_the_order_of_the_file(house: Project) -> None:
    count(house, "tjansteman", "5")
    count(house, "politiker", "4", what="invited")
    count(house, "politiker", "1", what="declined")
    counted = count(house, "politiker", "3", what="coming")
    words = PeopleWords(house.plan, Language("en"))
    assert summary(words, counted.sums) == [
        "Elected politicians: asked 4, coming 3, not coming 1",
        "Civil servants: came 5",
    ]
    nothing = [one for one in counted.sums if one.role == "tjansteman"]
    assert summary(words, [type(nothing[0])(event="sala", role="okand")]) == ["okand: 0"]


def test_a_diet_is_of_the_closed_list_and_no_more_than_come(house: Project) -> None:
    event = selection.event(house.plan, "sala")
    said_ = counting.read(house.plan, "came", ["politiker", "7"], eating=["Glutenfritt=7", "VEGAN=2", "nötallergi=6"])
    found = counting.count(house, event, said_)
    assert found.diets == {"gluten-free": 7, "nut-free": 6, "vegan": 2}
    assert [(said(one), number) for one, number in counting.shown(found.diets)] == [
        ("vegan", "<5"),
        ("no gluten", "7"),
        ("no nuts", "6"),
    ]
    assert counting.shown(found.diets, ["vegan"])[0][1] == "2"
    with refused("vegan: 50 are more than the 7 who are coming"):
        counting.count(house, event, counting.read(house.plan, "came", [], eating=["vegan=50"]))
    assert counting.count(
        house, event, counting.read(house.plan, "came", [], eating=["vegan=0", "utan Cia=0"])
    ).diets == {
        "gluten-free": 7,
        "nut-free": 6,
    }
