import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl.storage.plan import load
from rusctl.storage.schema.editors import NAMES
from rusctl.storage.schema.json_schema import schema_path
from rusctl.storage.schema.keys import FILES
from tests.conftest import Run

Golden = Callable[[str, str], None]
GIVEN = (
    *("--name", "RUS 2040", "--region", "Region Exempel", "--from", "2027-01-11", "--to", "2027-06-30"),
    *("--municipality", "Åby=0163", "--municipality", "Nära Vik", "--municipality", "Aby"),
)
FILES_MADE = [
    ".gitignore",
    *NAMES,
    *map(schema_path, FILES),
    *(file for file in FILES if file != "events.toml"),
    "events.toml",
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with Path(os.devnull).open(encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        yield


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_folder_from_options(lang: str, tmp_path: Path, rusctl: Run, golden: Golden) -> None:
    result = rusctl("init", "new", *GIVEN, "--lang", lang)
    assert (result.code, result.out.splitlines()) == (0, FILES_MADE)
    golden(f"init/said.{lang}.txt", result.err.replace(str(tmp_path), "…"))
    texts = [
        f"==> {file}\n{(tmp_path / 'new' / file).read_text(encoding='utf-8')}"
        for file in (".gitignore", *NAMES, *FILES)
    ]
    golden(f"init/files.{lang}.txt", "\n".join(texts))


def test_the_new_folder_passes_the_check_and_shows_what_is_to_be_planned(rusctl: Run) -> None:
    assert rusctl("init", "new", *GIVEN).code == 0
    checked = rusctl("check", "--strict", "--json", "--project", "new")
    assert checked.code == 0
    assert [(row["name"], row["severity"]) for row in json.loads(checked.out)] == [("no-exact-date", "note")] * 3
    rows = json.loads(rusctl("tour", "--json", "--project", "new").out)
    assert {(row["id"], row["municipality"], row["status"]) for row in rows} == {
        ("aby", "aby", "planned"),
        ("nara-vik", "nara-vik", "planned"),
        ("aby-2", "aby-2", "planned"),
    }
    assert rusctl("schema", "--write", "--dry-run", "--project", "new").out == ""


def test_what_is_not_said_has_a_default(tmp_path: Path, rusctl: Run) -> None:
    assert rusctl("init", "new", *GIVEN, "--lang", "sv").code == 0
    process = load(tmp_path / "new").plan.process
    assert (process.timezone, process.language, process.contact) == ("Europe/Stockholm", "sv", "")
    assert process.uid_domain == "rus-2040.region-exempel.rusctl"
    assert (process.tour_kind, dict(process.kinds)) == (
        "kommundialog",
        {"kommundialog": {"sv": "Kommundialog", "en": "Municipal dialogue"}},
    )


def test_every_option(tmp_path: Path, rusctl: Run) -> None:
    more = (
        *("--language", "en", "--timezone", "Europe/Helsinki", "--contact", "rus@example.org"),
        *("--uid-domain", "rus.example.org", "--kind", "Öppet hus", "--kind", "Hearing"),
    )
    assert rusctl("init", str(tmp_path / "new"), *GIVEN, *more).code == 0
    process = load(tmp_path / "new").plan.process
    assert (process.timezone, process.language, process.contact, process.uid_domain) == (
        "Europe/Helsinki",
        "en",
        "rus@example.org",
        "rus.example.org",
    )
    assert (process.tour_kind, dict(process.kinds)) == (
        "oppet-hus",
        {"oppet-hus": {"": "Öppet hus"}, "hearing": {"": "Hearing"}},
    )


def test_missing_options_are_all_named(tmp_path: Path, rusctl: Run) -> None:
    result = rusctl("init", "new", "--name", "RUS", "--lang", "en")
    assert result == (2, "", "rusctl: --region, --from, --to missing; rusctl asks for them only in a terminal\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("first", "last", "period", "said"),
    [
        ("11 jan 2027", "30 juni 2027", ("2027-01-11", "2027-06-30"), ""),
        ("måndag 11 januari 2027", "Wednesday, 30 June 2027", ("2027-01-11", "2027-06-30"), ""),
        ("januari 2027", "juni 2028", ("2027-01-01", "2028-06-30"), ""),
        ("v 2 2027", "v 26 2027", ("2027-01-11", "2027-07-04"), ""),
        ("2027", "2028", ("2027-01-01", "2028-12-31"), ""),
        ("11/1 2027", "30/6", ("2027-01-11", "2027-06-30"), '"30/6" has no year; read as Wed, 30 Jun 2027'),
        ("11/1", "10/1", ("2019-01-11", "2020-01-10"), '"10/1" has no year; read as Fri, 10 Jan 2020'),
    ],
)
def test_the_period_is_read_as_people_write_it(
    first: str, last: str, period: tuple[str, str], said: str, rusctl: Run
) -> None:
    words = ("--name", "RUS", "--region", "R", "--from", first, "--to", last, "--lang", "en")
    result = rusctl("init", "new", *words)
    assert result.code == 0, result.err
    found = load(Path("new")).plan.process.period
    assert found is not None
    assert (str(found.first), str(found.last)) == period
    assert said in result.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--name", " "], "--name: it cannot be empty"),
        (["--name", "a\nb"], "--name: name must be on one line; take out the line break"),
        (
            ["--from", "våren 2027"],
            "--from: våren 2027 is read as 1 Mar – 31 May 2027; if that is right, write the day",
        ),
        (["--from", "11 jan 2027 kl 9"], "--from: 11 jan 2027 kl 9 says more than a day; write the day alone"),
        (["--from", "11 jan 2027?"], "--from: 11 jan 2027? says more than a day; write the day alone"),
        (["--from", "11/13/2027"], '--from: "11/13/2027": there is no month 13; write day/month or year-month-day'),
        (["--to", "2027-01-10"], "--to: Sun, 10 Jan 2027 is before Mon, 11 Jan 2027"),
        (["--municipality", "Aby"], "--municipality: Aby is named twice"),
        (["--municipality", "=1981"], "--municipality: it cannot be empty"),
        (
            ["--municipality", "Sala=981"],
            "--municipality: code must be Statistics Sweden's code: four digits in quotation marks, and this is 981",
        ),
        (["--contact", "Anna"], "--contact: contact must be an email address, and this is Anna"),
        (
            ["--timezone", "Stockholm"],
            '--timezone: "Stockholm" is not a time zone; write it like "Europe/Stockholm"',
        ),
        (["--language", "fi"], "--language: fi is not one of sv, en"),
        (
            ["--uid-domain", "a b"],
            "--uid-domain: uid_domain must be a domain name such as example.se, and this is a b",
        ),
        (["--kind", ""], "--kind: it cannot be empty"),
    ],
)
def test_a_wrong_answer_is_one_sentence_and_nothing_is_written(
    options: list[str], said: str, tmp_path: Path, rusctl: Run
) -> None:
    once = options[0] if options[0] != "--municipality" else ""
    given = [word for at, word in enumerate(GIVEN) if once not in {word, GIVEN[at - 1]}]
    result = rusctl("init", "new", *given, *options, "--lang", "en")
    assert result == (1, "", f"rusctl: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_one_already(tmp_path: Path, rusctl: Run) -> None:
    assert rusctl("init", "new", *GIVEN).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = rusctl("init", "new", *GIVEN, "--lang", "en")
    assert result == (
        1,
        "",
        f"rusctl: {tmp_path}/new already has events.toml: name a new folder\n",
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_file_is_no_folder(tmp_path: Path, rusctl: Run) -> None:
    (tmp_path / "new").write_text("x")
    result = rusctl("init", "new", *GIVEN, "--lang", "en")
    assert result == (1, "", f"rusctl: {tmp_path}/new is a file; name a folder\n")


def test_dry_run_lists_and_writes_nothing(tmp_path: Path, rusctl: Run) -> None:
    result = rusctl("init", "deep/new", *GIVEN, "--dry-run", "--lang", "en")
    assert (result.code, result.out.splitlines()) == (0, FILES_MADE)
    assert result.err == "nothing was written: this was --dry-run\n"
    assert list(tmp_path.iterdir()) == []


def test_a_gitignore_that_is_there_is_left_as_it_is(tmp_path: Path, rusctl: Run) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    result = rusctl("init", ".", *GIVEN, "--lang", "en")
    assert (result.code, result.out.splitlines()) == (0, FILES_MADE[1:])
    assert result.err.startswith("add /register/ and /.rusctl/ to the .gitignore that is there\n")
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def converse(answers: list[str], *words: str) -> tuple[int, str]:
    """Run rusctl init in a terminal, answer its questions, and give the exit code and what was on the screen."""
    master, slave = os.openpty()
    environment = {**os.environ, "RUSCTL_LANG": "en", "TERM": "dumb"}
    command = [sys.executable, "-m", "rusctl", "init", "new", *words]
    running = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
    screen = b""
    end = time.monotonic() + 30
    while time.monotonic() < end and select.select([master], [], [], 30)[0]:
        try:
            screen += os.read(master, 65536)
        except OSError:  # the other side is closed
            break
    os.close(master)
    return running.wait(30), screen.decode().replace("\r\n", "\n")


def test_questions_in_a_terminal(tmp_path: Path) -> None:
    answers = ["RUS 2040", "Region Exempel", "soon", "2027-01-11", "2027-06-30", "Åby=0163, Vik", "", "", "", "sv", ""]
    code, screen = converse(answers)
    assert code == 0, screen
    assert '"soon" is not a date; write it like' in screen
    assert "What is the process called? " in screen
    assert "What is to end every calendar UID? It can never be changed. [rus-2040.region-exempel.rusctl] " in screen
    plan = load(tmp_path / "new").plan
    assert (plan.process.name, plan.process.language, plan.process.contact) == ("RUS 2040", "sv", "")
    assert [(one.id, one.name, one.code) for one in plan.municipalities] == [("aby", "Åby", "0163"), ("vik", "Vik", "")]
    assert [event.kind for event in plan.events] == ["kommundialog"] * 2


def test_only_what_was_not_given_is_asked(tmp_path: Path) -> None:
    code, screen = converse(["", "rus@example.org", "", "", ""], *GIVEN)
    assert code == 0, screen
    assert "What is the process called?" not in screen
    assert load(tmp_path / "new").plan.process.contact == "rus@example.org"


def test_the_end_of_input_stops_and_writes_nothing(tmp_path: Path) -> None:
    code, _ = converse(["RUS 2040", "\x04"])
    assert code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_folder_out_of_an_old_one(project: Path, rusctl: Run) -> None:
    new = project.parent / "next"
    words = ("--copy", ".", "--name", "RUS 2040", "--from", "11 jan 2027", "--to", "juni 2028", "--lang", "en")
    result = rusctl("init", str(new), *words)
    assert result.code == 0, result.err
    assert "municipalities, roles, bodies, lead times and kinds of events; no dates and no people" in result.err
    before, after = load(project).plan, load(new).plan
    assert after.municipalities == before.municipalities
    assert (after.process.region, after.process.language) == (before.process.region, before.process.language)
    assert after.process.uid_domain != before.process.uid_domain
    assert rusctl("check", "--project", str(new), "--today", "2026-12-01").code == 0
    refused = rusctl("init", str(project.parent / "third"), *words, "--uid-domain", before.process.uid_domain)
    assert (refused.code, "choose another" in refused.err) == (1, True)
    assert not (project.parent / "third").exists()
    nothing = rusctl("init", str(project.parent / "third"), "--copy", str(project / "docs"), *words[2:])
    assert nothing.code == 1


def test_a_folder_to_copy_that_is_none_is_named_by_its_own_option(tmp_path: Path, rusctl: Run) -> None:
    result = rusctl("init", "new", "--copy", "nowhere", "--lang", "en")
    said = f"rusctl: --copy names {tmp_path / 'nowhere'}, and there is no such folder\n"
    assert result == (1, "", said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoken", "language", "said"),
    [("C.UTF-8", "sv", True), (None, "sv", True), ("sv_SE.UTF-8", "sv", False), ("en_GB.UTF-8", "en", False)],
)
def test_a_folder_is_swedish_where_no_language_is_known(
    spoken: str | None, language: str, *, said: bool, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if spoken:
        monkeypatch.setenv("LANG", spoken)
    words = ("--name", "RUS", "--region", "R", "--from", "2027-01-11", "--to", "2027-06-30")
    result = rusctl("init", "new", *words)
    assert result.code == 0, result.err
    assert load(Path("new")).plan.process.language == language
    assert ("so the folder is in Swedish" in result.err) == said
    asked = rusctl("init", "other", *words, "--language", "en")
    assert "so the folder is in Swedish" not in asked.err
    assert load(Path("other")).plan.process.language == "en"
