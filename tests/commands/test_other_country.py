"""A process in another country, from `init` to `publish`: its clock, its public holidays, no law of Sweden's."""

import re
import sys
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Result, Run

Tell = Callable[..., Result]
DAY = ("--today", "2022-01-10")
FINNISH = (
    *("--name", "Österbottens landskapsstrategi", "--region", "Österbottens förbund"),
    *("--timezone", "Europe/Helsinki", "--municipality", "Nykarleby=893", "--municipality", "Vasa=905"),
)
NORWEGIAN = (
    *("--name", "Innlandsstrategien", "--region", "Innlandet fylkeskommune"),
    *("--timezone", "Europe/Oslo", "--municipality", "Hamar=3403", "--municipality", "Elverum=3420"),
)
COUNCIL = """
[[milestone]]
id = "beslut"
title = "Beslut"
body = "regionfullmaktige"
date = 2022-11-15

[[milestone]]
id = "rapport"
title = "Rapport"
every = "year"
month = 2
day = 20
first = 2022
"""


@pytest.fixture
def made(tmp_path: Path, rusctl: Run) -> Callable[..., tuple[Path, Tell, Result]]:
    """Make a folder, and give it with what runs a command in it and what making it said."""

    def make(*words: str, language: str = "sv") -> tuple[Path, Tell, Result]:
        folder = tmp_path / "plan"
        common = ("--from", "2022-01-11", "--to", "2022-12-31", "--kind", "Dialog", "--contact", "plan@example.org")
        said = rusctl("init", str(folder), *words, *common, "--uid-domain", "plan.example.org", "--lang", language)
        return folder, lambda *more: rusctl(*more, "--lang", language, *DAY, "--project", str(folder)), said

    return make


def publish_to(folder: Path) -> None:
    (folder / "config/targets.toml").write_text('[[target]]\nid = "webb"\nkind = "folder"\npath = "feeds"\n', "utf-8")


class Place(NamedTuple):
    """Where a process is: what makes its folder, its country, two municipalities, its clock, and that in a letter."""

    words: tuple[str, ...]
    country: str
    stops: tuple[str, str]
    zone: str
    clock: str


FINLAND = Place(FINNISH, "FI", ("nykarleby", "vasa"), "Europe/Helsinki", "finsk tid")
NORWAY = Place(NORWEGIAN, "NO", ("hamar", "elverum"), "Europe/Oslo", "norsk tid")


@pytest.mark.parametrize("place", [FINLAND, NORWAY], ids=["Österbotten", "Innlandet"])
def test_from_init_to_publish(made: Callable[..., tuple[Path, Tell, Result]], place: Place) -> None:
    words, country, stops, zone, clock = place
    folder, tell, said = made(*words)
    assert said.code == 0, said.err
    assert f"landet är {country}: dess helgdagar räknas, men inte svensk lag" in said.err
    assert f'country = "{country}"' in (folder / "config/process.toml").read_text(encoding="utf-8")
    assert tell("event", "move", stops[0], "2022-03-22 09:00-12:00").code == 0
    assert tell("event", "move", stops[1], "2022-09-06 13:00-15:00").code == 0
    assert "RUS204" not in tell("check").out
    publish_to(folder)
    assert tell("publish").code == 0
    feed = (folder / "feeds/all.ics").read_bytes()
    assert feed.count(f"\r\nTZID:{zone}\r\n".encode()) == 1
    assert f"DTSTART;TZID={zone}:20220322T090000\r\n".encode() in feed
    assert tell("export", "--output", str(folder / "en.ics")).code == 0
    (folder / "lista.txt").write_text("Testperson Ett <ett@example.org>\n", encoding="utf-8")
    assert tell("invite", stops[0], "--to", str(folder / "lista.txt")).code == 0
    draft = next((folder / "register/drafts" / stops[0]).glob("*.eml")).read_bytes()
    letter = message_from_bytes(draft, policy=policy.default).get_body(("plain",))
    assert letter
    assert f"tisdag 22 mars 2022 09:00–12:00 ({clock})" in letter.get_content()
    assert "0 filer skrivna" in tell("publish").err


def test_the_holidays_are_the_countrys(made: Callable[..., tuple[Path, Tell, Result]]) -> None:
    folder, tell, _ = made(*FINNISH, language="en")
    assert tell("event", "move", "vasa", "2022-06-06").code == 0
    assert tell("event", "move", "nykarleby", "2022-12-06").code == 0
    found = tell("check").out
    assert re.findall(r"(\w+) is on ([^,]*), ", found) == [("nykarleby", "Independence Day")]
    listed = tell("calendar", "2022").out
    assert "Independence Day" in listed
    assert "National Day" not in listed
    assert tell("event", "move", "vasa", "the national day 2022").code == 1
    assert tell("event", "move", "vasa", "midsommarafton 2022", "--yes").code == 0
    assert "date = 2022-06-24" in (folder / "events.toml").read_text(encoding="utf-8")


