import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks.rules import RULES
from rusctl.checks.run import exit_code, findings_of, run
from rusctl.diagnostics import Finding, Problem, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import (
    CheckSettings,
    Days,
    Earlier,
    Event,
    Facts,
    Hours,
    Milestone,
    Municipality,
    Plan,
    Process,
    Role,
    SeverityChange,
    Source,
    Status,
    TextFile,
    Texts,
    Travel,
    Waiver,
    Window,
    Yearly,
)
from rusctl.model.workdays import CalendarSettings, Election, MeetingDays, SchoolBreak
from rusctl.storage.plan import load, read_plan
from tests.examples import NIGHTLY

Check = Callable[..., tuple[Finding, ...]]
ROOT = Path(__file__).resolve().parents[2]
EVENT = '[[event]]\nid = "sala"\nkind = "k"\nstatus = "confirmed"\ndate = 2018-11-10\n'
EXAMPLES = 2000 if NIGHTLY else 150
PLAN_EXAMPLES = 2000 if NIGHTLY else 40  # each takes a third of a second, since every rule looks at it


def waiver(rule: str = "weekend", until: str = "2018-11-08", *more: str) -> str:
    return "\n".join(("[[waiver]]", f'rule = "{rule}"', 'reason = "skäl"', f"until = {until}", *more, ""))


def severity(rule: str, word: str, until: str = "2018-11-08") -> str:
    return f'[[severity]]\nrule = "{rule}"\nseverity = "{word}"\nreason = "skäl"\nuntil = {until}\n'


def names(found: tuple[Finding, ...]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize("day", ["2018-11-08", "2018-11-13"])
def test_the_shipped_tour_has_these_findings_and_no_others(day: str) -> None:
    found = [(one.record, one.name, one.severity.word) for one in findings_of(load(ROOT), dt.date.fromisoformat(day))]
    past = ["sala"] if day == "2018-11-08" else ["sala", "kungsor", "surahammar"]
    tentative = [] if day == "2018-11-08" else [("norberg", "still-tentative", "warning")]
    assert found == [
        *((name, "past-not-held", "warning") for name in past),
        *tentative,
        ("vasteras", "no-exact-date", "note"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        waiver(),
        waiver("RUS203"),
        waiver("rus203"),
        waiver("Weekend"),
        waiver("weekend", "2018-11-08", 'record = "sala"'),
        waiver("weekend", "2018-11-08", 'file = "events.toml"'),
        waiver("weekend", "2018-11-08", 'record = "sala"', 'file = "events.toml"'),
    ],
)
def test_a_waiver_takes_a_finding_away(check: Check, text: str) -> None:
    assert names(check(events=EVENT)) == ["weekend"]
    assert names(check(events=EVENT, checks=text)) == []


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (waiver("weekend", "2018-11-07"), "waiver-expired"),
        (waiver("eve"), "waiver-unused"),
        (waiver("weekend", "2018-11-08", 'record = "norberg"'), "waiver-unused"),
        (waiver("weekend", "2018-11-08", 'file = "config/process.toml"'), "waiver-unused"),
        (waiver("weekends"), "waiver-unknown-rule"),
    ],
)
def test_a_waiver_that_does_nothing_is_a_finding(check: Check, text: str, more: str) -> None:
    assert names(check(events=EVENT, checks=text)) == [more, "weekend"]


def test_a_rule_about_waivers_cannot_be_waived(check: Check) -> None:
    text = waiver("eve") + waiver("waiver-unused") + waiver("RUS902")
    assert names(check(events=EVENT, checks=text)) == ["waiver-unused"] * 3 + ["weekend"]


def test_no_waiver_is_called_unused_where_a_file_was_not_read(check: Check) -> None:
    assert names(check(events="= =", checks=waiver())) == ["invalid-toml"]


def test_a_severity_is_changed_until_a_day(check: Check) -> None:
    for text, expected in (
        (severity("weekend", "error"), Severity.ERROR),
        (severity("RUS203", "note"), Severity.NOTE),
        (severity("weekend", "error", "2018-11-07"), Severity.WARNING),
    ):
        (found,) = check("weekend", events=EVENT, checks=text)
        assert found.severity is expected


