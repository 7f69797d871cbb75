"""Law stands in one place: what data, pages, templates and texts cite is there, and cited as Swedish law is."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rusctl.schedule.state import law

ROOT = Path(__file__).parents[1]
PLACES = ("config/**/*.toml", "docs/**/*.md", "README*.md", "rusctl/**/*.py", "rusctl/**/*.toml", "rusctl/**/*.po")
ACTS = {one.act.number: one.act for one in law.LAWS}
OLD = "1991:900"  # the act before kommunallagen, named where it is said that nothing is known of its time
AMENDING = {"2019:944", "2019:1121", "2024:100"}  # named in law.py as what gave a wording
NUMBER = re.compile(r"(?<![\d:.-])((?:1[89]|20)\d\d:[1-9]\d{0,3})(?![\d:])")
PARAGRAPH = re.compile(r"(?:\d+ kap\. )?\d+[a-z]?(?:[–,] ?\d+| och \d+)* §§?")


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Give each file's name and its text on one line, quotation marks of catalogues and comments taken away."""
    paths = [path for pattern in PLACES for path in sorted(ROOT.glob(pattern))]
    lines = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return tuple((str(path.relative_to(ROOT)), re.sub(r' ?"?\n\s*[#"]?\s*', " ", text)) for path, text in lines)


def known_paragraphs() -> Iterator[str]:
    """Give each paragraph as it may be cited: alone, or with those that are cited with it."""
    for one in law.LAWS:
        for part in PARAGRAPH.findall(one.section):
            yield part
            if "kap." not in part:
                yield from (f"{number} §" for number in re.findall(r"\d+", part))


def test_every_act_that_is_named_is_known_and_named_as_acts_are() -> None:
    wrong = []
    for name, text in texts():
        for found in NUMBER.finditer(text):
            number, before = found[1], text[max(0, found.start() - 30) : found.start()]
            if number in AMENDING | {OLD} and name.endswith("law.py"):
                continue
            act = ACTS.get(number)
            in_law = f'Act("{act.word}", "' if act else ""
            if act is None or not before.endswith((f"{act.word} (", f"{act.word.capitalize()} (", in_law)):
                wrong.append(f"{name}: {before}{number}")
    assert wrong == []


def test_the_paragraph_stands_before_the_act() -> None:
    names = "|".join(re.escape(one.name) for one in ACTS.values())
    turned = re.compile(rf"(?:{names}|kommunallagen)(?: om [a-zåäö ]+)?,? (?:\d+ kap\.|\d+[a-z]? §)")
    assert [f"{name}: {found[0]}" for name, text in texts() for found in turned.finditer(text)] == []


def test_every_paragraph_that_is_cited_is_known() -> None:
    known = set(known_paragraphs())
    wrong = [
        f"{name}: {found[0]}" for name, text in texts() for found in PARAGRAPH.finditer(text) if found[0] not in known
    ]
    assert wrong == []


def test_the_report_to_the_government_is_called_as_the_ordinance_does() -> None:
    """An årsredovisning is the region's yearly financial report, 11 kap. kommunallagen: another thing."""
    assert [name for name, text in texts() if "årsredovisning" in text.lower()] == []


def test_the_shipped_plan_cites_the_ordinance_by_its_title() -> None:
    text = (ROOT / "config/process.toml").read_text(encoding="utf-8")
    assert f'source = "{law.RESULTS_REPORT.whole}"' in text
    assert law.DAY_OFF.whole in text


@pytest.mark.parametrize(
    ("day", "title", "since"),
    [
        ("2020-01-01", "om regionalt tillväxtarbete", "2020-01-01"),
        ("2024-03-31", "om regionalt tillväxtarbete", "2020-01-01"),
        ("2024-04-01", "om regionalt utvecklingsarbete", "2024-04-01"),
        ("2030-01-01", "om regionalt utvecklingsarbete", "2024-04-01"),
    ],
)
def test_the_duty_to_review_holds_on_in_another_wording(day: str, title: str, since: str) -> None:
    found = law.review_on(dt.date.fromisoformat(day))
    assert (found.act.title, found.since) == (title, dt.date.fromisoformat(since))
    assert found.whole == f"12 § förordningen (2017:583) {title}"


def test_wordings_of_one_paragraph_do_not_overlap() -> None:
    first, second = law.REVIEWS
    assert first.until is not None
    assert second.since == first.until + dt.timedelta(days=1)
    assert not first.holds(second.since)
    assert law.NOTICE.holds(dt.date(2018, 1, 1))
    assert not law.NOTICE.holds(dt.date(2017, 12, 31))
