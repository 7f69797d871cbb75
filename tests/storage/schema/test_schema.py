"""The JSON Schemas and the loader say the same of what a file may hold, and editors can use the schemas."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.catalogue import Language
from rusctl.storage.files.names import CHECKS, DEADLINES, EVENTS, FRAME, MUNICIPALITIES, PROCESS, ROLES, WORKDAYS
from rusctl.storage.plan import read_plan
from rusctl.storage.schema.json_schema import file_schema, schema_path, schema_text
from rusctl.storage.schema.keys import FILES
from rusctl.storage.schema.tables import Keys, Records, Table

ROOT = Path(__file__).resolve().parents[3]
TOMBI = Path(sys.executable).parent / "tombi"
DAY = re.compile(r"\d{4}-\d\d")
CHECKER = jsonschema.FormatChecker(["date"])


def is_local_time(value: object) -> bool:
    """tombi's name for a time without an offset; jsonschema does not know it."""
    try:
        return isinstance(value, str) and "T" in value and dt.datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


CHECKER.checks("date-time-local")(is_local_time)


def as_json(value: Any) -> Any:
    """Give a TOML value as JSON has it: days and times as text, and a day in quotation marks as none."""
    match value:
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case dt.date() | dt.time():
            return value.isoformat()
        case str() if DAY.match(value):
            return f"x{value}"
    return value


@cache
def validator(file: str) -> Any:
    schema = file_schema(file, str)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=CHECKER)


def schema_accepts(file: str, text: str) -> bool:
    return not list(validator(file).iter_errors(as_json(tomli.loads(text))))


def loader_accepts(file: str, text: str) -> bool:
    return not read_plan({file: text.encode()}).faults


EVENT = '[[event]]\nid = "sala"\nkind = "dialog"\nstatus = "planned"\n'
EARLIER = f"{EVENT}[[event.earlier]]\n"
MILESTONE = '[[milestone]]\nid = "council"\ntitle = "Beslut"\n'
PROCESS_TEXT = (
    'name = "RUS"\nregion = "Region"\ntimezone = "Europe/Stockholm"\nuid_domain = "rus.example"\n'
    "period = { from = 2019-01-01, to = 2019-03-31 }\n"
)
MUNICIPALITY = '[[municipality]]\nid = "sala"\nname = "Sala"\n'
TRAVEL = "[[travel]]\nminutes = 60\n"
ROLE = '[[role]]\nid = "business"\nname = "Business"\ngroup = "actor"\n'
WAIVER = '[[waiver]]\nrule = "weekend"\nreason = "de bad"\n'
LEAD = '[[lead]]\nid = "papers"\nbody = "rf"\n'
BREAK = '[[school_break]]\nname = "Sportlov"\nfrom = 2019-02-25\n'
MEETING = '[[meeting_day]]\nbody = "board"\n'
A_MEETING = "[[milestone.meeting]]\nfrom = 2019-10-22\n"
YEAR = "[[milestone.occurrence]]\nyear = 2025\n"
YEARLY = f'{MILESTONE}every = "year"\n'

