"""A folder's own rules: what they find and say, what cannot be read in them, waivers and severities."""

import datetime as dt

import pytest

from rusctl.checks.run import run
from rusctl.diagnostics import Finding
from rusctl.language.catalogue import Language
from rusctl.output.rows import EVENT, MILESTONE
from rusctl.services.planning.checking import facts
from rusctl.services.planning.own_listings import listings
from rusctl.storage.plan import lines_in, read_plan
from tests.checks.conftest import FILES, PROCESS

EVENTS = """
[[event]]
id = "norberg"
kind = "kommundialog"
municipality = "norberg"
date = 2018-11-26
status = "tentative"

[[event]]
id = "sala"
kind = "kommundialog"
start = 2018-11-28T09:00:00
end = 2018-11-28T12:00:00
status = "confirmed"

[[event]]
id = "koping"
kind = "kommundialog"
status = "planned"
"""
MILESTONES = (
    PROCESS.decode()
    + """
[[milestone]]
id = "forslag"
title = "Förslag"
date = 2018-10-01

[[milestone]]
id = "beslut"
title = "Beslut"
after = ["forslag", "beslut"]
date = 2019-06-12
"""
)


def own(
    when: str, sentence: str = '"{id}"', over: str = "events", name: str = "own-a", severity: str = "warning"
) -> str:
    return (
        f"[[rule]]\nname = \"{name}\"\nover = \"{over}\"\nwhen = '''{when}'''\nseverity = \"{severity}\"\n"
        f"sentence = {sentence}\n"
    )


def findings(checks: str, *, today: str = "2018-11-08", **texts: str) -> tuple[Finding, ...]:
    files = {"events.toml": EVENTS.encode(), "config/process.toml": PROCESS, "config/checks.toml": checks.encode()}
    files |= {FILES[key]: text.encode() for key, text in texts.items()}
    loaded = read_plan(files)
    found = run(facts(loaded, dt.date.fromisoformat(today)), lines_in(loaded))
    return tuple(one for one in found if one.code in ("RUS950", "RUS951", "RUS902", "RUS903"))


def said(checks: str, language: str = "en", **texts: str) -> list[tuple[str, int, str, str, str]]:
    words = Language(language)
    return [
        (one.file, one.line, one.name, one.severity.word, words.text(one.message, iso=language == "en"))
        for one in findings(checks, **texts)
    ]


def test_what_an_own_rule_finds_and_says() -> None:
    text = '{ sv = "{id} är {date}, om {days_left} dagar: {open}", en = "{id} on {date} in {days_left}: {open}" }'
    rule = own('status == "tentative" and days_left < 21', text)
    assert said(rule) == [
        ("events.toml", 2, "own-a", "warning", "norberg on 2018-11-26 in 18: time, venue, confirmation")
    ]
    assert said(rule, "sv")[0][4] == "norberg är mån 26 nov. 2018, om 18 dagar: time, venue, confirmation"


def test_empty_values_and_the_day_are_said() -> None:
    assert [one[4] for one in said(own('id == "koping"', '"{date} {municipality} {today}"'))] == ["– – 2018-11-08"]
    assert [one[4] for one in said(own('id == "beslut"', '"{overdue}"', "milestones"), process=MILESTONES)] == ["no"]


def test_moments_are_their_days_in_any_zone() -> None:
    rule = own('start == "2018-11-28"')
    assert [one[4] for one in said(rule)] == ["sala"]
    assert [one[4] for one in said(rule, process=PROCESS.decode().replace("Stockholm", "Atlantis"))] == ["sala"]


def test_milestones_have_what_the_network_knows_even_in_a_loop() -> None:
    assert [one[:3] for one in said(own("overdue", over="milestones"), process=MILESTONES)] == [
        ("config/process.toml", 8, "own-a")
    ]
    assert [one[1] for one in said(own('"forslag" in waits_for', over="milestones"), process=MILESTONES)] == [13]
    assert said(own("slack_days > 100000", over="milestones"), process=MILESTONES) == []


def test_what_cannot_be_read_is_one_finding_at_its_line() -> None:
    assert said(own('status = "x" and 1 ** 2 and f()')) == [
        ("config/checks.toml", 4, "rule-unreadable", "error", "at character 8, “=”: this is not known here; write ==")
    ]


