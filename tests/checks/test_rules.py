"""Every rule's page of the manual is proven: it fires on the marked lines of Bad, and is silent on Good."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.checks.manual import entries, example, manual, markdown, plain, texts
from rusctl.checks.rule import Rule
from rusctl.checks.rules import RULES, rule_named
from rusctl.checks.run import findings_of, run
from rusctl.diagnostics import Finding
from rusctl.language.catalogue import Language
from rusctl.services.planning.checking import facts
from rusctl.storage.plan import lines_in, load, read_plan

WITHOUT_EXAMPLE = {
    *("missing-file", "unreadable-file"),  # what is wrong with a file that holds nothing cannot be shown
}
# What the rules of the register show is run in tests/register/test_examples.py.
SHOWN = [one for one in RULES if one.name not in WITHOUT_EXAMPLE and one.needs != "register"]


def found(rule: Rule, text: str) -> list[Finding]:
    """Give what a rule finds in an example; all are asked where it looks at what the others found."""
    shown = example(text, rule.code)
    loaded = read_plan({name: content.encode() for name, content in shown.files.items()})
    rules = RULES if rule.needs == "found" else [rule]
    return [one for one in run(facts(loaded, shown.today), lines_in(loaded), rules) if one.code == rule.code]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_a_rule_fires_on_the_marked_lines(rule: Rule) -> None:
    text = manual(rule).bad
    marked = example(text, rule.code).marked
    assert marked
    assert [(one.file, one.line) for one in found(rule, text)] == sorted(marked)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_a_rule_is_silent_on_what_is_good(rule: Rule) -> None:
    text = manual(rule).good
    assert example(text, rule.code).marked == ()
    assert example(text, rule.code).files
    assert found(rule, text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_says_what_and_why(rule: Rule) -> None:
    page = manual(rule)
    assert page.sentence.endswith(".")
    assert page.why
    assert (page.bad == "") == (rule.name in WITHOUT_EXAMPLE)


def test_codes_and_names_are_unique() -> None:
    words = [word for rule in RULES for word in (rule.code, rule.name)]
    assert len(words) == len(set(words)) == 2 * len(RULES)


def test_the_rules_there_are() -> None:
    assert [(rule.code, rule.name, rule.severity.word) for rule in RULES] == [
        ("RUS001", "invalid-toml", "error"),
        ("RUS002", "missing-file", "error"),
        ("RUS003", "unreadable-file", "error"),
        ("RUS004", "unknown-key", "error"),
        ("RUS005", "wrong-type", "error"),
        ("RUS006", "missing-key", "error"),
        ("RUS007", "invalid-value", "error"),
        ("RUS008", "duplicate-id", "error"),
        ("RUS009", "conflicting-keys", "error"),
        ("RUS011", "hidden-character", "warning"),
        ("RUS012", "unknown-file", "error"),
        ("RUS101", "unknown-municipality", "error"),
        ("RUS102", "unknown-role", "error"),
        ("RUS103", "unknown-milestone", "error"),
        ("RUS104", "unknown-body", "error"),
        ("RUS105", "unknown-kind", "error"),
        ("RUS106", "unknown-milestone-in-checks", "error"),
        ("RUS107", "unknown-theme", "error"),
        ("RUS108", "frame-loop", "error"),
        ("RUS110", "municipality-never-visited", "error"),
        ("RUS111", "municipality-visited-twice", "error"),
        ("RUS112", "crew-clash", "warning"),
        ("RUS113", "travel-too-short", "warning"),
        ("RUS114", "many-stops-in-a-day", "note"),
        ("RUS115", "venue-clash", "warning"),
        ("RUS116", "theme-never-treated", "warning"),
        ("RUS117", "role-clash", "warning"),
        ("RUS120", "minimum-twice", "warning"),
        ("RUS121", "tour-held-milestone-open", "note"),
        ("RUS201", "end-before-start", "error"),
        ("RUS202", "weekday-disagrees", "error"),
        ("RUS203", "weekend", "warning"),
        ("RUS204", "public-holiday", "warning"),
        ("RUS205", "eve", "warning"),
        ("RUS206", "bridge-day", "note"),
        ("RUS207", "outside-period", "warning"),
        ("RUS208", "clock-change", "error"),
        ("RUS209", "country-assumed", "note"),
        ("RUS210", "no-exact-date", "note"),
        ("RUS221", "school-break", "warning"),
        ("RUS222", "not-a-meeting-day", "warning"),
        ("RUS223", "on-a-meeting-day", "note"),
        ("RUS224", "school-break-turned-round", "error"),
        ("RUS225", "unknown-venue", "warning"),
        ("RUS226", "unknown-room", "warning"),
        ("RUS227", "venue-too-small", "warning"),
        ("RUS228", "venue-elsewhere", "warning"),
        ("RUS230", "site-page-taken", "error"),
        ("RUS231", "site-without-calendars", "note"),
        ("RUS232", "site-day-differs", "note"),
        ("RUS301", "still-tentative", "warning"),
        ("RUS302", "past-not-held", "warning"),
        ("RUS303", "held-in-future", "error"),
        ("RUS304", "cancelled-with-reminder", "warning"),
        ("RUS305", "confirmed-without-day", "error"),
        ("RUS306", "decision-overdue", "warning"),
        ("RUS401", "after-order", "error"),
        ("RUS402", "dependency-loop", "error"),
        ("RUS403", "milestone-overdue", "warning"),
        ("RUS404", "milestone-slipped", "warning"),
        ("RUS405", "milestone-out-of-order", "warning"),
        ("RUS406", "not-adopted", "warning"),
        ("RUS407", "opened-again", "warning"),
        ("RUS408", "postponed", "note"),
        ("RUS409", "stop-not-waited-for", "warning"),
        ("RUS411", "contradiction", "error"),
        ("RUS412", "promise-too-early", "error"),
        ("RUS413", "little-slack", "warning"),
        ("RUS414", "milestone-without-owner", "warning"),
        ("RUS415", "vacant-role", "warning"),
        ("RUS416", "last-day-out-of-reach", "error"),
        ("RUS417", "judged-too-well", "warning"),
        ("RUS418", "judged-in-future", "warning"),
        ("RUS419", "phases-overlap", "warning"),
        ("RUS421", "consultation-too-short", "warning"),
        ("RUS422", "consultation-in-july", "warning"),
        ("RUS431", "review-too-late", "warning"),
        ("RUS432", "programme-behind", "warning"),
        ("RUS433", "unknown-in-follow-up", "error"),
        ("RUS434", "year-twice", "error"),
        ("RUS435", "women-and-men-not-stated", "warning"),
        ("RUS436", "base-without-figure", "warning"),
        ("RUS501", "personal-email", "error"),
        ("RUS502", "phone-number", "error"),
        ("RUS503", "personnummer", "error"),
        ("RUS504", "state-in-git", "error"),
        ("RUS601", "not-published", "note"),
        ("RUS602", "uid-reused", "error"),
        ("RUS603", "sequence-went-back", "error"),
        ("RUS604", "ledger-conflict", "error"),
        ("RUS605", "uid-domain-changed", "error"),
        ("RUS620", "target-incomplete", "error"),
        ("RUS621", "secret-in-file", "error"),
        ("RUS622", "mail-in-the-clear", "error"),
        ("RUS623", "target-misplaced", "error"),
        ("RUS650", "busy-clash", "warning"),
        ("RUS651", "busy-same-day", "note"),
        ("RUS652", "busy-file-missing", "error"),
        ("RUS653", "busy-period", "note"),
        ("RUS701", "lead-time-below-law", "error"),
        ("RUS702", "unknown-lead-time", "error"),
        ("RUS703", "later-than-lead-time", "error"),
        ("RUS704", "minutes-before-meeting", "error"),
        ("RUS705", "later-than-law", "warning"),
        ("RUS720", "paragraph-without-id", "warning"),
        ("RUS721", "doubled-paragraph-id", "error"),
        ("RUS722", "lost-paragraph-id", "error"),
        ("RUS723", "strategy-text-missing", "error"),
        ("RUS724", "unknown-in-strategy", "error"),
        ("RUS731", "stop-without-inputs", "warning"),
        ("RUS732", "name-in-input", "warning"),
        ("RUS733", "same-input-twice", "note"),
        ("RUS734", "role-without-inputs", "note"),
        ("RUS735", "municipality-without-inputs", "note"),
        ("RUS736", "input-without-fate", "warning"),
        ("RUS737", "heading-not-valid", "note"),
        ("RUS740", "commitment-overdue", "warning"),
        ("RUS741", "unknown-input", "error"),
        ("RUS801", "role-missing", "warning"),
        ("RUS802", "not-invited", "warning"),
        ("RUS803", "not-counted", "warning"),
        ("RUS804", "role-not-held", "warning"),
        ("RUS805", "likely-duplicates", "note"),
        ("RUS806", "owner-not-held", "warning"),
        ("RUS807", "retention-overdue", "warning"),
        ("RUS808", "no-legal-basis", "warning"),
        ("RUS809", "answers-missing", "warning"),
        ("RUS810", "told-otherwise", "warning"),
        ("RUS811", "over-capacity", "warning"),
        ("RUS812", "booked-twice", "warning"),
        ("RUS813", "protected-in-a-list", "warning"),
        ("RUS814", "group-not-heard", "note"),
        ("RUS815", "fewer-than-wanted", "warning"),
        ("RUS820", "undelivered", "warning"),
        ("RUS821", "objection-undecided", "warning"),
        ("RUS830", "unknown-field", "error"),
        ("RUS831", "missing-field", "error"),
        ("RUS832", "unknown-letter", "error"),
        ("RUS833", "address-not-reached", "warning"),
        ("RUS834", "waiting-list", "warning"),
        ("RUS850", "consultation-among-checks", "note"),
        ("RUS851", "consultation-closes-first", "error"),
        ("RUS852", "unknown-consultation-version", "error"),
        ("RUS853", "unknown-legal-group", "error"),
        ("RUS855", "legal-group-not-asked", "warning"),
        ("RUS856", "reply-written-later", "warning"),
        ("RUS857", "same-diary-number", "warning"),
        ("RUS858", "comment-overdue", "warning"),
        ("RUS859", "answer-missing", "warning"),
        ("RUS860", "letter-not-sent", "warning"),
        ("RUS901", "waiver-expired", "warning"),
        ("RUS902", "waiver-unused", "warning"),
        ("RUS903", "waiver-unknown-rule", "error"),
        ("RUS950", "rule-unreadable", "error"),
        ("RUS951", "folder-rule", "warning"),
    ]


def test_a_rule_is_found_by_code_and_name() -> None:
    assert rule_named("rus203") is rule_named("weekend") is rule_named("RUS203")
    assert rule_named("weekends") is None


def test_the_manual_gives_its_texts_to_translators() -> None:
    page = manual(next(rule for rule in RULES if rule.name == "weekend"))
    assert page.sentence == "Something is planned on a Saturday or a Sunday."
    assert {page.sentence, *page.why} <= set(texts())
    assert page.bad.splitlines() == [
        "[[event]]",
        'id = "sala"',
        'kind = "kommundialog"',
        "date = 2018-11-10  # RUS203",
        'status = "planned"',
    ]


def test_an_example_may_hold_several_files_and_a_day() -> None:
    shown = example(
        "# today: 2020-01-02\na = 1\n# file: config/roles.toml\nb = 2  # X\n# file: events.toml\nc = 3  # X", "X"
    )
    assert shown.today == dt.date(2020, 1, 2)
    assert shown.files == {"events.toml": "a = 1\nc = 3  # X\n", "config/roles.toml": "b = 2  # X\n"}
    assert shown.marked == (("config/roles.toml", 1), ("events.toml", 2))


def test_an_example_may_run_commands() -> None:
    shown = example('a = 1\n# run: rusctl person add --name "A B"\n# run: rusctl undo  # X', "X")
    assert shown.files == {"events.toml": "a = 1\n"}
    assert shown.commands == ('rusctl person add --name "A B"', "rusctl undo")
    assert (shown.marked, shown.unplaced) == ((), True)


def test_an_empty_folder_lacks_its_two_files(tmp_path: Path) -> None:
    findings = findings_of(load(tmp_path), dt.date(2018, 11, 8))
    assert [(one.file, one.line, one.name) for one in findings] == [
        ("config/process.toml", 0, "missing-file"),
        ("events.toml", 0, "missing-file"),
    ]


def test_a_directory_in_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "events.toml").mkdir()
    findings = findings_of(load(tmp_path), dt.date(2018, 11, 8))
    assert [(one.file, one.line, one.name) for one in findings] == [
        ("config/process.toml", 0, "missing-file"),
        ("events.toml", 0, "unreadable-file"),
    ]


MARKDOWN = """## RUS304 cancelled-with-reminder

