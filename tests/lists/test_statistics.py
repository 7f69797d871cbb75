"""Figures by year out of tables as Statistics Sweden and others write them."""

import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.lists.statistics import number, taken
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

ACROSS = """region|kön|2019|2020
19 Västmanlands län|kvinnor|75,8|..
|män|79.1|78.9
|totalt|77.5|77.0"""
TITLED = """Sysselsatta efter region, kön och år||||
||||
|||2019|2020
19 Västmanlands län|20-64 år|kvinnor|75,8|76.1
||män|79.1|78.9
20 Dalarnas län|20-64 år|kvinnor|80|81
||män|82|83
||||
Senaste uppdatering:||||
Källa: SCB 2021||||"""
UPRIGHT = """region;kön;år;Andel, procent
19 Västmanlands län;kvinnor;2019;75,8
19 Västmanlands län;kvinnor;2020;..
19 Västmanlands län;män;2019;79.1
19 Västmanlands län;män;2020;78.9
19 Västmanlands län;totalt;2019;77.5
19 Västmanlands län;totalt;2020;77.0""".replace(";", "|")
ABOVE = """|kvinnor||män|
|2019|2020|2019|2020
19 Västmanlands län|75,8|..|79.1|78.9"""
PREFIXED = """region|kön|Antal 2019|Antal 2020|Andel 2019|Andel 2020
19 Västmanlands län|totalt|1 234|1\u00a0300|77.5|77.0"""
ONE_YEAR = """|2020
Invånare|277 141"""
BOTH = {2019: {"women": 75.8, "men": 79.1}, 2020: {"men": 78.9}}


def sheet(text: str) -> Sheet:
    rows = [SheetRow(number, tuple(line.split("|"))) for number, line in enumerate(text.splitlines(), 1)]
    heading, *below = [row for row in rows if any(row.cells)]
    width = max(len(row.cells) for row in rows)
    wide = [row._replace(cells=row.cells + ("",) * (width - len(row.cells))) for row in below]
    return Sheet(heading.cells + ("",) * (width - len(heading.cells)), tuple(wide), at=heading.number)


@pytest.mark.parametrize(
    ("text", "wanted", "figures"),
    [
        (ACROSS, (), {2019: {"women": 75.8, "men": 79.1, "total": 77.5}, 2020: {"men": 78.9, "total": 77.0}}),
        (TITLED, (), {2019: {"women": 75.8, "men": 79.1}, 2020: {"women": 76.1, "men": 78.9}}),
        (TITLED, ("20",), {2019: {"women": 80, "men": 82}, 2020: {"women": 81, "men": 83}}),
        (TITLED, ("dalarnas LÄN",), {2019: {"women": 80, "men": 82}, 2020: {"women": 81, "men": 83}}),
        (TITLED, ("Dalarna",), {2019: {"women": 80, "men": 82}, 2020: {"women": 81, "men": 83}}),
        (UPRIGHT, (), {2019: {"women": 75.8, "men": 79.1, "total": 77.5}, 2020: {"men": 78.9, "total": 77.0}}),
        (ABOVE, (), BOTH),
        (PREFIXED, ("Andel",), {2019: {"total": 77.5}, 2020: {"total": 77.0}}),
        (PREFIXED, ("antal",), {2019: {"total": 1234}, 2020: {"total": 1300}}),
        (ONE_YEAR, (), {2020: {"total": 277141}}),
    ],
)
def test_the_figures_of_a_table(text: str, wanted: tuple[str, ...], figures: object) -> None:
    assert taken(sheet(text), wanted, ("19",)).figures == figures


def test_what_holds_no_figure_is_named_with_its_row() -> None:
    assert taken(sheet(ACROSS)).left == ((2, "2020: .."),)
    assert taken(sheet(TITLED), (), ("19",)).chosen == ("19 Västmanlands län",)


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        (TITLED, (), "choose: --where TEXT"),
        (PREFIXED, (), "“Antal”, “Andel”"),
        (TITLED, ("21 Gävleborgs län",), "the table has no 21 Gävleborgs län; it has"),
        (TITLED, ("län",), "the table has no län; it has"),
        (TITLED, ("9",), "the table has no 9; it has"),
        ("namn|adress\nEva|Gatan 1", (), "no figures of years"),
    ],
)
def test_what_cannot_be_told_is_refused(text: str, wanted: tuple[str, ...], why: str) -> None:
    with pytest.raises(RusctlError) as refused:
        taken(sheet(text), wanted)
    assert why in Language("en").text(refused.value.message)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("77,5", 77.5),
        ("1 234", 1234),
        ("1\u00a0234,5", 1234.5),
        ("−3", -3),
        ("..", None),
        ("12 procent", None),
        ("1e5", None),
        ("9" * 20, None),
    ],
)
def test_a_figure_as_tables_write_it(text: str, value: float | None) -> None:
    assert number(text) == value
