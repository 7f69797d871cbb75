"""The schema: the same from the migrations as declared, and every column classified."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from rusctl.database import migrate
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.tables import HEAD
from tests.conftest import ROOT

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
    assert len(leads) == 7


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
            connection, opts={"compare_type": True, "compare_server_default": defaults}
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_schema_of_this_program() -> None:
    assert migrate.scripts().get_current_head() == HEAD
