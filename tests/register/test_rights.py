"""A person's rights: what is held is shown, all of it; what is erased is gone, from every file and every table."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
from sqlalchemy import Boolean, Date, Integer, Table, insert, select, update

from rusctl.consultation import piece as consultation
from rusctl.database import extracting, making
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.tables import erased, history, operation, person
from rusctl.database.transaction import Transaction, packed
from rusctl.inputs import piece as inputs
from rusctl.mail import piece as mail
from rusctl.model.people import Kind
from rusctl.output.extract import label, value_text
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from rusctl.register.schema import participation
from rusctl.services.pieces import PIECES
from tests.conftest import Result, Run
from tests.register.server import Server

NAME, EMAIL, PHONE = "Åsa-Märta Kanariefågel", "asa.kanariefagel@example.org", "+46 21 98 76 54"
OTHER = "Testperson Kvarvarande"
CANARY = "Kanarieö"


@pytest.fixture
def canary(register: Register) -> int:
    """A person with something in every column that is personal, and a row in every table that leads to a person."""
    return register.change("test", _plant)


def _plant(change: Transaction) -> int:
    stays = change.insert(person, name=OTHER, email="kvar@example.org", organisation="Kvar AB")
    number = change.insert(person, **_filled(person, {"name": NAME, "email": EMAIL, "phone": PHONE}))
    for table in metadata.sorted_tables:
        others = (*mail.PIECE.tables, *consultation.PIECE.tables)
        if table in (person, history, *others) or not extracting.leads(table):
            continue  # what these keep is planted in test_rights_mail and in tests/consultation
        change.insert(table, **_filled(table, {"person": number, "substitute_for": stays}))
    part = {"event": "koping", "role": "politiker", "kind": Kind.PERSON, "person": stays, "substitute_for": number}
    change.insert(participation, **part)
    before = {"id": number, "name": NAME.upper(), "email": f"gammal.{EMAIL}", "phone": PHONE, "organisation": CANARY}
    for table in (person, participation):
        row = before if table is person else {"id": 1, "person": stays, "substitute_for": number, "told_how": CANARY}
        change.connection.execute(
            insert(history).values(
                operation=change.number, of_table=table.name, of_row=row["id"], version_after=9,
                before=packed(row), person=number if table is person else stays, other=number,
            )
        )  # fmt: skip
    return number


def _filled(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a value to every personal column of a table."""
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.name in values:
            found[column.name] = values[column.name]
        elif not column.info["personal"] or column.primary_key:
            continue
        elif isinstance(column.type, Boolean):
            found[column.name] = column.name == "public"
        elif isinstance(column.type, Date):
            found[column.name] = dt.date(2018, 11, 1)
        elif isinstance(column.type, Integer):
            raise AssertionError(f"{column} leads somewhere that this test does not know")
        else:
            found[column.name] = f"{CANARY}-{column.name}"
    plain = {"event": "sala", "role": "politiker", "answer": "accepted", "attendance": "attended"}
    return {**{key: value for key, value in plain.items() if key in table.c}, **found}


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.code == 0
    found: list[dict[str, Any]] = json.loads(result.out)
    listing = "retention log" if found and "decision" in found[0] else "person extract"
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(rows_schema(LISTINGS[listing], str), format_checker=checker).validate(found)
    return found


WRITTEN = frozenset({"name", "organisation", "email", "phone", "party", "told_how"})  # as they are; others get a word


