"""The register's tables: one schema for SQLite and PostgreSQL, every column classified as personal or not.

A personal column says something of one person or leads to one: it is what an extract shows and an erasure removes.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from rusctl.model.people import Answer, Attendance, Kind

HEAD = "0002"  # the migration that makes this schema
MOST = 200  # characters in a text of one line

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC; SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Give the moment as the database takes it."""
        if value is None:
            return None
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Give the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


def personal(name: str, kind: Any, *more: Any, **options: Any) -> Column[Any]:
    """Give a column that says something of one person, or leads to one."""
    return Column(name, kind, *more, info={"personal": True}, **options)


def plain(name: str, kind: Any, *more: Any, **options: Any) -> Column[Any]:
    """Give a column that says nothing of a person."""
    return Column(name, kind, *more, info={"personal": False}, **options)


def _words(column: str, words: type[Answer | Attendance | Kind]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _id() -> Column[Any]:
    return plain("id", Integer, primary_key=True)


def _version() -> Column[Any]:
    """Count the changes of a row, so that nobody writes over what they have not seen."""
    return plain("version", Integer, nullable=False, server_default=text("1"))


def _origin() -> Column[Any]:
    """Say which operation made the row, so that it is known from where it came, and can be taken back."""
    return plain("operation", Integer, ForeignKey("operation.id"), nullable=False, index=True)


operation = Table(
    "operation",
    metadata,
    _id(),
    plain("key", String(40), nullable=False, unique=True),
    plain("at", Moment, nullable=False),
    plain("what", String(MOST), nullable=False),
    plain("rows", Integer, nullable=False, server_default=text("0")),
    plain("undoes", Integer, ForeignKey("operation.id")),
    sqlite_autoincrement=True,
)

person = Table(
    "person",
    metadata,
    personal("id", Integer, primary_key=True),
    personal("name", String(MOST), nullable=False),
    personal("organisation", String(MOST), nullable=False, server_default=""),
    personal("municipality", String(MOST), nullable=False, server_default=""),
    personal("email", String(MOST), nullable=False, server_default="", index=True),
    personal("phone", String(MOST), nullable=False, server_default=""),
    personal("language", String(MOST), nullable=False, server_default=""),
    personal("protected", Boolean, nullable=False, server_default=text("false")),
    personal("restricted", Boolean, nullable=False, server_default=text("false")),
    _version(),
    _origin(),
    sqlite_autoincrement=True,
)

mandate = Table(
    "mandate",
    metadata,
    _id(),
    personal("person", Integer, ForeignKey("person.id"), nullable=False, index=True),
    personal("role", String(MOST), nullable=False, index=True),
    personal("first_day", Date),
    personal("last_day", Date),
    personal("public", Boolean, nullable=False, server_default=text("false")),
    personal("party", String(MOST), nullable=False, server_default=""),
    _version(),
    _origin(),
    CheckConstraint("party = '' OR public", name="party_on_public_mandate"),
    CheckConstraint("first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name="days"),
    sqlite_autoincrement=True,
)

participation = Table(
    "participation",
    metadata,
    _id(),
    plain("event", String(MOST), nullable=False),
    plain("role", String(MOST), nullable=False),
    plain("municipality", String(MOST), nullable=False, server_default=""),
    plain("kind", String(20), nullable=False, server_default=Kind.PERSON),
    personal("person", Integer, ForeignKey("person.id")),
    plain("number", Integer, nullable=False, server_default=text("1")),
    plain("answer", String(20), nullable=False, server_default=Answer.NONE),
    plain("attendance", String(20), nullable=False, server_default=Attendance.UNKNOWN),
    plain("walk_in", Boolean, nullable=False, server_default=text("false")),
    personal("substitute_for", Integer, ForeignKey("person.id"), index=True),
    personal("told", Date),
    personal("told_how", String(MOST), nullable=False, server_default=""),
    _version(),
    _origin(),
    _words("kind", Kind),
    _words("answer", Answer),
    _words("attendance", Attendance),
    CheckConstraint("(kind = 'person') = (person IS NOT NULL)", name="person"),
    CheckConstraint("number >= 0 AND (person IS NULL OR number = 1)", name="number"),
    CheckConstraint("substitute_for IS NULL OR substitute_for <> person", name="substitute"),
    sqlite_autoincrement=True,
)
_NAMED, _UNNAMED = text("person IS NOT NULL"), text("person IS NULL")
Index(
    "uq_participation_person",
    participation.c.person,
    participation.c.event,
    unique=True,
    sqlite_where=_NAMED,
    postgresql_where=_NAMED,
)
Index(
    "uq_participation_count",
    *(participation.c[name] for name in ("event", "role", "municipality", "kind", "answer", "attendance", "walk_in")),
    unique=True,
    sqlite_where=_UNNAMED,
    postgresql_where=_UNNAMED,
)
Index("ix_participation_event", participation.c.event, participation.c.role)

gender = Table(
    "gender",
    metadata,
    _id(),
    plain("event", String(MOST), nullable=False),
    plain("role", String(MOST), nullable=False),
    plain("women", Integer, nullable=False),
    plain("men", Integer, nullable=False),
    _version(),
    _origin(),
    UniqueConstraint("event", "role"),
    CheckConstraint("women >= 0 AND men >= 0", name="number"),
    sqlite_autoincrement=True,
)

diet = Table(
    "diet",
    metadata,
    _id(),
    plain("event", String(MOST), nullable=False),
    plain("diet", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    _version(),
    _origin(),
    UniqueConstraint("event", "diet"),
    CheckConstraint("number >= 0", name="number"),
    sqlite_autoincrement=True,
)

# What a change needs to be taken back: a row as it was. `person` and `other` say whom it is about, for erasure.
history = Table(
    "history",
    metadata,
    _id(),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False, index=True),
    plain("of_table", String(40), nullable=False),
    plain("of_row", Integer, nullable=False),
    plain("version_after", Integer),
    personal("before", Text, nullable=False),
    personal("person", Integer, index=True),
    personal("other", Integer, index=True),
    sqlite_autoincrement=True,
)

backup = Table(
    "backup",
    metadata,
    _id(),
    plain("at", Moment, nullable=False),
    plain("place", Text, nullable=False),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False),
    sqlite_autoincrement=True,
)

# What retention and erasure have removed: the class, how many, by which decision; never whom.
disposal = Table(
    "disposal",
    metadata,
    _id(),
    plain("at", Moment, nullable=False),
    plain("kind", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    plain("decision", String(MOST), nullable=False),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False),
    sqlite_autoincrement=True,
)