def test_nothing_of_swedish_law_is_counted(made: Callable[..., tuple[Path, Tell, Result]]) -> None:
    folder, tell, _ = made(*NORWEGIAN, language="en")
    process = folder / "config/process.toml"
    process.write_text(process.read_text(encoding="utf-8") + COUNCIL, encoding="utf-8")
    result = tell("deadlines", "beslut")
    assert result.code == 0
    assert "the process is in NO, and nothing of its law is known here" in result.err
    files = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("config/*.toml")))
    assert not re.search(r"counts_as|2010:630|[Tt]he law's|§|¤", files)
    assert "kommunallagen" not in result.out + result.err
    assert "1930:173" not in tell("milestones", "--all").out
    assert tell("deadlines", "beslut", "--json").out.count('"law": null') == 1  # the meeting itself


def test_a_folder_that_names_no_country_is_in_that_of_its_clock(
    made: Callable[..., tuple[Path, Tell, Result]],
) -> None:
    folder, tell, _ = made(*FINNISH, language="en")
    process = folder / "config/process.toml"
    text = process.read_text(encoding="utf-8")
    process.write_text(re.sub(r"country = .*\n", "", text), encoding="utf-8")
    assert tell("event", "move", "vasa", "2022-12-06").code == 0
    assert "Independence Day" in tell("check").out
    process.write_text(text.replace('country = "FI"', 'country = "SE"'), encoding="utf-8")
    found = tell("check").out
    assert "RUS204" not in found
    said = (
        "code must be Statistics Sweden's code: four digits in quotation marks, and this is 905 [invalid-value RUS007]"
    )
    assert said in found


def test_a_country_is_said_where_the_clock_does_not_say_it(made: Callable[..., tuple[Path, Tell, Result]]) -> None:
    *_, said = made(*NORWEGIAN, "--country", "Norge", language="en")
    assert said == (
        1,
        "",
        "rusctl: country must be a country's two capital letters, such as FI, and this is NORGE\n",
    )
    *_, said = made(*NORWEGIAN, "--country", "XX", language="en")
    assert (said.code, said.err) == (
        1,
        "rusctl: nobody here knows the public holidays of XX; write another country\n",
    )
    folder, _, said = made(*NORWEGIAN[:-2], "--country", "se", language="en")
    assert (said.code, "the country is" in said.err) == (0, False)
    assert '# country = "…"' in (folder / "config/process.toml").read_text(encoding="utf-8")


def test_without_the_package_it_is_said_what_to_install(
    made: Callable[..., tuple[Path, Tell, Result]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tell, _ = made(*FINNISH, language="en")
    assert tell("event", "move", "vasa", "2022-06-07").code == 0
    monkeypatch.setitem(sys.modules, "holidays", None)
    from rusctl.schedule.days import elsewhere, workcount, worktable  # noqa: PLC0415 - what they remember is forgotten

    for one in (elsewhere.holidays_of, workcount._working_days, worktable._table_round):  # noqa: SLF001
        one.cache_clear()
    result = tell("check")
    assert (result.code, result.out) == (7, "")
    assert result.err == (
        "rusctl: the public holidays of FI come from a package that is not installed; install it with "
        "pip install 'rusctl[holidays]'\n"
    )
    assert tell("publish", "--dry-run").code == 1  # there is no target, and no day off is asked for
    assert folder.is_dir()


def test_where_no_rule_is_true_times_are_in_utc_and_that_is_said(
    made: Callable[..., tuple[Path, Tell, Result]],
) -> None:
    said = (
        "times are written in UTC: in the years of these events no one rule says when the clocks of Africa/Casablanca"
    )
    folder, tell, _ = made(*NORWEGIAN[:4], "--timezone", "Africa/Casablanca", *NORWEGIAN[6:], language="en")
    process = folder / "config/process.toml"
    process.write_text(process.read_text(encoding="utf-8").replace("to = 2022-12-31", "to = 2024-12-31"), "utf-8")
    assert tell("event", "move", "hamar", "2022-03-22 09:00-12:00").code == 0
    publish_to(folder)
    assert said not in tell("publish").err  # in this year alone one is
    assert tell("event", "move", "elverum", "2024-11-05 09:00-12:00").code == 0
    result = tell("publish")
    assert (result.code, result.err.count(said)) == (0, 1)
    feeds = {path.stem: path.read_bytes() for path in (folder / "feeds").glob("*.ics")}
    assert b"DTSTART:20220322T080000Z\r\n" in feeds["all"]
    assert b"BEGIN:VTIMEZONE" not in feeds["all"]
    assert b"DTSTART;TZID=Africa/Casablanca:20220322T090000\r\n" in feeds["municipality-hamar"]
    assert said in tell("export", "--output", str(folder / "en.ics")).err
