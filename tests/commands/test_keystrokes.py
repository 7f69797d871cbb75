"""What the guides count is what is typed: each line does what it is said to do, with no file edited by hand."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

TOWNS = (
    *("Arjeplog", "Arvidsjaur", "Boden", "Gällivare", "Haparanda", "Jokkmokk", "Kalix", "Kiruna", "Luleå", "Pajala"),
    *("Piteå", "Älvsbyn", "Överkalix", "Övertorneå"),
)


def rows(page: str) -> list[tuple[int, list[str], int]]:
    """Give how many commands, which, and how many characters each row of the guide's table counts."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = re.findall(r"^\| [^|]+ \| (\d+) \| (.+) \| (\d+) \|$", text, re.MULTILINE)
    return [(int(count), re.findall(r"`(rusctl [^`]+)`", said), int(size)) for count, said, size in lines]


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/sv/guide.md"])
def test_the_characters_are_counted(page: str) -> None:
    counted = rows(page)
    assert len(counted) == 3
    for count, commands, size in counted:
        assert (len(commands), sum(map(len, commands))) == (count, size)
        assert count <= 6


def test_a_tour_of_fourteen_is_two_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rusctl: Run) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUSCTL_TODAY", "2027-01-04")
    answers = ["--name", "RUS 2040", "--region", "Region Prov", "--from", "11 jan 2027", "--to", "juni 2028"]
    made = rusctl("init", "plan", *answers, *(word for town in TOWNS for word in ("--municipality", town)))
    assert made.code == 0, made.err
    monkeypatch.chdir(tmp_path / "plan")
    table = ["Kommun;Datum;Tid;Lokal;Bemanning"]
    table += [f"{town};{number} feb 2027;9-12;Folkets hus;Projektledare" for number, town in enumerate(TOWNS, 1)]
    Path("stopp.csv").write_text("\n".join(table), encoding="utf-8")
    _, (_, line), _ = rows("docs/sv/guide.md")[0]
    done = rusctl(*line.replace("stopp.xlsx", "stopp.csv").split()[1:])
    assert done.code == 0, done.err
    text = Path("events.toml").read_text(encoding="utf-8")
    assert text.count("T09:00:00") == text.count("Folkets hus") == text.count('crew = ["projektledare"]') == 14
    _, (confirm,), _ = rows("docs/guide.md")[1]
    assert rusctl(*confirm.split()[1:]).code == 0
    assert Path("events.toml").read_text(encoding="utf-8").count('status = "confirmed"') == 5
    assert rusctl("milestone", "move", "council", "2 feb 2027").code == 0
    monkeypatch.setenv("RUSCTL_TODAY", "2027-02-03")
    _, (back,), _ = rows("docs/guide.md")[2]
    done = rusctl(*back.split()[1:])
    assert done.code == 0, done.err
    assert 'outcome = "referred-back"' in Path("config/process.toml").read_text(encoding="utf-8")
