"""The register's tables: the roles that persons hold, and their part in events."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from rusctl.database.columns import MOST, id_, metadata, origin_, personal, plain, version_
from rusctl.model.people import Answer, Attendance, Kind

_MOMENT = 40  # characters of a moment as ISO 8601 writes it


def _words(column: str, words: type[Answer | Attendance | Kind]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


mandate = Table(
    "mandate",
    metadata,
    id_(),
    personal("person", Integer, ForeignKey("person.id"), nullable=False, index=True),
    personal("role", String(MOST), nullable=False, index=True),
    personal("first_day", Date),
    personal("last_day", Date),
    personal("public", Boolean, nullable=False, server_default=text("false")),
    personal("party", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    CheckConstraint("party = '' OR public", name="party_on_public_mandate"),
    CheckConstraint("first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name="days"),
    sqlite_autoincrement=True,
)

participation = Table(
    "participation",
    metadata,
    id_(),
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
    version_(),
    origin_(),
    # whom they came for then, however the person's own row reads today
    personal("organisation", String(MOST), nullable=False, server_default=""),
    # since when they wait for a place (ISO 8601), and the day on which one was offered
    personal("waiting", String(_MOMENT), nullable=False, server_default=""),
    personal("offered", Date),
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
    id_(),
    plain("event", String(MOST), nullable=False),
    plain("role", String(MOST), nullable=False),
    plain("women", Integer, nullable=False),
    plain("men", Integer, nullable=False),
    version_(),
    origin_(),
    UniqueConstraint("event", "role"),
    CheckConstraint("women >= 0 AND men >= 0", name="number"),
    sqlite_autoincrement=True,
)

diet = Table(
    "diet",
    metadata,
    id_(),
    plain("event", String(MOST), nullable=False),
    plain("diet", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    version_(),
    origin_(),
    UniqueConstraint("event", "diet"),
    CheckConstraint("number >= 0", name="number"),
    sqlite_autoincrement=True,
)

# Who has objected to the use of their data (article 21 of the GDPR), and what was decided; until then it is restricted.
objection = Table(
    "objection",
    metadata,
    id_(),
    personal("person", Integer, ForeignKey("person.id"), nullable=False, index=True),
    personal("received", Date, nullable=False),
    personal("decided", Date),
    personal("decision", String(MOST), nullable=False, server_default=""),
    personal("upheld", Boolean, nullable=False, server_default=text("false")),
    personal("restricted_before", Boolean, nullable=False, server_default=text("false")),
    version_(),
    origin_(),
    sqlite_autoincrement=True,
)

TABLES = (mandate, participation, gender, diet, objection)
