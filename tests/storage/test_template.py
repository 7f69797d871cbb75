import datetime as dt
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rusctl.errors import ConflictError, RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.model.plan import Event, Municipality, Plan, Status, Window
from rusctl.storage.files.names import EVENTS
from rusctl.storage.plan import load, read_plan
from rusctl.storage.schema import editors
from rusctl.storage.schema.json_schema import schema_path
from rusctl.storage.schema.keys import FILES
from rusctl.storage.template import IGNORE, TEMPLATES, Answers, NewMunicipality, new_files, refuse_what_is_there, write
from tests.storage.schema.test_schema import schema_accepts

ROOT = Path(__file__).resolve().parents[2]
TOMBI = Path(sys.executable).parent / "tombi"
ANSWERS = Answers(
    name="RUS 2040",
    region="Region Exempel",
    timezone="Europe/Stockholm",
    language="sv",
    contact="rus@example.org",
    uid_domain="rus-2040.example.org",
    first=dt.date(2027, 1, 11),
    last=dt.date(2027, 6, 30),
    kinds={"dialog": {"sv": "Dialog", "en": "Dialogue"}, "oppet-hus": "Öppet hus"},
    municipalities=(NewMunicipality("aby", "Åby", "0163"), NewMunicipality("vik", "Vik")),
)


def plan_of(answers: Answers) -> Plan:
    files = new_files(answers, str)
    loaded = read_plan({name: files[name] for name in FILES})
    assert loaded.faults == ()
    return loaded.plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_says_what_was_answered_and_nothing_of_another_region(language: str) -> None:
    plan = plan_of(ANSWERS._replace(language=language))
    process = plan.process
    assert (process.name, process.region, process.language) == ("RUS 2040", "Region Exempel", language)
    assert (process.contact, process.uid_domain) == ("rus@example.org", "rus-2040.example.org")
    assert process.period == Window(first=dt.date(2027, 1, 11), last=dt.date(2027, 6, 30))
    assert process.tour_kind == "dialog"
    assert dict(process.kinds) == {"dialog": {"sv": "Dialog", "en": "Dialogue"}, "oppet-hus": {"": "Öppet hus"}}
    assert plan.municipalities == (
        Municipality(id="aby", name="Åby", code="0163"),
        Municipality(id="vik", name="Vik"),
    )
    assert plan.events == tuple(
        Event(id=one, kind="dialog", municipality=one, status=Status.PLANNED) for one in ("aby", "vik")
    )
    assert {one.when or one.baseline or one.done for one in plan.milestones} == {None}
    assert plan.unread == frozenset()
    shipped = load(ROOT).plan
    text = b"".join(new_files(ANSWERS._replace(language=language), str).values()).decode()
    names = [one.name for one in shipped.municipalities] + ["Västmanland", "regionvastmanland"]
    assert [name for name in names if name in text] == []


def test_the_roles_are_those_that_are_shipped() -> None:
    assert plan_of(ANSWERS).roles == load(ROOT).plan.roles


def test_both_languages_hold_the_same_data() -> None:
    swedish, english = (plan_of(ANSWERS._replace(language=language)) for language in LANGUAGES)
    assert replace(swedish, process=replace(swedish.process, language="en")) == english
    assert sorted(path.name for path in (TEMPLATES / "sv").iterdir()) == sorted(
        path.name for path in (TEMPLATES / "en").iterdir()
    )


def test_what_may_be_left_out() -> None:
    plan = plan_of(ANSWERS._replace(contact="", municipalities=()))
    assert (plan.process.contact, plan.events, plan.municipalities) == ("", (), ())


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.sampled_from(
    ['"', "\\", 'a"""b', "'''", "$name", "${x}", "{name}", "#", "a = 1", "[[event]]", "é\u0301", "\ufeff", "\\u0041"]
)


