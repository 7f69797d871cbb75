"""The commands that look ahead: milestones with slack, the graph, the timeline, deadlines and the year."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Golden = Callable[[str, str], None]
SVG = "{http://www.w3.org/2000/svg}"
SCREENS = {
    "timeline": ["timeline"],
    "deadlines": ["deadlines", "council"],
    "graph": ["milestones", "--graph", "text"],
    "mermaid": ["milestones", "--graph", "mermaid"],
}
LONG = "Regionfullmäktigeledamöternas beredningsutskottssammanträdesprotokollsjusteringsdag"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("today", ["2018-11-08", "2019-11-20"])
@pytest.mark.parametrize("name", list(SCREENS))
@pytest.mark.usefixtures("project")
def test_what_people_see(name: str, today: str, language: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl(*SCREENS[name], "--today", today, "--lang", language)
    assert result.code == 0
    golden(f"network/{name}-{today}.{language}.txt", result.out + (f"\n{result.err}" if result.err else ""))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_year(language: str, project: Path, rusctl: Run, golden: Golden) -> None:
    (project / "config/workdays.toml").write_text(
        '[[school_break]]\nname = "Sportlov"\nmunicipalities = ["sala", "koping"]\nfrom = 2018-02-26\nto = 2018-03-02\n'
        '[[school_break]]\nname = "Jullov"\nfrom = 2018-12-21\nto = 2019-01-08\n'
        '[[meeting_day]]\nbody = "regionfullmaktige"\ndays = [2018-02-20, 2019-02-19]\n'
        "[[election]]\ndate = 2018-09-09\n"
    )
    result = rusctl("calendar", "2018", "--lang", language)
    assert (result.code, result.err) == (0, "")
    golden(f"network/calendar-2018.{language}.txt", result.out)
    following = json.loads(rusctl("calendar", "2019", "--json").out)
    assert {"first": "2019-01-01", "last": "2019-01-01", "kind": "new-term", "working": False} in [
        {key: row[key] for key in ("first", "last", "kind", "working")} for row in following
    ]
    assert [row["first"] for row in following if row["kind"] == "school-break"] == ["2018-12-21"]


@pytest.mark.usefixtures("project")
def test_school_breaks_are_never_guessed(rusctl: Run) -> None:
    result = rusctl("calendar", "2019", "--lang", "en")
    assert "school break" not in result.out
    assert result.err == "school breaks are set locally and never guessed: write them in config/workdays.toml\n"


def words_of(drawing: str) -> tuple[ET.Element, str]:
    """Read a drawing, as those who cannot see it hear it: its title, its description, and all of its text."""
    root = ET.fromstring(drawing)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    ids = root.attrib["aria-labelledby"].split()
    named = [next(one for one in root.iter() if one.get("id") == name) for name in ids]
    assert [one.tag for one in named] == [f"{SVG}title", f"{SVG}desc"]
    assert all(one.text for one in named)
    return root, " ".join(one.text or "" for one in named)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", ["timeline", "graph"])
@pytest.mark.usefixtures("project")
def test_drawings_say_in_words_what_they_show(kind: str, language: str, rusctl: Run, golden: Golden) -> None:
    words = ["timeline", "--svg", "-"] if kind == "timeline" else ["milestones", "--graph", "svg"]
    result = rusctl(*words, "--today", "2019-11-20", "--lang", language)
    root, said = words_of(result.out)
    assert root.attrib["lang"] == language
    for name in ("Regionfullmäktige beslutar" if language == "sv" else "The council decides", "2020"):
        assert name in said
    golden(f"network/{kind}-2019-11-20.{language}.svg", result.out)


def test_a_drawing_is_made_of_whatever_names_there_are(project: Path, rusctl: Run) -> None:
    process = (project / "config/process.toml").read_text(encoding="utf-8")
    hostile = f'<script>&"]]>{LONG}'.replace('"', '\\"')
    (project / "config/process.toml").write_text(
        process.replace("Regionfullmäktige beslutar", hostile), encoding="utf-8"
    )
    for words in (["timeline", "--svg", "-"], ["milestones", "--graph", "svg"]):
        root, said = words_of(rusctl(*words).out)
        assert LONG in said
        assert not [one for one in root.iter() if "script" in one.tag]
    mermaid = rusctl("milestones", "--graph", "mermaid").out
    assert "<script>" not in mermaid
    assert '&"' not in mermaid


@pytest.mark.usefixtures("project")
def test_the_timeline_shows_what_comes_back_every_year_too(rusctl: Run) -> None:
    last = rusctl("timeline", "--lang", "en").out.splitlines()[-1]
    assert last == "Every year: Yearly follow-up: report to the Government, next Fri, 21 Feb 2025"
    monday = rusctl("timeline", "--lang", "en", "--today", "2026-01-01").out.splitlines()[-1]
    assert monday.endswith("next Sat, 21 Feb 2026 (or Mon, 23 Feb 2026, if the law sets the day: 2 § lagen (1930:173))")
    rows = json.loads(rusctl("timeline", "--json").out)
    assert [(row["id"], row["first"]) for row in rows if row["yearly"]] == [("annual-report", "2025-02-21")]
    root, said = words_of(rusctl("timeline", "--svg", "-", "--lang", "en").out)
    assert "Yearly follow-up: report to the Government, next Fri, 21 Feb 2025" in said
    assert any((one.text or "").startswith("Every year: ") for one in root.iter(f"{SVG}text"))


def test_the_timeline_against_a_baseline(project: Path, rusctl: Run) -> None:
    assert rusctl("baseline", "set", "autumn").code == 0
    assert rusctl("event", "move", "norberg", "2018-12-03").code == 0
    rows = {row["id"]: row for row in json.loads(rusctl("timeline", "--json", "--baseline", "autumn").out)}
    assert (rows["norberg"]["baseline"], rows["norberg"]["first"]) == ("2018-11-26", "2018-12-03")
    assert (rows["vasteras"]["baseline"], rows["council"]["baseline"]) == ("2019-03-31", "2020-02-18")
    out = rusctl("timeline", "--baseline", "autumn", "--lang", "en").out
    assert "promised 26 Nov 2018, +7 days" in " ".join(out.split())
    assert "◇ promised in autumn" in out
    unknown = rusctl("timeline", "--baseline", "atumn", "--lang", "en")
    assert (unknown.code, unknown.err) == (1, "rusctl: atumn is not a baseline; did you mean autumn?\n")
    assert project.exists()


def test_what_was_done_on_a_day_nobody_knows_has_no_day_on_the_timeline(project: Path, rusctl: Run) -> None:
    out = rusctl("timeline", "--today", "2019-11-20", "--lang", "en").out
    (line,) = (line for line in out.splitlines() if line.startswith("The consultation opens"))
    assert ("■" in line, "●" in line) == (True, False)
    assert project.exists()


@pytest.mark.usefixtures("project")
def test_a_part_of_the_timeline_is_drawn_large(rusctl: Run, golden: Golden) -> None:
    """The days are read as people write them, in the terminal and in the drawing."""
    limits = ["--from", "november 2018", "--to", "2018-12-09", "--lang", "en"]
    shown = rusctl("timeline", *limits)
    golden("network/timeline-part.en.txt", shown.out)
    assert "The council" not in shown.out
    drawn = rusctl("timeline", *limits, "--svg", "-").out
    _, said = words_of(drawn)
    assert ("Kungsör" in said, "The council decides" in said) == (True, False)
    texts_fit(drawn)
    golden("network/timeline-part.en.svg", drawn)
    assert [row["id"] for row in json.loads(rusctl("timeline", "--to", "9 nov 2018", "--json").out)] == [
        "sala",
        "kungsor",
    ]
    refused = rusctl("timeline", "--from", "banan", "--lang", "en")
    assert refused.code == 2
    assert refused.err.startswith('rusctl: --from: "banan" is not a date; ')
    assert rusctl("timeline", "--from", "2019-01-01", "--to", "2018-12-01").code == 2
    empty = rusctl("timeline", "--from", "2030-01-01", "--lang", "en")
    assert (empty.code, empty.err.splitlines()[-1]) == (0, "no event and no milestone lies within these days")


def texts_fit(drawing: str) -> None:
    """Nothing is written outside the drawing, by the drawing's own measure."""
    root = ET.fromstring(drawing)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for one in root.iter(f"{SVG}text"):
        x, y, size = (float(one.attrib[key]) for key in ("x", "y", "font-size"))
        reach = 0.3 * size * len(one.text or "")
        assert 0 <= y <= height
        assert 0 <= x <= width
        if one.get("text-anchor") != "middle":
            assert x + reach <= width, one.text