def test_the_extract_shows_every_personal_column_of_every_table(canary: int, register: Register, rusctl: Run) -> None:
    shown = {(row["about"], row["number"], row["field"]): row["value"] for row in lines(
        rusctl("person", "extract", str(canary), "--json", "--lang", "en")
    )}  # fmt: skip
    text = rusctl("person", "extract", str(canary), "--lang", "en").out
    count = 0
    for table in metadata.sorted_tables:
        personal = [column for column in table.columns if column.info["personal"]]
        if not personal or table in (
            *mail.PIECE.tables,
            *inputs.PIECE.tables,
            *consultation.PIECE.tables,
            erased,
        ):  # test_rights_mail is of what an address leads to, tests/inputs and tests/consultation of who is named
            continue
        assert extracting.leads(table) != [], (
            f"{table.name} has personal columns, and nothing leads from it to a person"
        )
        with register.reading() as connection:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        for row in rows:
            if canary not in [row[column.name] for column in extracting.leads(table)]:
                continue
            for column in personal:
                assert shown[table.name, row["id"], column.name] == value_text(row[column.name])
                count += 1
                if column.name == "id":
                    continue  # it stands in the heading
                word = label(table.name, column.name)
                assert word is not None, f"{table.name}.{column.name} has no word in the extract"
                assert f"  {word.id}: " in text
                assert column.name not in WRITTEN or (row[column.name] or "–") in text
    assert count == sum(
        len([column for column in table.columns if column.info["personal"]]) * number
        for table, number in (
            (metadata.tables["person"], 1),
            (metadata.tables["address"], 2),
            (metadata.tables["mandate"], 1),
            (metadata.tables["objection"], 1),
            (participation, 2),
            (history, 2),
        )
    )
    assert OTHER not in text
    assert {"  answer: no answer", "  walk-in: no", "  role: Elected politicians", "  told how: –"} <= set(
        text.splitlines()
    )


def test_the_extract_says_where_the_data_are_from_and_how_they_are_handled(
    canary: int, project: Path, rusctl: Run
) -> None:
    path = project / "config/retention.toml"
    path.write_text(RETENTION, encoding="utf-8")
    rows = lines(rusctl("person", "extract", str(canary), "--json", "--lang", "en"))
    handled = {row["field"]: row["value"] for row in rows if row["about"] == "processing"}
    assert handled == {
        "controller": "Regionstyrelsen",
        "officer": "dataskydd@example.se",
        "purpose": "att bjuda in",
        "legal_basis": "en uppgift av allmänt intresse",
        "recipients": "kommunerna",
        "origin": "kommunernas listor",
        "retention": "allt om en person; antal står kvar, utan personen: 12 månader efter den senaste händelsen "
        "(beslut DNR-TEST-1)",
    }
    made = {(row["made_by"], row["made"][:4]) for row in rows if row["about"] != "processing"}
    assert made == {("test", str(dt.datetime.now(dt.UTC).year))}


RETENTION = """controller = "Regionstyrelsen"
officer = "dataskydd@example.se"
purpose = { sv = "att bjuda in", en = "to invite" }
legal_basis = { sv = "en uppgift av allmänt intresse", en = "a task in the public interest" }
recipients = ["kommunerna"]
origin = { sv = "kommunernas listor", en = "the municipalities' lists" }
more = { sv = "Den som vill klaga skriver till nämnden.", en = "Whoever wants to complain writes to the board." }
[[class]]
id = "personer"
what = "person"
months = 12
decision = "DNR-TEST-1"
"""


def spellings(text: str) -> Iterator[bytes]:
    """Give a text in six encodings and compositions, each as it is, in small letters and in capitals."""
    for cased in {text, text.lower(), text.upper()}:
        for form in ("NFC", "NFD"):
            composed = unicodedata.normalize(form, cased)
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                try:
                    yield composed.encode(encoding)
                except UnicodeEncodeError:
                    continue
        yield json.dumps(cased).strip('"').encode()


def files_with(folder: Path, texts: list[str]) -> list[str]:
    """Give the files in which a text stands in any spelling."""
    wanted = {one for text in texts for one in spellings(text)}
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    )


