"""Inputs: what was said, its versions, and what is made of it; and what it is searched by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0013"
down_revision = "0012"

INDEX = """CREATE VIRTUAL TABLE input_search USING fts5(terms, content='input_text', content_rowid='id', detail='none',
columnsize=0, tokenize="unicode61 remove_diacritics 0 tokenchars '='")"""


def upgrade() -> None:
    """Make the tables, and the index of what texts are found by."""
    _given()
    _made_of_them()
    _indexed()


def _terms() -> sa.Text:
    return sa.Text().with_variant(ARRAY(sa.Text()), "postgresql")


def _indexed() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.create_index("ix_input_text_terms", "input_text", ["terms"], unique=False, postgresql_using="gin")
        return
    connection.exec_driver_sql(INDEX)


def _given() -> None:
    op.create_table(
        "input",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at_table", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=200), server_default="", nullable=False),
        sa.Column("municipality", sa.String(length=200), server_default="", nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("current >= 1", name=op.f("ck_input_current")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_input_number")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input")),
        sa.UniqueConstraint("event", "number", name=op.f("uq_input_event_number")),
        sa.UniqueConstraint("ident", name=op.f("uq_input_ident")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_operation"), "input", ["operation"], unique=False)
    op.create_table(
        "input_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("first >= 1 AND last >= first", name=op.f("ck_input_form_numbers")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_form_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_form")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_form_event"), "input_form", ["event"], unique=False)
    op.create_index(op.f("ix_input_form_operation"), "input_form", ["operation"], unique=False)
    op.create_table(
        "input_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=200), nullable=False),
        sa.Column("last", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_input_series_last")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_series_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_series")),
        sa.UniqueConstraint("event", name=op.f("uq_input_series_event")),
        sa.UniqueConstraint("prefix", name=op.f("uq_input_series_prefix")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_series_operation"), "input_series", ["operation"], unique=False)
    op.create_table(
        "input_waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_waiting_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_waiting")),
        sa.UniqueConstraint("event", "digest", "row", name=op.f("uq_input_waiting_event_digest_row")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_waiting_event"), "input_waiting", ["event"], unique=False)
    op.create_index(op.f("ix_input_waiting_operation"), "input_waiting", ["operation"], unique=False)
    op.create_table(
        "input_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_role_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_role_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_role")),
        sa.UniqueConstraint("input", "role", name=op.f("uq_input_role_input_role")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_role_operation"), "input_role", ["operation"], unique=False)
    op.create_index(op.f("ix_input_role_role"), "input_role", ["role"], unique=False)
    op.create_table(
        "input_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("terms", _terms(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_input_text_ordinal")),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_text_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_text_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_text")),
        sa.UniqueConstraint("input", "ordinal", name=op.f("uq_input_text_input_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_text_operation"), "input_text", ["operation"], unique=False)


def _made_of_them() -> None:
    op.create_table(
        "input_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_group_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_group")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_group_operation"), "input_group", ["operation"], unique=False)
    op.create_table(
        "input_heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("sv", sa.String(length=200), server_default="", nullable=False),
        sa.Column("en", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_heading_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_heading")),
        sa.UniqueConstraint("kind", "heading", "sv", "en", name=op.f("uq_input_heading_kind_heading_sv_en")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_heading_heading"), "input_heading", ["heading"], unique=False)
    op.create_index(op.f("ix_input_heading_operation"), "input_heading", ["operation"], unique=False)
    op.create_table(
        "input_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(length=200), nullable=False),
        sa.Column("sv", sa.String(length=200), server_default="", nullable=False),
        sa.Column("en", sa.String(length=200), server_default="", nullable=False),
        sa.Column("heading", sa.String(length=200), server_default="", nullable=False),
        sa.Column("above", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name=op.f("ck_input_theme_days")
        ),
        sa.ForeignKeyConstraint(["above"], ["input_theme.id"], name=op.f("fk_input_theme_above")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_theme_operation")),
        sa.ForeignKeyConstraint(["replaced_by"], ["input_theme.id"], name=op.f("fk_input_theme_replaced_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_theme")),
        sa.UniqueConstraint("ident", name=op.f("uq_input_theme_ident")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_theme_above"), "input_theme", ["above"], unique=False)
    op.create_index(op.f("ix_input_theme_operation"), "input_theme", ["operation"], unique=False)
    op.create_index(op.f("ix_input_theme_replaced_by"), "input_theme", ["replaced_by"], unique=False)
    op.create_table(
        "input_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of_group", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_member_input")),
        sa.ForeignKeyConstraint(["of_group"], ["input_group.id"], name=op.f("fk_input_member_of_group")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_member_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_member")),
        sa.UniqueConstraint("of_group", "input", name=op.f("uq_input_member_of_group_input")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_member_input"), "input_member", ["input"], unique=False)
    op.create_index(op.f("ix_input_member_operation"), "input_member", ["operation"], unique=False)
    op.create_table(
        "input_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_note_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_note_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_note_input"), "input_note", ["input"], unique=False)
    op.create_index(op.f("ix_input_note_operation"), "input_note", ["operation"], unique=False)
    op.create_table(
        "input_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), server_default="open", nullable=False),
        sa.Column("assigned", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("step IN ('open', 'later', 'done')", name=op.f("ck_input_work_step")),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_work_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_work_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_work")),
        sa.UniqueConstraint("input", name=op.f("uq_input_work_input")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_work_operation"), "input_work", ["operation"], unique=False)
    op.create_table(
        "input_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("of_text", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("start >= 0 AND start < stop", name=op.f("ck_input_part_span")),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_part_input")),
        sa.ForeignKeyConstraint(["of_text"], ["input_text.id"], name=op.f("fk_input_part_of_text")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_part_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_part")),
        sa.UniqueConstraint("input", "ordinal", name=op.f("uq_input_part_input_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_part_of_text"), "input_part", ["of_text"], unique=False)
    op.create_index(op.f("ix_input_part_operation"), "input_part", ["operation"], unique=False)
    op.create_table(
        "input_fate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("fate", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=200), server_default="", nullable=False),
        sa.Column("text_version", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fate IN ('paragraph', 'commitment', 'noted', 'passed_on', 'not_taken_up')", name=op.f("ck_input_fate_fate")
        ),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_fate_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_fate_operation")),
        sa.ForeignKeyConstraint(["part"], ["input_part.id"], name=op.f("fk_input_fate_part")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_fate")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_fate_input"), "input_fate", ["input"], unique=False)
    op.create_index(op.f("ix_input_fate_operation"), "input_fate", ["operation"], unique=False)
    op.create_index(op.f("ix_input_fate_part"), "input_fate", ["part"], unique=False)
    op.create_index(op.f("ix_input_fate_target"), "input_fate", ["target"], unique=False)
    op.create_table(
        "input_stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stance IN ('for', 'for_with_change', 'against', 'unclear')", name=op.f("ck_input_stance_stance")
        ),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_stance_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_stance_operation")),
        sa.ForeignKeyConstraint(["part"], ["input_part.id"], name=op.f("fk_input_stance_part")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_stance")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_stance_input"), "input_stance", ["input"], unique=False)
    op.create_index(op.f("ix_input_stance_operation"), "input_stance", ["operation"], unique=False)
    op.create_index(op.f("ix_input_stance_part"), "input_stance", ["part"], unique=False)
    op.create_table(
        "input_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("heading", sa.Integer(), nullable=True),
        sa.Column("theme", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("(heading IS NULL) <> (theme IS NULL)", name=op.f("ck_input_tag_one")),
        sa.ForeignKeyConstraint(["heading"], ["input_heading.id"], name=op.f("fk_input_tag_heading")),
        sa.ForeignKeyConstraint(["input"], ["input.id"], name=op.f("fk_input_tag_input")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_input_tag_operation")),
        sa.ForeignKeyConstraint(["part"], ["input_part.id"], name=op.f("fk_input_tag_part")),
        sa.ForeignKeyConstraint(["theme"], ["input_theme.id"], name=op.f("fk_input_tag_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_tag")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_input_tag_heading"), "input_tag", ["heading"], unique=False)
    op.create_index(op.f("ix_input_tag_input"), "input_tag", ["input"], unique=False)
    op.create_index(op.f("ix_input_tag_operation"), "input_tag", ["operation"], unique=False)
    op.create_index(op.f("ix_input_tag_part"), "input_tag", ["part"], unique=False)
    op.create_index(op.f("ix_input_tag_theme"), "input_tag", ["theme"], unique=False)
    op.create_index(
        "uq_input_tag_input_heading",
        "input_tag",
        ["input", "heading"],
        unique=True,
        sqlite_where=sa.text("part IS NULL AND heading IS NOT NULL"),
        postgresql_where=sa.text("part IS NULL AND heading IS NOT NULL"),
    )
    op.create_index(
        "uq_input_tag_input_theme",
        "input_tag",
        ["input", "theme"],
        unique=True,
        sqlite_where=sa.text("part IS NULL AND theme IS NOT NULL"),
        postgresql_where=sa.text("part IS NULL AND theme IS NOT NULL"),
    )
    op.create_index(
        "uq_input_tag_part_heading",
        "input_tag",
        ["part", "heading"],
        unique=True,
        sqlite_where=sa.text("part IS NOT NULL AND heading IS NOT NULL"),
        postgresql_where=sa.text("part IS NOT NULL AND heading IS NOT NULL"),
    )
    op.create_index(
        "uq_input_tag_part_theme",
        "input_tag",
        ["part", "theme"],
        unique=True,
        sqlite_where=sa.text("part IS NOT NULL AND theme IS NOT NULL"),
        postgresql_where=sa.text("part IS NOT NULL AND theme IS NOT NULL"),
    )