def test_a_changed_severity_that_does_nothing_is_a_finding(check: Check) -> None:
    text = severity("weekend", "error", "2018-11-07") + severity("nothing", "error")
    assert names(check(events=EVENT, checks=text)) == ["waiver-expired", "waiver-unknown-rule", "weekend"]


def test_an_unknown_rule_in_a_waiver_is_offered_the_nearest(check: Check) -> None:
    (found,) = check("waiver-unknown-rule", checks=waiver("wekend"))
    assert Language("en").text(found.message) == '"wekend" is not a rule; did you mean "weekend"?'


def test_findings_come_by_file_line_and_code() -> None:
    def problem(file: str, line: int) -> Problem:
        return Problem(Source(file, line=line), msg("x"), "unknown-key")

    faults = (
        problem("events.toml", 9),
        problem("events.toml", 10),
        problem("config/a.toml", 20),
        problem("events.toml", 2)._replace(rule="wrong-type"),
        problem("events.toml", 2),
    )
    found = run(Facts(plan=Plan(), today=dt.date(2018, 11, 8), faults=faults), lambda at: at.line)
    assert [(one.file, one.line, one.code) for one in found] == [
        ("config/a.toml", 20, "RUS004"),
        ("events.toml", 2, "RUS004"),
        ("events.toml", 2, "RUS005"),
        ("events.toml", 9, "RUS004"),
        ("events.toml", 10, "RUS004"),
    ]


def test_every_fault_of_a_record_is_told_in_one_run(check: Check) -> None:
    events = '[[event]]\nid = "sala"\nkind = 1\nstatus = "prel"\ndate = "x"\nvenu = "y"\n'
    assert [(one.line, one.name) for one in check(events=events)] == [
        (3, "wrong-type"),
        (4, "invalid-value"),
        (5, "wrong-type"),
        (6, "unknown-key"),
    ]


@pytest.mark.parametrize("key", ['id = "Sala 2"', ""])
def test_an_event_whose_id_cannot_be_read_is_checked_all_the_same(check: Check, key: str) -> None:
    events = f'[[event]]\n{key}\nkind = "k"\nmunicipality = "norbreg"\ndate = 2018-11-10\nstatus = "held"\n'
    municipality = '[[municipality]]\nid = "norberg"\nname = "Norberg"\n'
    found = check(events=events, municipalities=municipality)
    assert [(one.line, one.name) for one in found if one.file == "events.toml"] == [
        (2, "invalid-value") if key else (1, "missing-key"),
        (4, "unknown-municipality"),
        (6, "held-in-future"),
    ]


def test_lines_are_looked_up_only_for_what_is_reported() -> None:
    looked_up: list[Source] = []

    def line(at: Source) -> int:
        looked_up.append(at)
        return 1

    when = Days(first=dt.date(2018, 11, 10), last=dt.date(2018, 11, 10))
    events = tuple(Event(id=name, when=when, at=Source("events.toml", record=name)) for name in ("a", "b"))
    settings = CheckSettings(waivers=(Waiver(rule="weekend", reason="x", until=dt.date(2018, 11, 8), record="a"),))
    plan = Plan(events=events, checks=settings)
    found = run(Facts(plan=plan, today=dt.date(2018, 11, 8)), line, [rule for rule in RULES if rule.name == "weekend"])
    assert [one.record for one in found] == ["b"]
    assert looked_up == [Source("events.toml", ("date",), "b")]


def test_a_rule_is_not_asked_without_what_it_needs() -> None:
    plan = Plan(events=(Event(id="a", note="nagon@example.org"),))
    texts = (TextFile("events.toml", "nagon@example.org"),)
    for given_texts, count in ((None, 0), ((), 0), (texts, 1)):
        facts = Facts(plan=plan, today=dt.date(2018, 11, 8), texts=given_texts)
        assert len(run(facts, lambda _: 1, [rule for rule in RULES if rule.name == "personal-email"])) == count


