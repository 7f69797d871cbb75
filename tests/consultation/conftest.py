"""A new database, in SQLite and in PostgreSQL: each test runs on both."""

from tests.register.conftest import (  # noqa: F401 - what tests ask for by name
    database,
    made_database,
    made_file,
    postgres_fixture,
    register,
    typed,
)