def test_erasing_leaves_no_byte_in_the_folder(canary: int, project: Path, rusctl: Run, register: Register) -> None:
    texts = [NAME, EMAIL, PHONE, CANARY]
    in_sqlite = register.place.path is not None
    rusctl("event", "move", "norberg", "2018-12-03", "--yes", "--reason", f"{NAME} kan inte")
    rusctl("undo")
    (project / "register").mkdir(exist_ok=True)
    (project / "register/columns.json").write_text(json.dumps({"x": {f"hos {NAME}": "name"}}), encoding="utf-8")
    assert len(files_with(project, texts)) == 3 + in_sqlite  # what undo has replaced is kept until the next change
    result = rusctl("person", "erase", str(canary), "--decision", "DNR-TEST-2", "--yes", "--lang", "en")
    assert (result.code, result.out.splitlines()) == (
        0,
        [
            "1 part in an event stays as a count",
            "3 rows are deleted",
            "2 entries of undo are removed",
            "nothing of it is left in the folder",
        ],
    )
    assert result.err.startswith("erased; rusctl cannot reach:\n- backups made by others than rusctl\n- ")
    assert ("WAL" in result.err) is not in_sqlite
    assert files_with(project, texts) == []
    with register.reading() as connection:
        everything = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }
    assert CANARY not in str(everything)
    assert [row["name"] for row in everything["person"]] == [OTHER]
    assert everything["mandate"] == everything["history"] == []
    parts = [(row["event"], row["kind"], row["number"], row["answer"]) for row in everything["participation"]]
    assert sorted(parts) == [("koping", "person", 1, "none"), ("sala", "erased", 1, "accepted")]
    assert [row["substitute_for"] for row in everything["participation"]] == [None, None]
    log = lines(rusctl("retention", "log", "--json"))
    assert [(row["class"], row["number"], row["decision"]) for row in log] == [("person erase", 1, "DNR-TEST-2")]
    gone = rusctl("person", "extract", str(canary), "--lang", "en")
    assert (gone.code, gone.out) == (1, "")


def test_what_is_erased_is_gone_from_the_files_of_postgresql(
    project: Path, rusctl: Run, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project
    with postgres.database() as url:
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        making.make(project, "", PIECES)
        register = making.open_register(project, "")
        number = register.change("test", _plant)
        long = "".join(f"{CANARY}{index} " for index in range(20_000))  # long enough for TOAST

        def keep(change: Transaction) -> None:
            values = {"of_table": "person", "of_row": number, "version_after": 9, "person": number}
            change.connection.execute(
                insert(history).values(
                    operation=change.number, before=json.dumps({"organisation": long, "name": NAME}), **values
                )
            )

        register.change("test", keep)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")
            connection.execute("CHECKPOINT")
            (oid,) = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).fetchone() or (0,)
        folder = postgres.folder / "base" / str(oid)
        texts = [NAME, EMAIL, PHONE]
        assert len(files_with(folder, texts)) > 2
        result = rusctl("person", "erase", str(number), "--decision", "DNR-TEST-3", "--yes", "--lang", "en")
        assert (result.code, result.out.splitlines()[-1]) == (0, "nothing of it is left in the folder")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        assert files_with(folder, [*texts, CANARY]) == []
        assert files_with(folder, [OTHER]) != []