@pytest.mark.parametrize(
    ("severities", "plain", "strict"),
    [([], 0, 0), (["NOTE"], 0, 0), (["NOTE", "WARNING"], 0, 1), (["ERROR"], 1, 1), (["ERROR", "NOTE"], 1, 1)],
)
def test_the_exit_code(severities: list[str], plain: int, strict: int) -> None:
    found = [
        Finding(file="f", line=1, code="RUS203", name="weekend", severity=Severity[one], message=msg("x"))
        for one in severities
    ]
    assert exit_code(found) == plain
    assert exit_code(found, strict=True) == strict


DAYS = st.one_of(
    st.dates(), st.dates(dt.date(2018, 1, 1), dt.date(2020, 12, 31)), st.just(dt.date.max), st.just(dt.date.min)
)
TIMES = st.one_of(st.datetimes(), st.datetimes(dt.datetime(2019, 3, 31), dt.datetime(2019, 3, 31, 4)))  # noqa: DTZ001 - local
NO_STOP = st.characters(exclude_characters=".")  # what ends a sentence may be a name
NAMES = st.one_of(st.sampled_from(["sala", "norberg", "a", "b"]), st.text(NO_STOP, max_size=8))
WORDS = st.one_of(
    st.just(""), st.text(max_size=30), st.sampled_from(["torsdag 31 februari", "onsdag 7 nov 2018", "Fredag"])
)
SPANS = st.builds(Days, first=DAYS, last=DAYS)
WINDOWS = st.builds(Window, first=DAYS, last=DAYS, text=WORDS)
WHENS = st.one_of(st.none(), SPANS, WINDOWS, st.builds(Hours, start=TIMES, end=TIMES))
EARLIERS = st.lists(st.builds(Earlier, when=WHENS, stated=DAYS), max_size=2).map(tuple)
NAME_LISTS = st.lists(NAMES, max_size=4).map(tuple)


def sources(file: str, table: str) -> st.SearchStrategy[Source]:
    return st.builds(lambda number, name: Source(file, (table, number), name), st.integers(0, 5), NAMES)