GOOD = [
    (EVENTS, ""),
    (EVENTS, "event = []"),
    (EVENTS, EVENT),
    (EVENTS, f"{EVENT}date = 2018-11-07"),
    (EVENTS, f"{EVENT}start = 2018-11-07\nend = 2018-11-08"),
    (EVENTS, f"{EVENT}start = 2018-11-07T09:00:00\nend = 2018-11-07T12:00:00"),
    (EVENTS, f"{EVENT}window = {{ from = 2019-01-01, to = 2019-03-31 }}"),
    (EVENTS, f'{EVENT}note = """två\nrader\tmed tabb"""'),
    (EVENTS, f'{EVENT}title = "med\ttabb"'),
    (EVENTS, f'{EVENT}venue = "2018-11-07"'),
    (EVENTS, f'{EVENT}url = "https://example.org/å?b=c#d"'),
    (EVENTS, f"{EVENT}reminder = 0\ncapacity = 1000000\nroles = []"),
    (EVENTS, f"{EARLIER}date = 2018-11-07\nstated = 2018-11-06"),
    (EVENTS, EARLIER),
    (PROCESS, PROCESS_TEXT),
    (
        PROCESS,
        f'{PROCESS_TEXT}contact = "rus@example.org"\nlanguage = "en"\nkinds = {{ dialog = {{ sv = "Dialog" }} }}',
    ),
    (PROCESS, PROCESS_TEXT + MILESTONE),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}date = 2020-06-16\ndone = 2020-06-16"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}done = {{ from = 2019-01-01, to = 2019-03-31 }}"),
    (EVENTS, f'{EVENT}postponed = 2020-03-27\nreason = "pandemin"'),
    (EVENTS, f'{EVENT}after_kinds = ["dialog"]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}postponed = 2020-03-27\nreason = "pandemin"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}date = 2020-03-31\ngiven_up = 2020-03-27\nafter_kinds = ["dialog"]'),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}{A_MEETING}"),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}to = 2019-10-23\noutcome = "tabled"\nreason = "x"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}outcome = "referred-back"\nto_step = "board"\nsource = "x"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}outcome = "adopted"\nadjusted = 2019-10-25\ndnr = "RS 1"'),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}[[milestone.earlier]]\ndate = 2019-09-24\ndone = 2019-09-24"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\n{YEAR}done = 2025-02-19"),
    (PROCESS, f'{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\n{YEAR}given_up = 2025-02-19\nreason = "x"'),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 28\nfirst = 2025"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 4\nday = 30\nfirst = 2025"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 12\nday = 31\nfirst = 2025"),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = ["board", {{ id = "x", gap = "5 workdays" }}, {{ id = "y" }}]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [{{ id = "x", gap = "3 veckor" }}]\nduration = "0 days"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}not_before = 2019-01-01\nnot_after = 2019-02-01\nowner = "x"'),
    (EVENTS, f'{EVENT}after = [{{ id = "x", gap = "1 vecka" }}]\nduration = "1 dag"\nnot_after = 2019-01-01'),
    (EVENTS, f'{EVENT}owner = "x"\nbody = "y"'),
    (DEADLINES, ""),
    (DEADLINES, f'{LEAD}before = "11 dagar"\ntitle = {{ sv = "Handlingar" }}\nof = "board"\nsource = "x"'),
    (DEADLINES, f'{LEAD}before = "1 week"\n{LEAD}before = "2 weeks"'),
    (DEADLINES, '[[follow]]\nid = "adjusted"\nbody = "rf"\nwithin = "10 days"'),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}adjusted = 2020-06-20\nannounced = 2020-06-21"),
    (PROCESS, f'{PROCESS_TEXT}[[body]]\nid = "rf"\nname = "RF"\nkind = "council"'),
    (CHECKS, 'slack_days = 5\n[[consultation]]\nopens = "a"\ncloses = "b"\ndays = 60'),
    (CHECKS, '[[review]]\nadopted = "a"\nreview = "b"'),
    (WORKDAYS, ""),
    (WORKDAYS, f'{BREAK}to = 2019-03-01\nmunicipalities = ["sala"]\nsource = "Sala kommun"'),
    (WORKDAYS, f"{MEETING}days = [2019-02-04, 2019-03-04]"),
    (WORKDAYS, f'{MEETING}ics = "busy/board.ics"'),
    (WORKDAYS, "[[election]]\ndate = 2018-09-09"),
    (MUNICIPALITIES, f'{MUNICIPALITY}code = "0163"\nlat = 59\nlon = 16.6'),
    (MUNICIPALITIES, f'{TRAVEL}between = ["sala", "norberg"]'),
    (ROLES, f'{ROLE}counts_as = "samråd"\nneeds = 0'),
    (FRAME, '[[challenge]]\nid = "klimat"\nname = { sv = "Klimat", en = "Climate" }'),
    (FRAME, '[[input_kind]]\nid = "utmaning"\nname = { sv = "Utmaning", en = "Challenge" }'),
    (FRAME, '[[question]]\nid = "framtid"\ntext = { sv = "Vad?", en = "What?" }\nkinds = ["kommundialog"]'),
    (CHECKS, f"slip_days = 0\n{WAIVER}until = 2019-06-30"),
]
BAD = [
    (EVENTS, "[event]\n"),
    (EVENTS, "events = []"),
    (EVENTS, '[[event]]\nkind = "dialog"\nstatus = "planned"'),
    (EVENTS, '[[event]]\nid = "sala"\nstatus = "planned"'),
    (EVENTS, '[[event]]\nid = "sala"\nkind = "dialog"'),
    (EVENTS, EVENT.replace("sala", "Sala")),
    (EVENTS, EVENT.replace("sala", "sala-")),
    (EVENTS, EVENT.replace("sala", " sala")),
    (EVENTS, EVENT.replace("sala", "köping")),
    (EVENTS, EVENT.replace("planned", "prel")),
    (EVENTS, f"{EVENT}datum = 2018-11-07"),
    (EVENTS, f'{EVENT}date = "2018-11-07"'),
    (EVENTS, f"{EVENT}date = 2018-11-07T09:00:00"),
    (EVENTS, f"{EVENT}date = 09:00:00"),
    (EVENTS, f"{EVENT}date = 2018-11-07\nwindow = {{ from = 2019-01-01, to = 2019-03-31 }}"),
    (EVENTS, f"{EVENT}date = 2018-11-07\nstart = 2018-11-07\nend = 2018-11-08"),
    (EVENTS, f"{EVENT}date = 2018-11-07\nend = 2018-11-08"),
    (EVENTS, f"{EVENT}window = {{ from = 2019-01-01, to = 2019-03-31 }}\nend = 2018-11-08"),
    (EVENTS, f"{EVENT}start = 2018-11-07"),
    (EVENTS, f"{EVENT}end = 2018-11-07"),
    (EVENTS, f"{EVENT}start = 2018-11-07\nend = 2018-11-07T09:00:00"),
    (EVENTS, f"{EVENT}start = 2018-11-07T09:00:00Z\nend = 2018-11-07T10:00:00Z"),
    (EVENTS, f"{EVENT}window = {{ from = 2019-01-01 }}"),
    (EVENTS, f"{EVENT}window = {{ from = 2019-01-01, to = 2019-03-31, till = 1 }}"),
    (EVENTS, f'{EVENT}title = "två\\nrader"'),
    (EVENTS, f'{EVENT}title = "a\\u001bb"'),
    (EVENTS, f'{EVENT}note = "a\\u0085b"'),
    (EVENTS, f"{EVENT}title = 1"),
    (EVENTS, f'{EVENT}url = "www.example.org"'),
    (EVENTS, f"{EVENT}reminder = -1"),
    (EVENTS, f"{EVENT}reminder = 40321"),
    (EVENTS, f"{EVENT}capacity = true"),
    (EVENTS, f"{EVENT}capacity = 1.5"),
    (EVENTS, f'{EVENT}roles = "politiker"'),
    (EVENTS, f'{EVENT}roles = ["a b"]'),
    (EVENTS, f"{EARLIER}date = 2018-11-07\nend = 2018-11-07"),
    (EVENTS, f'{EARLIER}venue = "x"'),
    (PROCESS, ""),
    (PROCESS, f'{PROCESS_TEXT}contact = "Anna <a@example.org>"'),
    (PROCESS, f'{PROCESS_TEXT}contact = "a\\u200b@example.org"'),
    (PROCESS, f'{PROCESS_TEXT}contact = "a\\u202e@example.org"'),
    (PROCESS, f'{PROCESS_TEXT}url = "https://example.org/\\u2066"'),
    (PROCESS, f'{PROCESS_TEXT}tour_kind = "{"a" * 101}"'),
    (PROCESS, f'{PROCESS_TEXT}language = "fi"'),
    (PROCESS, PROCESS_TEXT.replace("rus.example", "rus example")),
    (PROCESS, PROCESS_TEXT.replace("Europe/Stockholm", "CET")),
    (PROCESS, f'{PROCESS_TEXT}kinds = {{ dialog = {{ fi = "x" }} }}'),
    (PROCESS, f'{PROCESS_TEXT}kinds = {{ dialog = "a\\nb" }}'),
    (PROCESS, f'{PROCESS_TEXT}[[milestone]]\nid = "x"'),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}date = 2020-06-16\nwindow = {{ from = 2019-01-01, to = 2019-03-31 }}"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}start = 2020-06-16\nend = 2020-06-16"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}done = true"),
    (EVENTS, f"{EVENT}postponed = 2020-03-27\ndate = 2020-05-28"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}postponed = 2020-03-27\ndate = 2020-03-31"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}postponed = true"),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}outcome = "referred back"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}to_step = "board"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}{A_MEETING}outcome = "tabled"\nto_step = "board"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}[[milestone.meeting]]\noutcome = "tabled"'),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}{YEAR}done = 2025-02-19"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\n{A_MEETING}"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\npostponed = 2025-02-01"),
    (
        PROCESS,
        f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\n{YEAR}done = 2025-02-19\ngiven_up = 2025-02-19",
    ),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}month = 2"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 29\nfirst = 2025"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 11\nday = 31\nfirst = 2025"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\ndate = 2025-02-21"),
    (PROCESS, f"{PROCESS_TEXT}{MILESTONE}[[milestone.earlier]]\nstart = 2020-06-16\nend = 2020-06-16"),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [{{ gap = "3 weeks" }}]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [{{ id = "x", gap = "3 months" }}]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [{{ id = "x", gap = 3 }}]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [{{ id = "x", lag = "3 weeks" }}]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = [["x"]]'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}after = "x"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}duration = "-3 weeks"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}duration = "10000 weeks"'),
    (PROCESS, f'{PROCESS_TEXT}{MILESTONE}duration = "three weeks"'),
    (DEADLINES, LEAD),
    (DEADLINES, f'{LEAD}before = "1 month"'),
    (DEADLINES, '[[follow]]\nid = "appeal"\nbody = "rf"\nwithin = "10 days"'),
    (PROCESS, f'{PROCESS_TEXT}[[body]]\nid = "rf"\nname = "RF"\nkind = "assembly"'),
    (CHECKS, '[[consultation]]\nopens = "a"'),
    (CHECKS, '[[review]]\nadopted = "a"'),
    (WORKDAYS, BREAK),
    (WORKDAYS, f'{BREAK}to = "mars"'),
    (WORKDAYS, MEETING),
    (WORKDAYS, f'{MEETING}days = [2019-02-04]\nics = "busy/board.ics"'),
    (WORKDAYS, f'{MEETING}days = ["måndag"]'),
    (WORKDAYS, f'{MEETING}ics = "../board.ics"'),
    (WORKDAYS, f'{MEETING}ics = "/board.ics"'),
    (WORKDAYS, f'{MEETING}ics = "busy/board.txt"'),
    (WORKDAYS, "[[election]]"),
    (MUNICIPALITIES, f"{MUNICIPALITY}code = 163"),
    (MUNICIPALITIES, f'{MUNICIPALITY}code = "1"'),
    (MUNICIPALITIES, f"{MUNICIPALITY}lat = 91"),
    (MUNICIPALITIES, f'{TRAVEL}between = ["sala"]'),
    (MUNICIPALITIES, f'{TRAVEL}between = ["sala", "norberg", "koping"]'),
    (MUNICIPALITIES, '[[travel]]\nbetween = ["sala", "norberg"]'),
    (ROLES, ROLE.replace("actor", "guest")),
    (ROLES, f'{ROLE}counts_as = "samtal"'),
    (FRAME, '[[challenges]]\nid = "klimat"\nname = "Klimat"'),
    (FRAME, '[[question]]\nid = "framtid"'),
    (FRAME, '[[question]]\nid = "framtid"\ntext = "Vad?"\nkinds = "kommundialog"'),
    (CHECKS, WAIVER),
    (CHECKS, f'{WAIVER}until = "2019-06-30"'),
    (CHECKS, '[[severity]]\nrule = "weekend"\nreason = "x"\nuntil = 2019-06-30\nseverity = "fatal"'),
]
# What JSON cannot tell apart, and what a schema cannot ask of two records
ONLY_THE_LOADER_REFUSES = [
    (EVENTS, EVENT + EVENT),
    (EVENTS, f"{EVENT}capacity = 1.0"),
    (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 21\nfirst = 2025\n{YEAR}{YEAR}"),
]


@pytest.mark.parametrize(("file", "text"), GOOD)
def test_both_accept(file: str, text: str) -> None:
    assert (schema_accepts(file, text), loader_accepts(file, text)) == (True, True)


@pytest.mark.parametrize(("file", "text"), BAD)
def test_both_refuse(file: str, text: str) -> None:
    assert (schema_accepts(file, text), loader_accepts(file, text)) == (False, False)


@pytest.mark.parametrize(("file", "text"), ONLY_THE_LOADER_REFUSES)
def test_the_loader_alone_refuses(file: str, text: str) -> None:
    assert (schema_accepts(file, text), loader_accepts(file, text)) == (True, False)


VALUES = [
    *('"2018-11-07"', "7", "1.5", "true"),
    *('"sala"', '"Sala"', '""', '"https://example.org"', '"planned"', '"year"', "[]", '["sala"]', '[["sala"]]', "{}"),
    *('["christmas"]', '[["sala", "norberg"]]', '[["sala", "sala"]]', "366"),
    *("{ from = 2019-01-01, to = 2019-03-31 }", '{ sv = "Sala" }', "{ sv = 1 }", '"a\\nb"', '"\\u0000"', "-1"),
    *(
        '"5 workdays"',
        '"1 vecka"',
        '{ id = "sala" }',
        '[{ id = "sala", gap = "3 weeks" }]',
        '[{ id = "sala", gap = "3" }]',
    ),
]
# JSON has no days, so that to a schema they are texts: they are tried where no text would do
DAYS = ["2018-11-07", "2018-11-07T09:00:00", "2018-11-07T09:00:00Z", "09:00:00"]
NO_TEXT = {
    "date",
    "start",
    "end",
    "window",
    "stated",
    "answer_by",
    "decide_by",
    "baseline",
    "done",
    "not_before",
    "not_after",
    "from",
    "to",
    "adjusted",
    "announced",
    "postponed",
    "given_up",
}


def tables(keys: Keys) -> st.SearchStrategy[str]:
    """Give a record with some of its keys and any values, right or wrong."""
    lines = {key: st.sampled_from([*VALUES, *DAYS] if key in NO_TEXT else VALUES) for key in keys}
    some = st.sets(st.sampled_from(sorted(keys)), max_size=6)
    tables = some.flatmap(lambda chosen: st.fixed_dictionaries({key: lines[key] for key in sorted(chosen)}))
    return tables.map(lambda table: "".join(f"{key} = {value}\n" for key, value in table.items()))


def inner(file: str, name: str) -> Keys:
    form = FILES[file][name].form
    assert isinstance(form, Records)
    return form.table.keys


@settings(deadline=None, max_examples=3000 if os.environ.get("RUSCTL_NIGHTLY") else 200)
@given(tables(inner(EVENTS, "event")))
def test_both_say_the_same_of_any_event(keys: str) -> None:
    given_keys = {line.partition(" ")[0] for line in keys.splitlines()}
    needed = [line for line in EVENT.splitlines()[1:] if line.partition(" ")[0] not in given_keys]
    text = "[[event]]\n" + "\n".join([*needed, keys])
    assert schema_accepts(EVENTS, text) == loader_accepts(EVENTS, text)


@settings(deadline=None, max_examples=3000 if os.environ.get("RUSCTL_NIGHTLY") else 200)
@given(tables(inner(PROCESS, "milestone")))
def test_both_say_the_same_of_any_milestone(keys: str) -> None:
    given_keys = {line.partition(" ")[0] for line in keys.splitlines()}
    needed = [line for line in MILESTONE.splitlines()[1:] if line.partition(" ")[0] not in given_keys]
    text = f"{PROCESS_TEXT}[[milestone]]\n" + "\n".join([*needed, keys])
    assert schema_accepts(PROCESS, text) == loader_accepts(PROCESS, text)


@settings(deadline=None, max_examples=3000 if os.environ.get("RUSCTL_NIGHTLY") else 100)
@given(st.sampled_from([(file, name) for file in (WORKDAYS, DEADLINES) for name in FILES[file]]), st.data())
def test_both_say_the_same_of_any_record_of_the_year_and_of_lead_times(
    where: tuple[str, str], data: st.DataObject
) -> None:
    file, name = where
    form = FILES[file][name].form
    header = f"[{name}]\n" if isinstance(form, Table) else f"[[{name}]]\n"
    text = header + data.draw(tables(form.keys if isinstance(form, Table) else inner(file, name)))
    assert schema_accepts(file, text) == loader_accepts(file, text)


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_file_fits(file: str) -> None:
    assert schema_accepts(file, (ROOT / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_schema_is_the_one_that_is_made(file: str) -> None:
    assert (ROOT / schema_path(file)).read_text(encoding="utf-8") == schema_text(file, Language("sv").phrase)


@pytest.mark.parametrize("file", FILES)
def test_a_file_s_first_line_leads_to_its_schema(file: str) -> None:
    first = (ROOT / file).read_text(encoding="utf-8").partition("\n")[0]
    assert ((ROOT / file).parent / first.removeprefix("#:schema ")).resolve() == ROOT / schema_path(file)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the shipped folder with its schemas."""
    shutil.copy(ROOT / EVENTS, tmp_path)
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path


def lint(folder: Path) -> tuple[int, str]:
    """Check a folder as an editor with tombi does."""
    done = subprocess.run(
        [TOMBI, "lint", "--offline", "--error-on-warnings", folder],
        cwd=folder,
        env={"NO_COLOR": "1", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_tombi_accepts_the_shipped_files(edited: Path) -> None:
    code, said = lint(edited)
    assert code == 0, said


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (EVENTS, f"{EVENT}datum = 2018-11-07", "datum"),
        (EVENTS, f'{EVENT}date = "2018-11-07"', "expected a value of type LocalDate, but found String"),
        (EVENTS, f"{EVENT}start = 2018-11-07", '"end" is required'),
        (EVENTS, f"{EVENT}date = 2018-11-07\nwindow = {{ from = 2019-01-01, to = 2019-03-31 }}", "events.toml:6:"),
        (
            EVENTS,
            f"{EVENT}start = 2018-11-07\nend = 2018-11-07T09:00:00",
            "expected a value of type LocalDate, but found LocalDateTime",
        ),
        (EVENTS, f"{EVENT}window = {{ from = 2019-01-01,\n to = 2019-03-31 }}", "TOML v1.0.0"),
        (MUNICIPALITIES, f"{MUNICIPALITY}code = 163", "but found Integer"),
        (PROCESS, f"{PROCESS_TEXT}{YEARLY}month = 2\nday = 29\nfirst = 2025", "≤ 28"),
    ],
)
def test_tombi_marks(file: str, text: str, said: str, edited: Path) -> None:
    directive = (edited / file).read_text(encoding="utf-8").partition("\n")[0]
    (edited / file).write_text(f"{directive}\n{text}\n", encoding="utf-8")
    code, output = lint(edited)
    assert code == 1
    assert said in output
