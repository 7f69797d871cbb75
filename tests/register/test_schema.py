"""The schema: the same from the migrations as declared, and every column classified."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from rusctl.database import making, migrate
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.place import DatabasePlace
from rusctl.database.tables import HEAD
from rusctl.services.pieces import PIECES
from tests.conftest import ROOT

INDEXES = (  # of the words of inputs and of replies: each database has one of its own
    "input_search",
    "ix_input_text_terms",
    "consultation_search",
    "ix_consultation_text_terms",
)
COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


def test_every_column_is_classified_as_personal_or_not() -> None:
    unclassified = [str(column) for column in COLUMNS if type(column.info.get("personal")) is not bool]
    assert unclassified == []


def test_what_leads_to_a_person_is_personal() -> None:
    leads = [
        column
        for column in COLUMNS
        if any(key.column.table.name == "person" for key in column.foreign_keys)
        or (column.table.name, column.name) == ("person", "id")
    ]
    assert {str(column) for column in leads if not column.info["personal"]} == set()
    assert len(leads) == 8


@pytest.mark.parametrize("page", ["docs/register.md", "docs/sv/register.md"])
def test_the_documentation_names_every_column_that_is_personal(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", text))
    assert {str(column) for column in COLUMNS if column.info["personal"]} - named == set()
    assert named - {str(column) for column in COLUMNS} == set()


def test_nothing_more_is_kept_of_a_person() -> None:
    person = metadata.tables["person"]
    assert [column.name for column in person.columns] == [
        "id",
        "name",
        "organisation",
        "municipality",
        "email",
        "phone",
        "language",
        "protected",
        "restricted",
        "version",
        "operation",
        "function",
    ]


def test_gender_and_diet_lead_to_no_person() -> None:
    for name in ("gender", "diet"):
        assert [column.name for column in metadata.tables[name].columns if column.info["personal"]] == []
        assert {key.column.table.name for key in metadata.tables[name].foreign_keys} == {"operation"}


def test_the_migrations_make_the_schema_that_is_declared(register: Register) -> None:
    with register.engine.connect() as connection, connection.begin():
        defaults = connection.dialect.name == "postgresql"  # SQLite gives a default back in quotation marks
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": defaults,
                "include_object": lambda _object, name, *_: not str(name).startswith(INDEXES),
            },
        )
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("name", ["input_search", "consultation_search"])
def test_an_index_of_words_is_made_in_the_same_way_by_the_migrations_and_as_declared(tmp_path: Path, name: str) -> None:
    def made(engine: Engine) -> list[tuple[str, str]]:
        with engine.connect() as connection:
            query = f"SELECT name, sql FROM sqlite_schema WHERE name LIKE '{name}%' ORDER BY name"
            return [(name, " ".join((sql or "").split())) for name, sql in connection.exec_driver_sql(query)]

    declared = making.in_memory(tmp_path, PIECES).engine
    migrated = making.open_place(DatabasePlace(path=tmp_path / "other.sqlite3"))
    making.make_at(migrated.place, PIECES, tmp_path)
    assert made(migrated.engine) == made(declared)
    assert len(made(declared)) >= 3


def test_the_newest_migration_is_the_schema_of_this_program() -> None:
    assert migrate.scripts().get_current_head() == HEAD