@pytest.mark.parametrize("sentence", ["{id.x}", "{id!r}", "{0}", "{}", "{id:>9999999}", "{", "}", "{{id}}", "{id[0]}"])
def test_braces_of_a_sentence_hold_the_name_of_a_field_alone(sentence: str) -> None:
    (found,) = said(own("days_left < 21", f'"{sentence}"'))
    assert found[1:4] == (6, "rule-unreadable", "error")


def test_a_field_that_there_is_not_is_named_in_the_sentence() -> None:
    (found,) = said(own("days_left < 21", '{ sv = "{id}", en = "ready {dat}" }'))
    assert found[4] == "at character 7, “{dat}”: there is no field of this name; did you mean date?"
    assert said(own("days_left < 21", '""'))[0][2] == "rule-unreadable"


def test_a_word_that_no_row_has_is_found() -> None:
    roads = '[[municipality]]\nid = "norberg"\nname = "Norberg"\n'
    (found,) = said(own('municipality == "norbreg"'), municipalities=roads)
    assert found[4] == 'at character 17, “"norbreg"”: no row has this word; did you mean "norberg"?'
    assert [one[4] for one in said(own('municipality == "norberg"'), municipalities=roads)] == ["norberg"]


def test_two_of_one_name_and_too_many() -> None:
    both = own("days_left < 19") + own("days_left > 19")
    assert [(one[1], one[2]) for one in said(both)] == [(8, "rule-unreadable"), (2, "own-a")]
    many = "".join(own("1 > 2", name=f"own-{number}") for number in range(102))
    assert [(one[1], one[2]) for one in said(many)] == [(601, "rule-unreadable")]


WAIVER = '\n[[waiver]]\nrule = "{}"\n{}reason = "x"\nuntil = 2018-11-30\n'


@pytest.mark.parametrize("word", ["own-a", "OWN-A", "RUS951", "rus951", "folder-rule"])
def test_an_own_rule_is_waived_by_its_name_or_with_all_of_them(word: str) -> None:
    rules = own("days_left == 18") + own("days_left == 20", name="own-b")
    assert [one[2] for one in said(rules)] == ["own-a", "own-b"]
    left = [one[2] for one in said(rules + WAIVER.format(word, ""))]
    assert left == (["own-b"] if word.lower() == "own-a" else [])


def test_a_waiver_of_an_own_rule_may_be_for_one_record_or_for_none() -> None:
    rule = own("days_left > 0")
    assert [one[4] for one in said(rule + WAIVER.format("own-a", 'record = "sala"\n'))] == ["norberg"]
    assert "waiver-unused" in [one[2] for one in said(own("days_left > 99") + WAIVER.format("own-a", ""))]
    assert [one[2] for one in said(own("days_left > 99") + WAIVER.format("own-c", ""))] == ["waiver-unknown-rule"]


def test_the_severity_of_one_is_nearer_than_that_of_all() -> None:
    rules = own("days_left == 18") + own("days_left == 20", name="own-b", severity="error")
    change = '\n[[severity]]\nrule = "{}"\nseverity = "{}"\nreason = "x"\nuntil = 2018-11-30\n'
    assert [one[3] for one in said(rules)] == ["warning", "error"]
    assert [one[3] for one in said(rules + change.format("own-a", "error"))] == ["error", "error"]
    both = rules + change.format("own-a", "warning") + change.format("RUS951", "note")
    assert [one[3] for one in said(both)] == ["warning", "note"]


def test_a_record_with_a_fault_is_passed_over() -> None:
    wrong = EVENTS.replace('status = "tentative"', 'status = "prel"')
    assert [one[4] for one in said(own('status == "planned"'), events=wrong)] == ["koping"]


def test_a_folder_without_own_rules_gathers_nothing() -> None:
    plan = read_plan({"events.toml": EVENTS.encode(), "config/process.toml": PROCESS}).plan
    assert listings(plan, dt.date(2018, 11, 8)) is None


def test_every_field_of_the_listings_can_be_used() -> None:
    for over, fields in (("events", EVENT), ("milestones", MILESTONE)):
        for name in fields:
            sentence = f'"{{{name}}}"'
            assert said(own(f"{name} == empty or {name} != empty", sentence, over), process=MILESTONES)