SPANS_OF_TIME = st.none() | st.builds(Span, st.integers(0, 120), st.sampled_from(Unit))
LINKS = st.lists(st.builds(After, NAMES, SPANS_OF_TIME), max_size=3).map(tuple)
EVENTS = st.builds(
    Event,
    id=NAMES,
    kind=NAMES,
    title=WORDS,
    municipality=NAMES,
    when=WHENS,
    status=st.sampled_from(Status),
    roles=NAME_LISTS,
    crew=NAME_LISTS,
    after=LINKS,
    not_before=st.none() | DAYS,
    not_after=st.none() | DAYS,
    duration=SPANS_OF_TIME,
    owner=NAMES,
    body=NAMES,
    reminder=st.one_of(st.none(), st.integers(0, 9)),
    note=WORDS,
    earlier=EARLIERS,
    at=sources("events.toml", "event"),
)
MILESTONES = st.builds(
    Milestone,
    id=NAMES,
    title=st.dictionaries(st.sampled_from(["", "sv", "en"]), WORDS).map(Texts),
    body=NAMES,
    baseline=st.one_of(st.none(), DAYS),
    when=st.one_of(st.none(), SPANS, WINDOWS),
    every=st.one_of(
        st.none(), st.builds(Yearly, month=st.integers(1, 12), day=st.integers(1, 31), first=st.integers(1, 9999))
    ),
    done=st.one_of(st.none(), SPANS, WINDOWS),
    after=LINKS,
    not_before=st.none() | DAYS,
    not_after=st.none() | DAYS,
    duration=SPANS_OF_TIME,
    owner=NAMES,
    note=WORDS,
    at=sources("config/process.toml", "milestone"),
)
SETTINGS = st.builds(
    CheckSettings,
    tentative_days=st.integers(0, 366),
    slip_days=st.integers(0, 3660),
    severities=st.lists(
        st.builds(
            SeverityChange,
            rule=st.one_of(NAMES, st.just("weekend")),
            severity=st.sampled_from(["note", "warning", "error"]),
            reason=WORDS,
            until=DAYS,
        ),
        max_size=2,
    ).map(tuple),
    waivers=st.lists(
        st.builds(Waiver, rule=st.one_of(NAMES, st.just("weekend")), reason=WORDS, until=DAYS, record=NAMES), max_size=2
    ).map(tuple),
)
FAULTS = st.lists(
    st.builds(
        Problem,
        st.builds(
            lambda table, number, key: Source("events.toml", (table, number, key)),
            st.sampled_from(["event", "milestone"]),
            st.integers(0, 5),
            st.sampled_from(["date", "status", "x"]),
        ),
        st.just(msg("x")),
        st.sampled_from(["unknown-key", "wrong-type", "missing-key"]),
    ),
    max_size=2,
).map(tuple)
PLANS = st.builds(
    Plan,
    process=st.builds(
        Process,
        timezone=st.sampled_from(["Europe/Stockholm", "Mars/Olympus", ""]),
        period=st.one_of(st.none(), WINDOWS),
        tour_kind=NAMES,
        kinds=st.dictionaries(NAMES, st.just(Texts()), max_size=2),
    ),
    events=st.lists(EVENTS, max_size=6).map(tuple),
    milestones=st.lists(MILESTONES, max_size=6, unique_by=lambda one: one.id).map(tuple),
    municipalities=st.lists(st.builds(Municipality, id=NAMES, name=WORDS), max_size=3).map(tuple),
    travels=st.lists(st.builds(Travel, between=st.tuples(NAMES, NAMES), minutes=st.integers(0, 1440)), max_size=3).map(
        tuple
    ),
    roles=st.lists(
        st.builds(Role, id=NAMES, name=st.just(Texts()), group=st.sampled_from(["actor", "crew"])), max_size=3
    ).map(tuple),
    checks=SETTINGS,
    workyear=st.builds(
        CalendarSettings,
        school_breaks=st.lists(
            st.builds(
                SchoolBreak,
                name=WORDS,
                first=DAYS,
                last=DAYS,
                municipalities=NAME_LISTS,
                at=sources("config/workdays.toml", "school_break"),
            ),
            max_size=2,
        ).map(tuple),
        meetings=st.lists(
            st.builds(MeetingDays, body=NAMES, days=st.lists(DAYS, max_size=3).map(tuple)), max_size=2
        ).map(tuple),
        elections=st.lists(st.builds(Election, day=DAYS), max_size=3).map(tuple),
    ),
    unread=st.sets(st.sampled_from(["events.toml", "config/process.toml", "config/roles.toml"])).map(frozenset),
)
FACTS = st.builds(
    Facts,
    plan=PLANS,
    today=DAYS,
    faults=FAULTS,
    texts=st.lists(st.builds(TextFile, NAMES, st.text()), max_size=2).map(tuple),
)


@settings(deadline=None, max_examples=PLAN_EXAMPLES)
@given(FACTS)
def test_no_plan_makes_a_rule_crash(facts: Facts) -> None:
    english, swedish = Language("en"), Language("sv")
    for one in run(facts, lambda at: at.line):
        for words in (english.text(one.message), english.text(one.message, iso=True), swedish.text(one.message)):
            assert words
            assert not words.endswith(".")


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.text(alphabet='[]{}="\n# aeventidsldku0129-T:,.', max_size=120))
def test_no_text_makes_a_rule_crash(text: str) -> None:
    loaded = read_plan({"events.toml": text.encode(), "config/process.toml": text.encode()})
    for one in findings_of(loaded, dt.date(2018, 11, 8)):
        assert 0 <= one.line <= text.count("\n") + 1


