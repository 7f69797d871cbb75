"""How columns are declared: each says whether it holds something of a person, and none can be declared without."""

import datetime as dt
from typing import Any

from sqlalchemy import ARRAY, Column, DateTime, ForeignKey, Integer, MetaData, Text, TypeDecorator, text

MOST = 200  # characters in a text of one line
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcMoment(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC; SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        """Give what its values are."""
        return dt.datetime

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


class Terms(TypeDecorator[list[str]]):
    """What a text is found by, a list of words without blanks: an array in PostgreSQL, words in a text in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        """Give the type of the database."""
        return dialect.type_descriptor(ARRAY(Text()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: list[str] | None, dialect: Any) -> Any:
        """Give the terms as the database takes them."""
        return value if value is None or dialect.name == "postgresql" else " ".join(value)

    def process_result_value(self, value: Any, dialect: Any) -> list[str] | None:
        """Give the terms as a list."""
        found: list[str] | None = value if value is None or dialect.name == "postgresql" else value.split()
        return found


def personal(name: str, kind: Any, *more: Any, **options: Any) -> Column[Any]:
    """Give a column that says something of one person, or leads to one."""
    return Column(name, kind, *more, info={"personal": True}, **options)


def free_text(name: str, *more: Any, **options: Any) -> Column[Any]:
    """Give a column of somebody's own words, in which anybody may be named: blanked where an erased person is."""
    return Column(name, Text, *more, info={"personal": True, "free_text": True}, **options)


def plain(name: str, kind: Any, *more: Any, **options: Any) -> Column[Any]:
    """Give a column that says nothing of a person."""
    return Column(name, kind, *more, info={"personal": False}, **options)


def id_() -> Column[Any]:
    """Give the number of a row."""
    return plain("id", Integer, primary_key=True)


def version_() -> Column[Any]:
    """Count the changes of a row, so that nobody writes over what they have not seen."""
    return plain("version", Integer, nullable=False, server_default=text("1"))


def origin_() -> Column[Any]:
    """Say which operation made the row, so that it is known from where it came, and can be taken back."""
    return plain("operation", Integer, ForeignKey("operation.id"), nullable=False, index=True)
