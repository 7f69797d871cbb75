import json
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.storage.schema.json_schema import schema_path
from rusctl.storage.schema.keys import FILES
from tests.conftest import Run

FILE_NAMES = [
    "events",
    "process",
    "municipalities",
    "roles",
    "frame",
    "checks",
    "retention",
    "targets",
    "workdays",
    "deadlines",
    "strategy",
    "commitments",
    "site",
    "consultations",
    "follow-up",
]


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "config/schema").glob("*"))}


def test_names_are_listed(rusctl: Run) -> None:
    result = rusctl("schema")
    assert (result.code, result.err) == (0, "")
    assert [line.partition("  ")[0] for line in result.out.splitlines()] == [*FILE_NAMES, *LISTINGS]


@pytest.mark.parametrize("name", [*FILE_NAMES, *LISTINGS])
def test_each_is_printed_without_a_folder_and_is_a_schema(name: str, tmp_path: Path, rusctl: Run) -> None:
    result = rusctl("schema", name, "--project", str(tmp_path))
    assert (result.code, result.err) == (0, "")
    schema = json.loads(result.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_an_unknown_name(rusctl: Run) -> None:
    result = rusctl("schema", "evnets", "--lang", "en")
    assert result == (1, "", "rusctl: evnets is not a name of a schema; did you mean events?\n")


def test_write_brings_back_the_shipped_schemas_whatever_the_language_of_who_writes(project: Path, rusctl: Run) -> None:
    shipped = written(project)
    assert len(shipped) == len(FILES)
    for path in (project / "config/schema").iterdir():
        path.unlink()
    (project / "config/schema").rmdir()
    result = rusctl("schema", "--write", "--lang", "en")
    assert result == (0, "".join(f"{schema_path(file)}\n" for file in FILES), "")
    assert written(project) == shipped
    assert rusctl("schema", "--write", "--lang", "en") == (0, "", "the schemas are up to date; nothing was changed\n")


def test_dry_run_says_what_would_be_written_and_writes_nothing(project: Path, rusctl: Run) -> None:
    (project / "config/schema/roles.schema.json").write_text("{}")
    before = written(project)
    result = rusctl("schema", "--write", "--dry-run", "--lang", "en")
    assert result == (0, "config/schema/roles.schema.json\n", "nothing was changed: this was --dry-run\n")
    assert written(project) == before
    assert not (project / ".rusctl").exists()


def test_one_is_written(project: Path, rusctl: Run) -> None:
    for name in ("roles", "events"):
        (project / f"config/schema/{name}.schema.json").write_text("{}")
    assert rusctl("schema", "roles", "--write").out == "config/schema/roles.schema.json\n"
    assert (project / "config/schema/events.schema.json").read_text() == "{}"


@pytest.mark.usefixtures("project")
def test_a_listing_is_not_written(rusctl: Run) -> None:
    result = rusctl("schema", "tour", "--write", "--lang", "en")
    assert (result.code, result.out) == (1, "")


def test_dry_run_alone_is_wrong_usage(rusctl: Run) -> None:
    result = rusctl("schema", "--dry-run", "--lang", "en")
    assert result == (2, "", "rusctl: --dry-run goes with --write; nothing else is changed here\n")


def test_a_file_in_the_place_of_the_folder(project: Path, rusctl: Run) -> None:
    for path in (project / "config/schema").iterdir():
        path.unlink()
    (project / "config/schema").rmdir()
    (project / "config/schema").write_text("")
    result = rusctl("schema", "--write", "--lang", "en")
    assert (result.code, result.err.count("\n")) == (7, 1)