def test_who_may_not_write_the_tables_anew_is_told_who_must(
    project: Path, rusctl: Run, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project
    with postgres.database() as url:
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        making.make(project, "", PIECES)
        number = making.open_register(project, "").change("test", _plant)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP ROLE IF EXISTS handlaggare")
            connection.execute("CREATE ROLE handlaggare LOGIN")
            connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO handlaggare")
            connection.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO handlaggare")
        monkeypatch.setenv("RUSCTL_REGISTER", url.replace("postgres@", "handlaggare@"))
        result = rusctl("person", "erase", str(number), "--decision", "D", "--yes", "--lang", "en")
        assert result.code == 0
        assert result.err.splitlines()[1].startswith(
            "- what the database still has on its pages, until its owner runs VACUUM FULL on "
        )
        for table in ("person", "participation", "history", "pg_catalog.pg_statistic"):
            assert table in result.err.splitlines()[1]


def test_what_the_user_must_change_is_named(canary: int, project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    raw = path.read_bytes()
    path.write_bytes(raw + f"# ring {NAME.upper()}\n".encode())
    (project / "lista.csv").write_bytes(f"x;{EMAIL}\n".encode("utf-16"))
    line = raw.count(b"\n") + 1
    dry = rusctl("person", "erase", str(canary), "--dry-run", "--lang", "en")
    assert dry.out.splitlines()[-1] == (
        f"the person is named in these files, which you must change yourself: events.toml:{line} and lista.csv"
    ) or dry.out.splitlines()[-1].endswith(f"events.toml:{line}, lista.csv")
    result = rusctl("person", "erase", str(canary), "--decision", "D", "--yes", "--lang", "en")
    assert result.code == 1
    assert re.fullmatch(
        rf"still found in: events.toml:{line}(,| and) lista.csv; change these files yourself",
        result.out.splitlines()[-1],
    )


def test_what_another_machine_keeps_for_undo_is_named(
    canary: int, project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (project / "events.toml").write_bytes((project / "events.toml").read_bytes() + f"# {NAME}\n".encode())
    rusctl("event", "move", "norberg", "2018-12-03", "--yes", "--reason", f"{NAME} kan inte")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    path = project / "events.toml"
    path.write_bytes(path.read_bytes().replace(f"# {NAME}\n".encode(), b""))
    result = rusctl("person", "erase", str(canary), "--decision", "D", "--yes", "--lang", "en")
    assert result.code == 1
    said = re.fullmatch("still found in: (.+); change these files yourself", result.out.splitlines()[-1])
    assert said
    places = re.split(", | and ", said[1])
    assert ".rusctl-set-aside-1/journal.jsonl:1" in places
    assert any(one.startswith(".rusctl-set-aside-1/undo/") for one in places)
    assert {place.split(":")[0] for place in places} >= {*files_with(project, [NAME, EMAIL, PHONE])}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--yes"], 2, "rusctl: missing the decision: --decision DNR\n"),
        (["--decision", " ", "--yes"], 2, "rusctl: missing the decision: --decision DNR\n"),
        (["--decision", "D"], 2, "rusctl: look at what --dry-run shows, and say --yes; nothing was changed\n"),
    ],
)
def test_nothing_is_erased_without_a_decision_and_a_yes(
    words: list[str], code: int, sentence: str, canary: int, rusctl: Run
) -> None:
    result = rusctl("person", "erase", str(canary), *words, "--lang", "en")
    assert (result.code, result.err) == (code, sentence)
    assert rusctl("person", "extract", str(canary)).code == 0
    unknown = rusctl("person", "erase", "999", "--decision", "D", "--yes", "--lang", "en")
    assert (unknown.code, unknown.out) == (1, "")


def test_two_erased_from_the_same_event_are_two_in_the_count(register: Register, rusctl: Run) -> None:
    def plant(change: Transaction) -> list[int]:
        numbers = [change.insert(person, name=f"Testperson {index}") for index in range(3)]
        for number in numbers:
            change.insert(participation, event="sala", role="politiker", person=number)
            change.insert(participation, event="koping", role="politiker", person=number, answer="accepted")
        return numbers

    for number in register.change("test", plant)[:2]:
        assert rusctl("person", "erase", str(number), "--decision", "D", "--yes").code == 0
    with register.reading() as connection:
        rows = connection.execute(select(participation).order_by(participation.c.id)).mappings()
        parts = sorted((row["event"], row["kind"], row["number"]) for row in rows)
    # the stop in Sala has been; the one in Köping is to come on the day of the tests, and nobody is expected there
    assert parts == [("koping", "person", 1), ("sala", "erased", 2), ("sala", "person", 1)]


def test_a_restricted_person_is_in_no_list_until_it_is_lifted(canary: int, rusctl: Run) -> None:
    assert NAME in rusctl("person", "list", "--json").out
    restricted = rusctl("person", "restrict", str(canary), "--lang", "en")
    assert (restricted.code, restricted.err) == (0, f"person {canary} is restricted\n")
    for words in (["person", "list"], ["person", "list", "--json"], ["person", "find", "Kanarie"]):
        assert NAME not in rusctl(*words).out
    assert rusctl("person", "restrict", str(canary), "--lift").code == 0
    assert NAME in rusctl("person", "list", "--json").out


def test_retention_is_shown_first_and_removes_when_told(project: Path, register: Register, rusctl: Run) -> None:
    def plant(change: Transaction) -> None:
        for index, event in enumerate(("sala", "koping", "vasteras")):
            number = change.insert(
                person, name=f"Testperson {index}", email=f"t{index}@example.org", phone=f"021-12 34 5{index}"
            )
            change.insert(participation, event=event, role="politiker", person=number, answer="accepted")
        change.update(person, 1, 1, organisation="Ny")

    register.change("test", plant)
    path = project / "config/retention.toml"
    classes = (("kontakter", "contact", 6), ("personer", "person", 12), ("angra", "history", 1))
    path.write_text(
        "".join(f'[[class]]\nid = "{a}"\nwhat = "{b}"\nmonths = {c}\ndecision = "D-{a}"\n' for a, b, c in classes),
        encoding="utf-8",
    )
    day = ["--today", "2019-05-20", "--lang", "en"]

    def counts(result: Result) -> list[str]:
        return [
            line.split()[-1] for line in result.out.splitlines() if line.startswith(tuple(a for a, _, _ in classes))
        ]

    dry = rusctl("retention", "run", *day)
    assert (dry.code, counts(dry)) == (0, ["1", "0", "0"])
    assert dry.err == "rusctl retention run --apply removes it\n"
    with register.reading() as connection:
        assert [row.email for row in connection.execute(select(person).order_by(person.c.id))] == [
            f"t{i}@example.org" for i in range(3)
        ]
    assert rusctl("retention", "run", "--apply", *day).code == 0
    with register.reading() as connection:
        people = [(row.name, row.email, row.phone) for row in connection.execute(select(person).order_by(person.c.id))]
    assert people[0] == ("Testperson 0", "", "")
    assert [email for _, email, _ in people] == ["", "t1@example.org", "t2@example.org"]
    assert rusctl("retention", "run", "--apply", "--today", "2019-12-05", "--lang", "en").code == 0
    with register.reading() as connection:
        assert [row.name for row in connection.execute(select(person).order_by(person.c.id))] == [
            "Testperson 1",
            "Testperson 2",
        ]
    log = lines(rusctl("retention", "log", "--json"))
    assert [(row["class"], row["number"], row["decision"]) for row in log] == [
        ("kontakter", 1, "D-kontakter"),
        ("kontakter", 1, "D-kontakter"),
        ("personer", 1, "D-personer"),
    ]


LAST_DAY = "2019-11-07"  # twelve months after the event in Sala, 2018-11-07


def _two(change: Transaction) -> None:
    for name in ("Testperson Ett", "Testperson Två"):
        number = change.insert(person, name=name, email="test@example.org", phone="021-12 34 56")
        change.insert(participation, event="sala", role="politiker", person=number, answer="accepted")


def people(register: Register) -> list[tuple[str, str]]:
    with register.reading() as connection:
        return [(row.name, row.email) for row in connection.execute(select(person).order_by(person.c.id))]


@pytest.fixture(params=["contact", "person"], name="what")
def what_fixture(request: pytest.FixtureRequest, project: Path, register: Register) -> str:
    what = str(request.param)
    text = f'[[class]]\nid = "alla"\nwhat = "{what}"\nmonths = 12\ndecision = "DNR-TEST-1"\n'
    (project / "config/retention.toml").write_text(text, encoding="utf-8")
    register.change("test", _two)
    return what


def test_on_the_last_day_everything_is_kept_and_on_the_next_it_goes(what: str, register: Register, rusctl: Run) -> None:
    before = people(register)
    assert rusctl("retention", "run", "--apply", "--today", LAST_DAY).code == 0
    assert people(register) == before
    assert rusctl("retention", "run", "--apply", "--today", "2019-11-08").code == 0
    assert people(register) == ([] if what == "person" else [(name, "") for name, _ in before])


def test_who_is_restricted_is_kept_for_ever_and_counted_nowhere(what: str, register: Register, rusctl: Run) -> None:
    assert what
    one, two = people(register)
    assert rusctl("person", "restrict", "1").code == 0
    shown = rusctl("retention", "run", "--today", "2030-01-01", "--lang", "en").out
    assert shown.split("alla", 1)[1].splitlines()[0].split()[-1] == "1"
    assert rusctl("retention", "run", "--apply", "--today", "2030-01-01").code == 0
    assert people(register) == ([one] if what == "person" else [one, (two[0], "")])
    assert rusctl("person", "restrict", "1", "--lift").code == 0
    assert rusctl("retention", "run", "--apply", "--today", "2030-01-01").code == 0
    assert one not in people(register)


def test_the_last_of_several_events_counts(what: str, register: Register, rusctl: Run) -> None:
    assert what
    register.change("test", lambda change: change.insert(
        participation, event="koping", role="politiker", person=1, answer="accepted"
    ))  # fmt: skip
    one, _ = people(register)
    assert rusctl("retention", "run", "--apply", "--today", "2019-12-06").code == 0
    assert people(register)[0] == one
    assert rusctl("retention", "run", "--apply", "--today", "2019-12-07").code == 0
    assert one not in people(register)


@pytest.mark.parametrize(
    ("dates", "months", "kept", "gone"),
    [
        ("start = 2018-11-07\nend = 2018-11-09", 12, "2019-11-09", "2019-11-10"),  # of several days the last counts
        ("date = 2018-11-29", 1, "2018-12-29", "2018-12-30"),
        ("date = 2018-11-30", 1, "2018-12-31", "2019-01-01"),  # 31 November is the 30th
        ("date = 2018-11-30", 3, "2019-02-28", "2019-03-01"),
        ("date = 2019-02-28", 12, "2020-02-29", "2020-03-01"),  # a day more in a leap year
        ("", 12, "2030-01-01", None),  # an event without a day has not been
    ],
)
def test_months_end_on_the_day_of_that_number_or_on_the_last(
    project: Path, register: Register, rusctl: Run, *, dates: str, months: int, kept: str, gone: str | None
) -> None:
    text = f'[[class]]\nid = "alla"\nwhat = "person"\nmonths = {months}\ndecision = "DNR-TEST-1"\n'
    (project / "config/retention.toml").write_text(text, encoding="utf-8")
    path = project / "events.toml"
    plan = path.read_text(encoding="utf-8")
    path.write_text(plan.replace('"sala"\ndate = 2018-11-07', f'"sala"\n{dates}'), encoding="utf-8")
    register.change("test", _two)
    before = people(register)
    assert rusctl("retention", "run", "--apply", "--today", kept).code == 0
    assert people(register) == before
    if gone:
        assert rusctl("retention", "run", "--apply", "--today", gone).code == 0
        assert people(register) == []


def test_what_undo_has_is_kept_through_its_last_day(project: Path, register: Register, rusctl: Run) -> None:
    text = '[[class]]\nid = "angra"\nwhat = "history"\nmonths = 1\ndecision = "DNR-TEST-1"\n'
    (project / "config/retention.toml").write_text(text, encoding="utf-8")
    register.change("test", _two)
    number = register.change("test", _dated)
    for day, some in (("2019-02-15", True), ("2019-02-16", False)):
        assert rusctl("retention", "run", "--apply", "--today", day).code == 0
        with register.reading() as connection:
            left = connection.execute(select(history).where(history.c.operation == number)).all()
        assert bool(left) is some


def _dated(change: Transaction) -> int:
    """Make a change that undo can take back, at the first moment of a day; give its number."""
    change.update(person, 1, 1, organisation="Ny")
    moment = dt.datetime(2019, 1, 15, tzinfo=dt.UTC)
    change.connection.execute(update(operation).where(operation.c.id == change.number).values(at=moment))
    return change.number


def test_retention_needs_a_class(register: Register, rusctl: Run) -> None:
    assert register
    result = rusctl("retention", "run", "--apply", "--lang", "en")
    assert (result.code, result.err) == (
        1,
        "rusctl: config/retention.toml has no [[class]]; write there what is kept for how long\n",
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_notice(lang: str, project: Path, rusctl: Run, golden: Any) -> None:
    lacking = rusctl("notice", "sala", "--lang", lang)
    assert lacking.code == 1
    (project / "config/retention.toml").write_text(RETENTION, encoding="utf-8")
    result = rusctl("notice", "sala", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"rights/notice.{lang}.txt", result.out)
