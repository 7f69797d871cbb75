"""The tables of inputs: what was said, its versions, and what is made of it; and the index that it is searched by."""

from typing import Any

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    event,
    text,
)

from rusctl.database import word_index
from rusctl.database.columns import MOST, Terms, UtcMoment, free_text, id_, metadata, origin_, personal, plain, version_
from rusctl.model.inputs import Fate, Stance, Step


def _words(column: str, words: type[Fate | Stance | Step]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


# The numbers of an event's inputs: how each begins, and the last that was given. It only goes up.
series = Table(
    "input_series",
    metadata,
    id_(),
    plain("event", String(MOST), nullable=False, unique=True),
    plain("prefix", String(MOST), nullable=False, unique=True),
    plain("last", Integer, nullable=False, server_default=text("0")),
    origin_(),
    CheckConstraint("last >= 0", name="last"),
    sqlite_autoincrement=True,
)

# A form that was made, and the numbers that it has printed: those are used by what is read back from it alone.
form = Table(
    "input_form",
    metadata,
    id_(),
    plain("event", String(MOST), nullable=False, index=True),
    plain("first", Integer, nullable=False),
    plain("last", Integer, nullable=False),
    plain("at", UtcMoment, nullable=False),
    origin_(),
    CheckConstraint("first >= 1 AND last >= first", name="numbers"),
    sqlite_autoincrement=True,
)

inputs = Table(
    "input",
    metadata,
    id_(),
    plain("ident", String(MOST), nullable=False, unique=True),  # SALA-014
    plain("event", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    plain("question", String(MOST), nullable=False, server_default=""),
    free_text("at_table", nullable=False, server_default=""),
    plain("kind", String(MOST), nullable=False, server_default=""),
    plain("municipality", String(MOST), nullable=False, server_default=""),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    plain("noted", UtcMoment, nullable=False),
    plain("current", Integer, nullable=False, server_default=text("1")),  # the ordinal of the text that is valid
    version_(),
    origin_(),
    UniqueConstraint("event", "number"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("current >= 1", name="current"),
    sqlite_autoincrement=True,
)

input_role = Table(
    "input_role",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False),
    plain("role", String(MOST), nullable=False, index=True),
    version_(),
    origin_(),
    UniqueConstraint("input", "role"),
    sqlite_autoincrement=True,
)

input_text = Table(
    "input_text",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False),
    plain("ordinal", Integer, nullable=False, server_default=text("1")),
    free_text("text", nullable=False),
    personal("terms", Terms, nullable=False),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    UniqueConstraint("input", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    info={word_index.INDEX: "input_search"},  # in SQLite; its rows are numbered as those of the table
    sqlite_autoincrement=True,
)
Index("ix_input_text_terms", input_text.c.terms, postgresql_using="gin").ddl_if(dialect="postgresql")

for _when, _statement in (
    ("after_create", word_index.ddl(input_text)),
    ("before_drop", "DROP TABLE IF EXISTS input_search"),
):
    _ddl: Any = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(input_text, _when, _ddl.execute_if(dialect="sqlite"))

part = Table(
    "input_part",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False),
    plain("of_text", Integer, ForeignKey("input_text.id"), nullable=False, index=True),
    plain("ordinal", Integer, nullable=False),
    plain("start", Integer, nullable=False),  # characters of the text, counted from 0
    plain("stop", Integer, nullable=False),  # the first that is not in it
    version_(),
    origin_(),
    UniqueConstraint("input", "ordinal"),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    sqlite_autoincrement=True,
)

# A heading of the frame as it was worded when something was first put under it; a new wording is another row.
heading = Table(
    "input_heading",
    metadata,
    id_(),
    plain("kind", String(20), nullable=False),  # challenge, priority, equality, target
    plain("heading", String(MOST), nullable=False, index=True),  # its id in config/frame.toml
    plain("sv", String(MOST), nullable=False, server_default=""),
    plain("en", String(MOST), nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    origin_(),
    UniqueConstraint("kind", "heading", "sv", "en"),
    sqlite_autoincrement=True,
)

theme = Table(
    "input_theme",
    metadata,
    id_(),
    plain("ident", String(MOST), nullable=False, unique=True),
    plain("sv", String(MOST), nullable=False, server_default=""),
    plain("en", String(MOST), nullable=False, server_default=""),
    plain("heading", String(MOST), nullable=False, server_default=""),  # the id of the heading above; none: across
    plain("above", Integer, ForeignKey("input_theme.id"), index=True),
    plain("first_day", Date),
    plain("last_day", Date),
    plain("replaced_by", Integer, ForeignKey("input_theme.id"), index=True),
    version_(),
    origin_(),
    CheckConstraint("first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name="days"),
    sqlite_autoincrement=True,
)

# An input, or a part of it, under a heading or a theme.
tag = Table(
    "input_tag",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, index=True),
    plain("part", Integer, ForeignKey("input_part.id"), index=True),
    plain("heading", Integer, ForeignKey("input_heading.id"), index=True),
    plain("theme", Integer, ForeignKey("input_theme.id"), index=True),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    CheckConstraint("(heading IS NULL) <> (theme IS NULL)", name="one"),
    sqlite_autoincrement=True,
)
for _under in ("heading", "theme"):
    _whole = text(f"part IS NULL AND {_under} IS NOT NULL")
    _of_part = text(f"part IS NOT NULL AND {_under} IS NOT NULL")
    for _name, _of, _where in (("input", "input", _whole), ("part", "part", _of_part)):
        Index(
            f"uq_input_tag_{_name}_{_under}",
            tag.c[_of],
            tag.c[_under],
            unique=True,
            sqlite_where=_where,
            postgresql_where=_where,
        )

group = Table(
    "input_group",
    metadata,
    id_(),
    plain("name", String(MOST), nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    sqlite_autoincrement=True,
)

member = Table(
    "input_member",
    metadata,
    id_(),
    plain("of_group", Integer, ForeignKey("input_group.id"), nullable=False),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, index=True),
    version_(),
    origin_(),
    UniqueConstraint("of_group", "input"),
    sqlite_autoincrement=True,
)

stance = Table(
    "input_stance",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, index=True),
    plain("part", Integer, ForeignKey("input_part.id"), index=True),
    plain("stance", String(20), nullable=False),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    _words("stance", Stance),
    sqlite_autoincrement=True,
)

# What an analyst notes for the group that sorts; no export shows it.
note = Table(
    "input_note",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, index=True),
    free_text("text", nullable=False),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    sqlite_autoincrement=True,
)