def test_long_names_stay_inside(project: Path, rusctl: Run) -> None:
    process = (project / "config/process.toml").read_text(encoding="utf-8")
    (project / "config/process.toml").write_text(process.replace("Remissen öppnar", f"{LONG} {LONG}"), encoding="utf-8")
    for words in (["timeline", "--svg", "-"], ["milestones", "--graph", "svg"]):
        texts_fit(rusctl(*words).out)


def test_a_drawing_is_written_over_a_drawing_and_over_nothing_else(project: Path, rusctl: Run) -> None:
    result = rusctl("timeline", "--svg", "out/line.svg", "--lang", "en")
    assert (result.code, result.out, result.err) == (0, "", "out/line.svg is written\n")
    assert rusctl("timeline", "--svg", "out/line.svg").code == 0
    (project / "notes.svg").write_text("mine")
    refused = rusctl("timeline", "--svg", "notes.svg", "--lang", "en")
    assert (refused.code, refused.err) == (1, "rusctl: notes.svg is there and is no chart; name another file\n")
    assert (project / "notes.svg").read_text() == "mine"


def test_a_plan_with_nothing_in_it(project: Path, rusctl: Run) -> None:
    (project / "events.toml").write_text("")
    process = (project / "config/process.toml").read_text(encoding="utf-8")
    (project / "config/process.toml").write_text(process.partition("[[milestone]]")[0], encoding="utf-8")
    assert rusctl("timeline", "--lang", "en").err == "there is nothing to show: no event and no milestone\n"
    assert rusctl("timeline", "--json").out == "[\n\n]\n"
    words_of(rusctl("milestones", "--graph", "svg").out)