**A cancelled event still reminds people of it.** (warning)

A calendar that has the event would ring for a meeting that is not held.

Bad:

```toml
[[event]]
id = "norberg"
kind = "kommundialog"
date = 2018-11-26
status = "cancelled"
reminder = 60  # RUS304
```

Good:

```toml
[[event]]
id = "norberg"
kind = "kommundialog"
date = 2018-11-26
status = "cancelled"
```
"""
PLAIN = """RUS304 cancelled-with-reminder (warning)

A cancelled event still reminds people
of it.

A calendar that has the event would ring
for a meeting that is not held.

Bad:

    [[event]]
    id = "norberg"
    kind = "kommundialog"
    date = 2018-11-26
    status = "cancelled"
    reminder = 60  # RUS304

Good:

    [[event]]
    id = "norberg"
    kind = "kommundialog"
    date = 2018-11-26
    status = "cancelled\""""


def test_a_page_as_markdown_and_as_plain_text() -> None:
    (page,) = (one for one in entries() if one.name == "cancelled-with-reminder")
    assert markdown(page, Language("en")) == MARKDOWN
    assert plain(page, Language("en"), width=40) == PLAIN


def test_a_rule_that_shows_no_example() -> None:
    (page,) = (one for one in entries() if one.name == "missing-file")
    assert "Bad:" not in plain(page, Language("en"))
    assert "```" not in markdown(page, Language("en"))
