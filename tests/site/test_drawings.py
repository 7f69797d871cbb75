"""The map of the stops: one mark a place, none on another, and names where there is room."""

import itertools
import math
import re

import pytest

from rusctl.model.public_status import PublicStatus
from rusctl.site import drawings
from rusctl.site.drawings import DrawnBar
from rusctl.site.public import PublicStop


def stop(number: int, place: tuple[float, float], name: str, status: PublicStatus = PublicStatus.PASSED) -> PublicStop:
    about = {"changed": None, "municipality": name, "feed": "", "code": "", "venue": "", "roles": (), "when": None}
    given = {"id": name, "number": number, "name": name, "title": name, "spoken": "sv", "status": status}
    return PublicStop(**given, **about, earlier=(), place=place)  # type: ignore[arg-type]


def drawn(stops: list[PublicStop]) -> str:
    return drawings.map_of(stops, "Karta", "Om kartan", "sv")


def texts(drawing: str) -> list[str]:
    return re.findall(r"<text [^>]*>([^<]*)</text>", drawing)


def test_stops_at_one_place_have_one_mark_and_its_status_is_that_of_the_next() -> None:
    here, there = (59.5, 16.5), (60.0, 17.0)
    found = drawn(
        [
            stop(1, here, "Norra"),
            stop(2, there, "Södra"),
            stop(3, here, "Norra", PublicStatus.CONFIRMED),
            stop(4, here, "Norra", PublicStatus.TENTATIVE),
        ]
    )
    assert texts(found) == ["3", "2", "Norra (1, 4)", "Södra", "20 km", "N"]
    assert found.count("<polygon") == 0


@pytest.mark.parametrize("far", [0.0, 0.0001, 0.01])
def test_marks_of_places_that_are_near_do_not_lie_on_each_other(far: float) -> None:
    places = [(59.5 + one * far, 16.5 + one % 2 * 0.00001) for one in range(6)]
    found = drawn([stop(one, place, f"K{one}") for one, place in enumerate(places, 1)] + [stop(9, (60.5, 17), "Bort")])
    marks = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', found)]
    assert len(marks) == len({*places}) + 1
    assert all(math.dist(one, other) >= 2 * drawings.RADIUS for one, other in itertools.combinations(marks, 2))


def test_a_name_without_room_is_left_out_and_its_number_stays() -> None:
    places = [(59.5 + one // 5 * 0.1, 16.5 + one % 5 * 0.1) for one in range(25)]
    found = texts(drawn([stop(one, place, f"En kommun med ett långt namn {one}") for one, place in enumerate(places)]))
    assert {str(one) for one in range(25)} <= {*found}
    assert 0 < sum("namn" in one for one in found) < 25


def test_what_a_bar_says_stands_below_where_there_is_no_room_beside_it() -> None:
    found = drawings.bars_of(
        [DrawnBar("2018", 5.0, "5"), DrawnBar("2019", 4.0, "4 av alla som svarade, i procent av hela länet")],
        "T",
        "b",
        "sv",
    )
    bars = [float(one) for one in re.findall(r'<rect[^>]* y="([\d.]+)"', found)]
    said = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', found)
    assert float(said[1][0]) > 100  # beside the first bar
    assert [one[0] for one in said[3:]] == ["0"] * (len(said) - 3)
    assert all(float(one[1]) > bars[1] + 12 for one in said[3:])
