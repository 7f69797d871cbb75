"""Consultations: who was asked, replies with their texts and comments, answers, letters; and the index of words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0018"
down_revision = "0016"

INDEX = """CREATE VIRTUAL TABLE consultation_search USING fts5(terms, content='consultation_text', content_rowid='id',
detail='none', columnsize=0, tokenize="unicode61 remove_diacritics 0 tokenchars '='")"""


def upgrade() -> None:
    """Make the tables, and the index of what texts are found by."""
    _asked()
    _replied()
    _answered()
    _indexed()


def _terms() -> sa.Text:
    return sa.Text().with_variant(ARRAY(sa.Text()), "postgresql")


def _indexed() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.create_index(
            "ix_consultation_text_terms", "consultation_text", ["terms"], unique=False, postgresql_using="gin"
        )
        return
    connection.exec_driver_sql(INDEX)


def _asked() -> None:
    op.create_table(
        "consultation_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_consultation_series_last")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_series_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_series")),
        sa.UniqueConstraint("consultation", "what", name=op.f("uq_consultation_series_consultation_what")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_series_operation"), "consultation_series", ["operation"], unique=False)
    op.create_table(
        "consultation_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=200), server_default="", nullable=False),
        sa.Column("legal_group", sa.String(length=200), server_default="", nullable=False),
        sa.Column("municipality", sa.String(length=200), server_default="", nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("unsolicited", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("person_number", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_consultation_body_number")),
        sa.CheckConstraint(
            "person_number IS NULL OR person_number >= 1", name=op.f("ck_consultation_body_person_number")
        ),
        sa.ForeignKeyConstraint(["contact"], ["person.id"], name=op.f("fk_consultation_body_contact")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_body_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_body")),
        sa.UniqueConstraint("consultation", "number", name=op.f("uq_consultation_body_consultation_number")),
        sa.UniqueConstraint(
            "consultation", "person_number", name=op.f("uq_consultation_body_consultation_person_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_body_contact"), "consultation_body", ["contact"], unique=False)
    op.create_index(op.f("ix_consultation_body_operation"), "consultation_body", ["operation"], unique=False)
    op.create_table(
        "consultation_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("granted", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["consultation_body.id"], name=op.f("fk_consultation_extension_body")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_extension_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_extension")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_extension_body"), "consultation_extension", ["body"], unique=False)
    op.create_index(op.f("ix_consultation_extension_operation"), "consultation_extension", ["operation"], unique=False)
    op.create_table(
        "consultation_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=200), server_default="", nullable=False),
        sa.Column("message", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("what IN ('asked', 'reminded', 'declined')", name=op.f("ck_consultation_notice_what")),
        sa.ForeignKeyConstraint(["body"], ["consultation_body.id"], name=op.f("fk_consultation_notice_body")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_notice_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_notice")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_notice_body"), "consultation_notice", ["body"], unique=False)
    op.create_index(op.f("ix_consultation_notice_operation"), "consultation_notice", ["operation"], unique=False)


def _replied() -> None:
    op.create_table(
        "consultation_public_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_public_word_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_public_word")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_consultation_public_word_consultation"), "consultation_public_word", ["consultation"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_public_word_operation"), "consultation_public_word", ["operation"], unique=False
    )
    op.create_table(
        "consultation_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("authored", sa.Date(), nullable=True),
        sa.Column("arrived", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=200), server_default="", nullable=False),
        sa.Column("level", sa.String(length=20), server_default="unknown", nullable=False),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("text_version", sa.String(length=200), server_default="", nullable=False),
        sa.Column("stance", sa.String(length=200), server_default="", nullable=False),
        sa.Column("dnr", sa.String(length=200), server_default="", nullable=False),
        sa.Column("their_dnr", sa.String(length=200), server_default="", nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("heard_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("all_split", sa.DateTime(timezone=True), nullable=True),
        sa.Column("all_split_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("assigned", sa.String(length=200), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IN ('board', 'committee', 'official', 'unknown')", name=op.f("ck_consultation_reply_level")
        ),
        sa.CheckConstraint("NOT replaces OR follows IS NOT NULL", name=op.f("ck_consultation_reply_replaces")),
        sa.CheckConstraint("follows IS NULL OR follows <> id", name=op.f("ck_consultation_reply_follows")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_consultation_reply_number")),
        sa.ForeignKeyConstraint(["follows"], ["consultation_reply.id"], name=op.f("fk_consultation_reply_follows")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_reply_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_reply")),
        sa.UniqueConstraint("consultation", "number", name=op.f("uq_consultation_reply_consultation_number")),
        sa.UniqueConstraint("consultation", "source", name=op.f("uq_consultation_reply_consultation_source")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_reply_dnr"), "consultation_reply", ["dnr"], unique=False)
    op.create_index(op.f("ix_consultation_reply_follows"), "consultation_reply", ["follows"], unique=False)
    op.create_index(op.f("ix_consultation_reply_operation"), "consultation_reply", ["operation"], unique=False)
    op.create_index(op.f("ix_consultation_reply_source"), "consultation_reply", ["source"], unique=False)
    op.create_table(
        "consultation_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=200), server_default="", nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("folder", sa.Integer(), nullable=True),
        sa.Column("diary", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_consultation_file_ordinal")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_consultation_file_size")),
        sa.ForeignKeyConstraint(["folder"], ["folder.id"], name=op.f("fk_consultation_file_folder")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_file_operation")),
        sa.ForeignKeyConstraint(["reply"], ["consultation_reply.id"], name=op.f("fk_consultation_file_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_file")),
        sa.UniqueConstraint("reply", "ordinal", name=op.f("uq_consultation_file_reply_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_file_operation"), "consultation_file", ["operation"], unique=False)
    op.create_index(op.f("ix_consultation_file_sha256"), "consultation_file", ["sha256"], unique=False)
    op.create_table(
        "consultation_reply_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["consultation_body.id"], name=op.f("fk_consultation_reply_body_body")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_reply_body_operation")),
        sa.ForeignKeyConstraint(["reply"], ["consultation_reply.id"], name=op.f("fk_consultation_reply_body_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_reply_body")),
        sa.UniqueConstraint("reply", "body", name=op.f("uq_consultation_reply_body_reply_body")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_reply_body_body"), "consultation_reply_body", ["body"], unique=False)
    op.create_index(
        op.f("ix_consultation_reply_body_operation"), "consultation_reply_body", ["operation"], unique=False
    )
    op.create_table(
        "consultation_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("of_file", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("terms", _terms(), nullable=False),
        sa.Column("account", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_consultation_text_ordinal")),
        sa.ForeignKeyConstraint(["of_file"], ["consultation_file.id"], name=op.f("fk_consultation_text_of_file")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_text_operation")),
        sa.ForeignKeyConstraint(["reply"], ["consultation_reply.id"], name=op.f("fk_consultation_text_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_text")),
        sa.UniqueConstraint("reply", "ordinal", name=op.f("uq_consultation_text_reply_ordinal")),
        info={"word_index": "consultation_search"},
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_text_of_file"), "consultation_text", ["of_file"], unique=False)
    op.create_index(op.f("ix_consultation_text_operation"), "consultation_text", ["operation"], unique=False)
    op.create_table(
        "consultation_mask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of_text", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("start >= 0 AND start < stop", name=op.f("ck_consultation_mask_span")),
        sa.ForeignKeyConstraint(["of_text"], ["consultation_text.id"], name=op.f("fk_consultation_mask_of_text")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_mask_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_mask")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_mask_of_text"), "consultation_mask", ["of_text"], unique=False)
    op.create_index(op.f("ix_consultation_mask_operation"), "consultation_mask", ["operation"], unique=False)


def _answered() -> None:
    op.create_table(
        "consultation_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_group_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_group")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_group_consultation"), "consultation_group", ["consultation"], unique=False)
    op.create_index(op.f("ix_consultation_group_operation"), "consultation_group", ["operation"], unique=False)
    op.create_table(
        "consultation_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(length=200), nullable=False),
        sa.Column("ident", sa.String(length=200), nullable=False),
        sa.Column("current", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("current >= 1", name=op.f("ck_consultation_reason_current")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_reason_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_reason")),
        sa.UniqueConstraint("consultation", "ident", name=op.f("uq_consultation_reason_consultation_ident")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_reason_operation"), "consultation_reason", ["operation"], unique=False)
    op.create_table(
        "consultation_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=20), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("folder", sa.Integer(), nullable=True),
        sa.Column("sent", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=200), server_default="", nullable=False),
        sa.Column("message", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_consultation_letter_ordinal")),
        sa.ForeignKeyConstraint(["corrects"], ["consultation_letter.id"], name=op.f("fk_consultation_letter_corrects")),
        sa.ForeignKeyConstraint(["folder"], ["folder.id"], name=op.f("fk_consultation_letter_folder")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_letter_operation")),
        sa.ForeignKeyConstraint(["reply"], ["consultation_reply.id"], name=op.f("fk_consultation_letter_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_letter")),
        sa.UniqueConstraint("reply", "ordinal", name=op.f("uq_consultation_letter_reply_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_letter_corrects"), "consultation_letter", ["corrects"], unique=False)
    op.create_index(op.f("ix_consultation_letter_operation"), "consultation_letter", ["operation"], unique=False)
    op.create_table(
        "consultation_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_consultation_wording_ordinal")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_wording_operation")),
        sa.ForeignKeyConstraint(["reason"], ["consultation_reason.id"], name=op.f("fk_consultation_wording_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_wording")),
        sa.UniqueConstraint("reason", "ordinal", name=op.f("uq_consultation_wording_reason_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_wording_operation"), "consultation_wording", ["operation"], unique=False)
    op.create_table(
        "consultation_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("of_text", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("proposal", sa.Text(), server_default="", nullable=False),
        sa.Column("chapter", sa.String(length=200), server_default="", nullable=False),
        sa.Column("paragraph", sa.String(length=200), server_default="", nullable=False),
        sa.Column("page", sa.String(length=200), server_default="", nullable=False),
        sa.Column("question", sa.String(length=200), server_default="", nullable=False),
        sa.Column("theme", sa.String(length=200), server_default="", nullable=False),
        sa.Column("stance", sa.String(length=200), server_default="", nullable=False),
        sa.Column("asks", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("of_group", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=20), server_default="registered", nullable=False),
        sa.Column("current", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("assigned", sa.String(length=200), server_default="", nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step IN ('registered', 'themed', 'drafted', 'checked', 'approved', 'reopened')",
            name=op.f("ck_consultation_comment_step"),
        ),
        sa.CheckConstraint(
            "(of_text IS NULL AND start IS NULL AND stop IS NULL) OR "
            "(of_text IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL AND start >= 0 AND start < stop)",
            name=op.f("ck_consultation_comment_span"),
        ),
        sa.CheckConstraint("current >= 0", name=op.f("ck_consultation_comment_current")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_consultation_comment_number")),
        sa.ForeignKeyConstraint(["of_group"], ["consultation_group.id"], name=op.f("fk_consultation_comment_of_group")),
        sa.ForeignKeyConstraint(["of_text"], ["consultation_text.id"], name=op.f("fk_consultation_comment_of_text")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_comment_operation")),
        sa.ForeignKeyConstraint(["reply"], ["consultation_reply.id"], name=op.f("fk_consultation_comment_reply")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_comment")),
        sa.UniqueConstraint("reply", "number", name=op.f("uq_consultation_comment_reply_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_comment_of_group"), "consultation_comment", ["of_group"], unique=False)
    op.create_index(op.f("ix_consultation_comment_of_text"), "consultation_comment", ["of_text"], unique=False)
    op.create_index(op.f("ix_consultation_comment_operation"), "consultation_comment", ["operation"], unique=False)
    op.create_index(op.f("ix_consultation_comment_paragraph"), "consultation_comment", ["paragraph"], unique=False)
    op.create_index(op.f("ix_consultation_comment_theme"), "consultation_comment", ["theme"], unique=False)
    op.create_table(
        "consultation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("wording", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_consultation_answer_ordinal")),
        sa.ForeignKeyConstraint(["comment"], ["consultation_comment.id"], name=op.f("fk_consultation_answer_comment")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_answer_operation")),
        sa.ForeignKeyConstraint(["wording"], ["consultation_wording.id"], name=op.f("fk_consultation_answer_wording")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_answer")),
        sa.UniqueConstraint("comment", "ordinal", name=op.f("uq_consultation_answer_comment_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_answer_operation"), "consultation_answer", ["operation"], unique=False)
    op.create_index(op.f("ix_consultation_answer_wording"), "consultation_answer", ["wording"], unique=False)
    op.create_table(
        "consultation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.String(length=200), nullable=False),
        sa.Column("text_version", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answer"], ["consultation_answer.id"], name=op.f("fk_consultation_change_answer")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_change_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_change")),
        sa.UniqueConstraint(
            "answer", "paragraph", "text_version", name=op.f("uq_consultation_change_answer_paragraph_text_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_change_operation"), "consultation_change", ["operation"], unique=False)
    op.create_index(op.f("ix_consultation_change_paragraph"), "consultation_change", ["paragraph"], unique=False)
    op.create_table(
        "consultation_letter_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer"], ["consultation_answer.id"], name=op.f("fk_consultation_letter_answer_answer")
        ),
        sa.ForeignKeyConstraint(
            ["letter"], ["consultation_letter.id"], name=op.f("fk_consultation_letter_answer_letter")
        ),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_letter_answer_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_letter_answer")),
        sa.UniqueConstraint("letter", "answer", name=op.f("uq_consultation_letter_answer_letter_answer")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_consultation_letter_answer_answer"), "consultation_letter_answer", ["answer"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_letter_answer_operation"), "consultation_letter_answer", ["operation"], unique=False
    )
    op.create_table(
        "consultation_settling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_body", sa.String(length=200), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("what IN ('checked', 'approved', 'reopened')", name=op.f("ck_consultation_settling_what")),
        sa.ForeignKeyConstraint(["answer"], ["consultation_answer.id"], name=op.f("fk_consultation_settling_answer")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_consultation_settling_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_settling")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultation_settling_answer"), "consultation_settling", ["answer"], unique=False)
    op.create_index(op.f("ix_consultation_settling_operation"), "consultation_settling", ["operation"], unique=False)