def test_an_id_that_another_has_hides_no_other_fault(check: Check) -> None:
    faulty = (
        '[[event]]\nid = "{id}"\nkind = "k"\nmunicipality = "atlantis"\nroles = ["nobody"]\ndate = 2018-12-15\n'
        'status = "confirmed"\nnote = "tisdag 15 december 2018"\nafter = ["nothing"]\n'
    )
    alone = set(names(check(events=EVENT + faulty.format(id="own"))))
    twice = check(events=EVENT + faulty.format(id="sala"))
    assert {"unknown-municipality", "unknown-role", "unknown-milestone", "weekend", "weekday-disagrees"} <= alone
    assert set(names(twice)) == alone | {"duplicate-id"}
    assert [one.line for one in twice if one.name == "unknown-municipality"] == [9]


def test_a_record_whose_id_another_has_is_no_part_of_the_plan() -> None:
    loaded = read_plan({"events.toml": (EVENT + EVENT.replace("10", "12")).encode()})
    assert [event.when for event in loaded.plan.events] == [
        Days(first=dt.date(2018, 11, 10), last=dt.date(2018, 11, 10))
    ]
    assert [event.at.route for event in loaded.plan.doubles] == [("event", 1)]


def test_a_milestone_with_the_id_of_an_event_hides_no_other_fault(check: Check) -> None:
    milestone = '[[milestone]]\nid = "{id}"\ntitle = "X"\nbody = "nowhere"\nowner = "nobody"\ndate = 2018-01-02\n'
    process = 'name = "S"\nregion = "R"\ntimezone = "Europe/Stockholm"\nuid_domain = "rus.example.org"\n'
    process += "period = { from = 2018-01-01, to = 2020-12-31 }\n\n"
    alone = names(check(events=EVENT, process=process + milestone.format(id="own")))
    twice = names(check(events=EVENT, process=process + milestone.format(id="sala")))
    assert {"unknown-body", "unknown-role", "milestone-overdue"} <= set(alone)
    assert sorted(twice) == sorted([*alone, "duplicate-id"])


BUSY = """[[busy]]
id = "b"
file = 1
crew = ["nobody"]
roles = ["nobody"]
municipality = "atlantis"
body = "x"
"""


@pytest.mark.parametrize(
    ("file", "record", "found"),
    [
        ("municipalities", '[[travel]]\nbetween = ["atlantis", "mu"]\nminutes = "x"\n', ["unknown-municipality"] * 2),
        ("municipalities", '[[travel]]\nbetween = ["atlantis", "mu"]\n', ["unknown-municipality"] * 2),
        ("municipalities", '[[travel]]\nbetween = ["atlantis"]\nminutes = 5\n', ["unknown-municipality"]),
        (
            "workdays",
            BUSY,
            ["unknown-municipality", "unknown-role", "unknown-role", "unknown-body"],
        ),
        ("workdays", '[[busy]]\nid = "B!"\nfile = "busy/b.txt"\nmunicipality = "atlantis"\n', ["unknown-municipality"]),
        (
            "workdays",
            '[[school_break]]\nname = "X"\nfrom = 2018-11-10\nto = "x"\nmunicipalities = ["atlantis"]\n',
            ["unknown-municipality"],
        ),
        (
            "workdays",
            '[[school_break]]\nname = 1\nfrom = 2018-11-20\nto = 2018-11-19\nmunicipalities = ["atlantis"]\n',
            ["unknown-municipality", "school-break-turned-round"],
        ),
        ("workdays", '[[meeting_day]]\nbody = "x"\ndays = [1]\n', ["unknown-body"]),
        ("workdays", '[[meeting_day]]\nbody = "x"\n', ["unknown-body"]),
        ("workdays", '[[meeting_day]]\nbody = "x"\ndays = [2018-11-10]\nics = "a.ics"\n', ["unknown-body"]),
        ("checks", '[[consultation]]\nopens = 1\ncloses = "nothing"\n', ["unknown-milestone-in-checks"]),
        ("checks", '[[review]]\nadopted = "nothing"\n', ["unknown-milestone-in-checks"]),
    ],
)
def test_a_key_that_cannot_be_read_hides_nothing_that_its_record_names(
    check: Check, file: str, record: str, found: list[str]
) -> None:
    forms = {"wrong-type", "missing-key", "invalid-value", "conflicting-keys"}
    said = names(check(events=EVENT, **{file: record}))
    before = names(check(events=EVENT))
    assert [one for one in said if one in forms]
    assert sorted(one for one in said if one not in forms) == sorted([*before, *found])