# What became of an input, or of a part of it; `target` is the paragraph's or the commitment's id, or who has it now.
fate = Table(
    "input_fate",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, index=True),
    plain("part", Integer, ForeignKey("input_part.id"), index=True),
    plain("fate", String(20), nullable=False),
    plain("target", String(MOST), nullable=False, server_default="", index=True),
    plain("text_version", String(MOST), nullable=False, server_default=""),  # of the strategy's text
    free_text("reason", nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    personal("noted_by", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    _words("fate", Fate),
    sqlite_autoincrement=True,
)

# How far an input is sorted, and who has it. Its version counts each change of tags, parts, stance, notes and fate.
work = Table(
    "input_work",
    metadata,
    id_(),
    plain("input", Integer, ForeignKey("input.id"), nullable=False, unique=True),
    plain("step", String(20), nullable=False, server_default=Step.OPEN),
    personal("assigned", String(MOST), nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    version_(),
    origin_(),
    _words("step", Step),
    sqlite_autoincrement=True,
)

# A row of a list that waits until somebody has said what is to be done with what was found in it: which row of which
# file and why, and nothing of what stands in it. `digest` is of the file's bytes.
waiting = Table(
    "input_waiting",
    metadata,
    id_(),
    plain("event", String(MOST), nullable=False, index=True),
    plain("digest", String(64), nullable=False),
    plain("row", Integer, nullable=False),
    plain("why", String(MOST), nullable=False),
    plain("at", UtcMoment, nullable=False),
    version_(),
    origin_(),
    UniqueConstraint("event", "digest", "row"),
    sqlite_autoincrement=True,
)

TABLES = (
    series,
    form,
    inputs,
    input_role,
    input_text,
    part,
    heading,
    theme,
    tag,
    group,
    member,
    stance,
    note,
    fate,
    work,
    waiting,
)