@settings(deadline=None, max_examples=1000 if os.environ.get("RUSCTL_NIGHTLY") else 60)
@given(names, names, names, names)
def test_any_text_is_read_back_as_it_was_given_or_refused_as_the_loader_would(
    name: str, region: str, kind: str, town: str
) -> None:
    answers = ANSWERS._replace(
        name=name, region=region, kinds={"dialog": kind}, municipalities=(NewMunicipality("aby", town),)
    )
    texts = [name, region, kind, town]
    assume(all(text.strip() for text in texts))
    control = any((ord(char) < 0x20 and char != "\t") or 0x7F <= ord(char) < 0xA0 for text in texts for char in text)
    if control:
        with pytest.raises(RusctlError):
            new_files(answers, str)
        return
    plan = plan_of(answers)
    read = [plan.process.name, plan.process.region, plan.process.kinds["dialog"][""], plan.municipalities[0].name]
    assert read == [text.strip() for text in texts]
    assert plan.bodies[0].name == {"": region.strip()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_each_file_fits_its_schema(file: str, language: str) -> None:
    assert schema_accepts(file, new_files(ANSWERS._replace(language=language), str)[file].decode())


def test_a_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(RusctlError, match="UTF-8"):
        new_files(ANSWERS._replace(name="a\udcff"), str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_editors_accept_the_folder(language: str, tmp_path: Path) -> None:
    write(tmp_path / "new", new_files(ANSWERS._replace(language=language), str))
    done = subprocess.run(
        [TOMBI, "lint", "--offline", "--error-on-warnings", tmp_path / "new"],
        env={"NO_COLOR": "1", "HOME": str(tmp_path)},
        cwd=tmp_path / "new",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_in_the_comments_are_right(language: str) -> None:
    """What a comment shows by an indented ``[[table]]`` can be taken as it stands."""
    files = {name: data.decode() for name, data in new_files(ANSWERS._replace(language=language), str).items()}
    for file in ("config/checks.toml", "config/municipalities.toml", "config/frame.toml"):
        lines = [line.removeprefix("#   ") for line in files[file].splitlines() if line.startswith("#   ")]
        shown = "\n".join(line for line in lines if not line.startswith("[[") or "    " not in line)
        head, _, rest = shown.partition("privacy_ignore")
        example = (f"privacy_ignore{rest}\n" if rest else "") + head
        assert tomli.loads(example) != {}
        assert read_plan({file: example.encode()}).faults == ()


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_is_written_with_its_parents(tmp_path: Path) -> None:
    files = new_files(ANSWERS, str)
    write(tmp_path / "a/b", files)
    assert {name: (tmp_path / "a/b" / name).read_bytes() for name in files} == files
    assert list(files)[-1] == EVENTS
    assert set(files) == {IGNORE, *editors.NAMES, *FILES, *map(schema_path, FILES)}


@pytest.mark.parametrize(
    "file", [EVENTS, "config/process.toml", "config/roles.toml", "config/schema/roles.schema.json"]
)
def test_nothing_is_written_over(file: str, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("mine")
    before = everything(tmp_path)
    with pytest.raises(RusctlError, match="already has"):
        refuse_what_is_there(tmp_path)
    with pytest.raises(ConflictError):
        write(tmp_path, new_files(ANSWERS, str))
    assert everything(tmp_path) == before
    assert (tmp_path / file).read_text() == "mine"


def test_a_dangling_link_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / EVENTS).symlink_to(tmp_path / "nowhere")
    with pytest.raises(RusctlError, match="already has"):
        refuse_what_is_there(tmp_path)


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_a_file_is_no_place(below: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RusctlError, match="is a file"):
        refuse_what_is_there(tmp_path / "file" / below)


def test_an_empty_or_other_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("x")
    refuse_what_is_there(tmp_path)
    refuse_what_is_there(tmp_path / "a/b")


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "mkdir"])
@pytest.mark.parametrize("kind", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("there", [False, True])
def test_whatever_call_fails_nothing_is_left(
    call: str, kind: BaseException, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = (IGNORE, *editors.NAMES[-2:], schema_path(EVENTS), *list(FILES)[1:4], EVENTS)  # one of each folder, and more
    files = {name: data for name, data in new_files(ANSWERS, str).items() if name in some}
    real: Any = getattr(os, call)
    folder = tmp_path / "a/new"
    failed = 0
    for number in range(100):
        if there:
            folder.mkdir(parents=True)
            (folder / "readme").write_text("x")
        before = everything(tmp_path)
        calls = iter(range(1000))

        def failing(*args: Any, calls: Any = calls, number: int = number, **options: Any) -> Any:
            if next(calls) == number:
                raise kind
            return real(*args, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                write(folder, files)
            except (OSError, RusctlError, KeyboardInterrupt):
                failed += 1
                assert everything(tmp_path) == before
            else:
                assert {name: (folder / name).read_bytes() for name in files} == files
        finished = next(calls) <= number
        shutil.rmtree(tmp_path / "a", ignore_errors=True)
        if finished:
            break
    assert failed > 1