def test_a_record_that_lacks_what_it_must_have_is_no_part_of_the_plan() -> None:
    days = b'[[busy]]\nid = "b"\n\n[[school_break]]\nname = "X"\nfrom = 2018-11-10\n\n[[meeting_day]]\nbody = "x"\n'
    roads = b'[[travel]]\nbetween = ["a", "b"]\n'
    plan = read_plan({"config/workdays.toml": days, "config/municipalities.toml": roads}).plan
    assert (plan.busy, plan.travels, plan.workyear) == ((), (), type(plan.workyear)())
    assert sorted(one.at.route[0] for one in plan.doubles) == ["busy", "meeting_day", "school_break", "travel"]


def test_a_role_whose_vacancy_contradicts_itself_is_a_role(check: Check) -> None:
    role = '[[role]]\nid = "leder"\nname = "L"\ngroup = "crew"\nvacant_from = 2018-11-30\nvacant_until = 2018-11-01\n'
    said = check(events=EVENT + 'crew = ["leder"]\n', roles=role)
    assert sorted(names(said)) == sorted([*names(check(events=EVENT)), "conflicting-keys"])


def test_a_target_with_the_id_of_another_hides_no_other_fault() -> None:
    target = '[[target]]\nid = "webb"\nkind = "caldav"\n'
    loaded = read_plan({"events.toml": b"", "config/targets.toml": (target + target).encode()})
    lines = [one.line for one in findings_of(loaded, dt.date(2018, 11, 8)) if one.name == "target-incomplete"]
    assert {line > 3 for line in lines} == {True, False}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("config/rolls.toml", "roles.toml"), ("config/deadline.toml", "deadlines.toml")),
        *(("config/target.toml", "targets.toml"), ("config/retensions.toml", "retention.toml")),
        *(("config/roles.toml.txt", "roles.toml"), ("config/Roles.toml", "roles.toml")),
        *(("config/events.toml", "events.toml"), ("roles.toml", "config/roles.toml")),
    ],
)
def test_a_file_that_is_not_read_is_named_with_the_one_that_was_meant(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / name).write_text("", "utf-8")
    (finding,) = [one for one in findings_of(load(tmp_path), dt.date(2018, 11, 8)) if one.name == "unknown-file"]
    said = Language("en").text(finding.message)
    assert (finding.file, said) == (name, f"{name} is not a file that rusctl reads; did you mean {meant}?")


def test_a_file_like_none_is_told_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "zzz.toml").write_text("", "utf-8")
    (finding,) = [one for one in findings_of(load(tmp_path), dt.date(2018, 11, 8)) if one.name == "unknown-file"]
    assert "in config/ it reads checks.toml, commitments.toml, consultations.toml, deadlines.toml" in Language(
        "en"
    ).text(finding.message)


def test_what_lies_beside_a_plan_is_somebodys_own(tmp_path: Path) -> None:
    (tmp_path / "config" / "schema").mkdir(parents=True)
    for name in ("pyproject.toml", "config/README.md", "config/.roles.toml.swp", "config/roles.toml~", "config/a.ics"):
        (tmp_path / name).write_text("", "utf-8")
    assert "unknown-file" not in names(findings_of(load(tmp_path), dt.date(2018, 11, 8)))


def test_a_time_zone_that_does_not_exist_is_an_error_without_times_of_day(check: Check) -> None:
    process = 'name = "S"\nregion = "R"\ntimezone = "Europe/Stokholm"\nuid_domain = "rus.example.org"\n'
    process += "period = { from = 2018-01-01, to = 2020-12-31 }\n"
    (finding,) = check("invalid-value", process=process)
    assert (finding.line, finding.severity) == (3, Severity.ERROR)
    assert check("invalid-value", process=process.replace("Stokholm", "Helsinki")) == ()
