"""The tables of consultations: who was asked, what they replied, its comments, and what each was answered.

A consultation itself is text (config/consultations.toml); `consultation` is its id there. Kinds, stances, dispositions,
channels and themes are the folder's own words or those that rusctl ships: ids, that no table lists.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

from rusctl.database import word_index
from rusctl.database.columns import MOST, Terms, UtcMoment, free_text, id_, metadata, origin_, personal, plain, version_
from rusctl.model.consultation import BodyNotice, CommentStep, DecisionLevel, Settling

_SHA256 = 64  # hexadecimal digits


def _enum(column: str, words: type[BodyNotice | CommentStep | DecisionLevel | Settling]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _noted_by() -> Column[Any]:
    return personal("noted_by", String(MOST), nullable=False, server_default="")


# The numbers of a consultation's bodies, replies and private persons, and of each reply's comments: the last that was
# given. It only goes up.
series = Table(
    "consultation_series",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False),
    plain("what", String(20), nullable=False),  # body, reply, person, comment 17
    plain("last", Integer, nullable=False, server_default=text("0")),
    origin_(),
    UniqueConstraint("consultation", "what"),
    CheckConstraint("last >= 0", name="last"),
    sqlite_autoincrement=True,
)

# One that is asked, or that replied unasked; its contact is a row of `person`. `person_number` is that of "Privatperson
# 14", the same in all that is published.
body = Table(
    "consultation_body",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    free_text("name", nullable=False),
    plain("kind", String(MOST), nullable=False, server_default=""),
    plain("legal_group", String(MOST), nullable=False, server_default=""),
    plain("municipality", String(MOST), nullable=False, server_default=""),
    personal("contact", Integer, ForeignKey("person.id"), index=True),
    plain("unsolicited", Boolean, nullable=False, server_default=text("false")),
    plain("person_number", Integer),  # of private persons alone
    plain("at", UtcMoment, nullable=False),
    free_text("note", nullable=False, server_default=""),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("consultation", "number"),
    UniqueConstraint("consultation", "person_number"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("person_number IS NULL OR person_number >= 1", name="person_number"),
    sqlite_autoincrement=True,
)

# What was said to a body or by it, on which day: asked, reminded, declined. `message` is the number of mail's message
# that bore it, which mail may have removed since.
notice = Table(
    "consultation_notice",
    metadata,
    id_(),
    plain("body", Integer, ForeignKey("consultation_body.id"), nullable=False, index=True),
    plain("what", String(20), nullable=False),
    plain("day", Date, nullable=False),
    plain("channel", String(MOST), nullable=False, server_default=""),
    plain("message", Integer),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    _enum("what", BodyNotice),
    sqlite_autoincrement=True,
)

# A later last day for one body; the newest is the one that holds.
extension = Table(
    "consultation_extension",
    metadata,
    id_(),
    plain("body", Integer, ForeignKey("consultation_body.id"), nullable=False, index=True),
    plain("until", Date, nullable=False),  # to the end of that day
    free_text("reason", nullable=False, server_default=""),
    plain("granted", Date, nullable=False),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    sqlite_autoincrement=True,
)

# A reply. `arrived` is the day that the registrar states, `heard_by` and `heard` are of what was said and not written,
# `source` is the digest of what it was read from, so that reading it again adds nothing.
reply = Table(
    "consultation_reply",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    plain("authored", Date),
    plain("arrived", Date),
    plain("channel", String(MOST), nullable=False, server_default=""),
    plain("level", String(20), nullable=False, server_default=DecisionLevel.UNKNOWN),
    plain("decided", Date),
    plain("text_version", String(MOST), nullable=False, server_default=""),  # of the text that is replied to
    plain("stance", String(MOST), nullable=False, server_default=""),
    plain("dnr", String(MOST), nullable=False, server_default="", index=True),
    plain("their_dnr", String(MOST), nullable=False, server_default=""),
    plain("follows", Integer, ForeignKey("consultation_reply.id"), index=True),
    plain("replaces", Boolean, nullable=False, server_default=text("false")),  # what it follows; else it adds to it
    personal("heard_by", String(MOST), nullable=False, server_default=""),
    plain("heard", UtcMoment),
    plain("published", Boolean, nullable=False, server_default=text("false")),
    free_text("ground", nullable=False, server_default=""),  # on which it may be published
    plain("all_split", UtcMoment),  # when somebody said that no more comments are in it
    personal("all_split_by", String(MOST), nullable=False, server_default=""),
    personal("assigned", String(MOST), nullable=False, server_default=""),
    free_text("note", nullable=False, server_default=""),
    plain("source", String(_SHA256), index=True),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("consultation", "number"),
    UniqueConstraint("consultation", "source"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("follows IS NULL OR follows <> id", name="follows"),
    CheckConstraint("NOT replaces OR follows IS NOT NULL", name="replaces"),
    _enum("level", DecisionLevel),
    sqlite_autoincrement=True,
)

reply_body = Table(
    "consultation_reply_body",
    metadata,
    id_(),
    plain("reply", Integer, ForeignKey("consultation_reply.id"), nullable=False),
    plain("body", Integer, ForeignKey("consultation_body.id"), nullable=False, index=True),
    version_(),
    origin_(),
    UniqueConstraint("reply", "body"),
    sqlite_autoincrement=True,
)

# A file of a reply. `path` is where it lies below register/ in the folder of `folder`; `diary` points into the region's
# own diary, where the file is kept there alone.
reply_file = Table(
    "consultation_file",
    metadata,
    id_(),
    plain("reply", Integer, ForeignKey("consultation_reply.id"), nullable=False),
    plain("ordinal", Integer, nullable=False),
    free_text("name", nullable=False),
    plain("size", Integer, nullable=False),  # bytes
    plain("sha256", String(_SHA256), nullable=False, index=True),
    plain("media_type", String(MOST), nullable=False, server_default=""),
    plain("path", Text, nullable=False, server_default=""),
    plain("folder", Integer, ForeignKey("folder.id")),
    plain("diary", String(MOST), nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    version_(),
    origin_(),
    UniqueConstraint("reply", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    CheckConstraint("size >= 0", name="size"),
    sqlite_autoincrement=True,
)

# A reply's text as it was read, of one file or none, with its account: what was found and what was not taken in, by
# kind and number, as JSON. Spans of comments are of one of these rows, which never changes but by erasure.
reply_text = Table(
    "consultation_text",
    metadata,
    id_(),
    plain("reply", Integer, ForeignKey("consultation_reply.id"), nullable=False),
    plain("of_file", Integer, ForeignKey("consultation_file.id"), index=True),
    plain("ordinal", Integer, nullable=False),
    free_text("text", nullable=False),
    personal("terms", Terms, nullable=False),
    plain("account", Text, nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("reply", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    info={word_index.INDEX: "consultation_search"},  # in SQLite; its rows are numbered as those of the table
    sqlite_autoincrement=True,
)
Index("ix_consultation_text_terms", reply_text.c.terms, postgresql_using="gin").ddl_if(dialect="postgresql")

for _when, _statement in (
    ("after_create", word_index.ddl(reply_text)),
    ("before_drop", "DROP TABLE IF EXISTS consultation_search"),
):
    _ddl: Any = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(reply_text, _when, _ddl.execute_if(dialect="sqlite"))

# What is masked in a text before it is published, and on which ground.
mask = Table(
    "consultation_mask",
    metadata,
    id_(),
    plain("of_text", Integer, ForeignKey("consultation_text.id"), nullable=False, index=True),
    plain("start", Integer, nullable=False),  # characters of the text, counted from 0
    plain("stop", Integer, nullable=False),  # the first that is not in it
    free_text("ground", nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    sqlite_autoincrement=True,
)

# A word that was removed and that may stand in what is published all the same, since it is public: who said so.
public_word = Table(
    "consultation_public_word",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False, index=True),
    free_text("word", nullable=False),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    sqlite_autoincrement=True,
)

# Like comments, handled together; each keeps its own answer and its own letter. `difference` says why they are answered
# differently, where they are.
group = Table(
    "consultation_group",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False, index=True),
    free_text("name", nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    free_text("difference", nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# One point of a reply, `17.4` of its reply's number and its own: a span of a text, or of the whole reply.
comment = Table(
    "consultation_comment",
    metadata,
    id_(),
    plain("reply", Integer, ForeignKey("consultation_reply.id"), nullable=False),
    plain("number", Integer, nullable=False),
    plain("of_text", Integer, ForeignKey("consultation_text.id"), index=True),
    plain("start", Integer),
    plain("stop", Integer),
    free_text("quote", nullable=False, server_default=""),
    free_text("summary", nullable=False, server_default=""),
    free_text("proposal", nullable=False, server_default=""),
    plain("chapter", String(MOST), nullable=False, server_default=""),
    plain("paragraph", String(MOST), nullable=False, server_default="", index=True),
    plain("page", String(MOST), nullable=False, server_default=""),
    plain("question", String(MOST), nullable=False, server_default=""),
    plain("theme", String(MOST), nullable=False, server_default="", index=True),
    plain("stance", String(MOST), nullable=False, server_default=""),
    plain("asks", Boolean, nullable=False, server_default=text("false")),  # for something to be done
    plain("of_group", Integer, ForeignKey("consultation_group.id"), index=True),
    plain("step", String(20), nullable=False, server_default=CommentStep.REGISTERED),
    plain("current", Integer, nullable=False, server_default=text("0")),  # the ordinal of the answer that is valid
    personal("assigned", String(MOST), nullable=False, server_default=""),
    plain("due", Date),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("reply", "number"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("current >= 0", name="current"),
    CheckConstraint(
        "(of_text IS NULL AND start IS NULL AND stop IS NULL) OR "
        "(of_text IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL AND start >= 0 AND start < stop)",
        name="span",
    ),
    _enum("step", CommentStep),
    sqlite_autoincrement=True,
)

# A reason that many answers use; each of its wordings is a row of its own, and an answer names the one it used.
reason = Table(
    "consultation_reason",
    metadata,
    id_(),
    plain("consultation", String(MOST), nullable=False),
    plain("ident", String(MOST), nullable=False),
    plain("current", Integer, nullable=False, server_default=text("1")),  # the ordinal of the wording that is valid
    version_(),
    origin_(),
    UniqueConstraint("consultation", "ident"),
    CheckConstraint("current >= 1", name="current"),
    sqlite_autoincrement=True,
)

wording = Table(
    "consultation_wording",
    metadata,
    id_(),
    plain("reason", Integer, ForeignKey("consultation_reason.id"), nullable=False),
    plain("ordinal", Integer, nullable=False),
    free_text("text", nullable=False),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("reason", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    sqlite_autoincrement=True,
)

# One version of the answer to a comment; `comment.current` says which is valid.
answer = Table(
    "consultation_answer",
    metadata,
    id_(),
    plain("comment", Integer, ForeignKey("consultation_comment.id"), nullable=False),
    plain("ordinal", Integer, nullable=False),
    plain("disposition", String(MOST), nullable=False, server_default=""),
    free_text("reason", nullable=False, server_default=""),
    plain("wording", Integer, ForeignKey("consultation_wording.id"), index=True),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("comment", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    sqlite_autoincrement=True,
)

# A change in the strategy's text that an answer led to, by its paragraph and the version in which it is.
answer_change = Table(
    "consultation_change",
    metadata,
    id_(),
    plain("answer", Integer, ForeignKey("consultation_answer.id"), nullable=False),
    plain("paragraph", String(MOST), nullable=False, index=True),
    plain("text_version", String(MOST), nullable=False, server_default=""),
    version_(),
    origin_(),
    UniqueConstraint("answer", "paragraph", "text_version"),
    sqlite_autoincrement=True,
)

# That an answer was checked, approved or opened again: by which body of the region's, and on which day.
settling = Table(
    "consultation_settling",
    metadata,
    id_(),
    plain("answer", Integer, ForeignKey("consultation_answer.id"), nullable=False, index=True),
    plain("what", String(20), nullable=False),
    plain("day", Date, nullable=False),
    plain("by_body", String(MOST), nullable=False, server_default=""),
    free_text("note", nullable=False, server_default=""),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    _enum("what", Settling),
    sqlite_autoincrement=True,
)

# A letter to the respondent of a reply; a correction is a new one. `message` is the number of mail's message.
letter = Table(
    "consultation_letter",
    metadata,
    id_(),
    plain("reply", Integer, ForeignKey("consultation_reply.id"), nullable=False),
    plain("ordinal", Integer, nullable=False),
    plain("corrects", Integer, ForeignKey("consultation_letter.id"), index=True),
    plain("language", String(20), nullable=False, server_default=""),
    free_text("name", nullable=False, server_default=""),  # of the file
    plain("sha256", String(_SHA256), nullable=False, server_default=""),
    plain("path", Text, nullable=False, server_default=""),
    plain("folder", Integer, ForeignKey("folder.id")),
    plain("sent", Date),
    plain("channel", String(MOST), nullable=False, server_default=""),
    plain("message", Integer),
    plain("at", UtcMoment, nullable=False),
    _noted_by(),
    version_(),
    origin_(),
    UniqueConstraint("reply", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    sqlite_autoincrement=True,
)

letter_answer = Table(
    "consultation_letter_answer",
    metadata,
    id_(),
    plain("letter", Integer, ForeignKey("consultation_letter.id"), nullable=False),
    plain("answer", Integer, ForeignKey("consultation_answer.id"), nullable=False, index=True),
    version_(),
    origin_(),
    UniqueConstraint("letter", "answer"),
    sqlite_autoincrement=True,
)

TABLES = (
    series,
    body,
    notice,
    extension,
    reply,
    reply_body,
    reply_file,
    reply_text,
    mask,
    public_word,
    group,
    comment,
    reason,
    wording,
    answer,
    answer_change,
    settling,
    letter,
    letter_answer,
)