@pytest.mark.usefixtures("project")
def test_deadlines_as_json_for_the_planned_decision(rusctl: Run) -> None:
    rows = json.loads(rusctl("deadlines", "council", "--json").out)
    assert [(row["id"], row["date"], row["days_left"]) for row in rows] == [
        ("notice", "2020-02-11", 460),
        ("summons", "2020-02-11", 460),
        ("board", "2020-02-17", 466),
        ("meeting", "2020-02-18", 467),
        ("adjusted", "2020-03-03", 481),
        ("announced", "2020-03-05", 483),
        ("appeal", "2020-03-26", 504),
        ("force", "2020-03-27", 505),
    ]
    assert rows[0]["law"] == "5 kap. 13 § kommunallagen (2017:725)"
    assert (rows[0]["law_from"], rows[0]["law_until"]) == ("2018-01-01", None)


@pytest.mark.usefixtures("project")
def test_deadlines_from_the_days_that_are_known(rusctl: Run) -> None:
    words = (
        "deadlines",
        "council",
        "--json",
        "--on",
        "2019-05-07",
        "--adjusted",
        "2019-05-10",
        "--announced",
        "2019-05-13",
    )
    rows = {row["id"]: row for row in json.loads(rusctl(*words).out)}
    assert (rows["adjusted"]["done"], rows["announced"]["date"], rows["appeal"]["date"]) == (
        "2019-05-10",
        "2019-05-13",
        "2019-06-03",
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["councel"], 1, 'rusctl: there is no milestone councel; did you mean "council"?'),
        (["x"], 1, "rusctl: there is no milestone x; rusctl milestones --all lists them"),
        (["board"], 1, "board has no exact day to count from; give one with --on, such as --on 2020-02-18"),
        (["council", "--on", "feb 2020"], 2, "--on: feb 2020 is no single day; write the day"),
        ([], 2, "MILESTONE"),
        (["council", "--on", "2017-12-12"], 0, "the law's deadlines are known for meetings from Mon, 1 Jan 2018 on"),
        (["consultation-closes"], 0, "the law's deadlines round the meetings of Region Västmanland are not known here"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_counted(words: list[str], code: int, said: str, rusctl: Run) -> None:
    result = rusctl("deadlines", *words, "--lang", "en")
    assert result.code == code
    assert said in result.err


@pytest.mark.usefixtures("project")
def test_a_graph_of_an_unknown_form(rusctl: Run) -> None:
    result = rusctl("milestones", "--graph", "png", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert "png is not a format; there are text, mermaid, svg" in result.err


def test_milestones_load_nothing_that_is_not_theirs(project: Path) -> None:
    script = (
        "import sys; from rusctl import cli; cli.run(['milestones', '--json']);"
        "slow = ('networkx', 'rich', 'icalendar', 'rusctl.output.drawing.svg', 'rusctl.output.drawing.graph');"
        "print(sorted(name for name in slow if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=project)
    assert done.stderr == "[]\n"
