"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["operation.id"], name=op.f("fk_operation_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("key", name=op.f("uq_operation_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "backup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_backup_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "diet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("diet", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_diet_number")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_diet_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diet")),
        sa.UniqueConstraint("event", "diet", name=op.f("uq_diet_event_diet")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_diet_operation"), "diet", ["operation"], unique=False)
    op.create_table(
        "gender",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("women >= 0 AND men >= 0", name=op.f("ck_gender_number")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_gender_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gender")),
        sa.UniqueConstraint("event", "role", name=op.f("uq_gender_event_role")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gender_operation"), "gender", ["operation"], unique=False)
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.Column("of_table", sa.String(length=40), nullable=False),
        sa.Column("of_row", sa.Integer(), nullable=False),
        sa.Column("version_after", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_history_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_history_operation"), "history", ["operation"], unique=False)
    op.create_index(op.f("ix_history_other"), "history", ["other"], unique=False)
    op.create_index(op.f("ix_history_person"), "history", ["person"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), server_default="", nullable=False),
        sa.Column("municipality", sa.String(length=200), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=200), server_default="", nullable=False),
        sa.Column("language", sa.String(length=200), server_default="", nullable=False),
        sa.Column("protected", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("restricted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_person_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_email"), "person", ["email"], unique=False)
    op.create_index(op.f("ix_person_operation"), "person", ["operation"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("party", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("party = '' OR public", name=op.f("ck_mandate_party_on_public_mandate")),
        sa.CheckConstraint(
            "first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name=op.f("ck_mandate_days")
        ),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_mandate_operation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_mandate_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mandate_operation"), "mandate", ["operation"], unique=False)
    op.create_index(op.f("ix_mandate_person"), "mandate", ["person"], unique=False)
    op.create_index(op.f("ix_mandate_role"), "mandate", ["role"], unique=False)
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("municipality", sa.String(length=200), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=20), server_default="person", nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("answer", sa.String(length=20), server_default="none", nullable=False),
        sa.Column("attendance", sa.String(length=20), server_default="unknown", nullable=False),
        sa.Column("walk_in", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("substitute_for", sa.Integer(), nullable=True),
        sa.Column("told", sa.Date(), nullable=True),
        sa.Column("told_how", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'person') = (person IS NOT NULL)", name=op.f("ck_participation_person")),
        sa.CheckConstraint(
            "answer IN ('none', 'accepted', 'declined', 'tentative', 'delegated')", name=op.f("ck_participation_answer")
        ),
        sa.CheckConstraint("attendance IN ('unknown', 'attended', 'absent')", name=op.f("ck_participation_attendance")),
        sa.CheckConstraint("kind IN ('person', 'count', 'erased')", name=op.f("ck_participation_kind")),
        sa.CheckConstraint("number >= 0 AND (person IS NULL OR number = 1)", name=op.f("ck_participation_number")),
        sa.CheckConstraint(
            "substitute_for IS NULL OR substitute_for <> person", name=op.f("ck_participation_substitute")
        ),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_participation_operation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_participation_person")),
        sa.ForeignKeyConstraint(["substitute_for"], ["person.id"], name=op.f("fk_participation_substitute_for")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participation_event", "participation", ["event", "role"], unique=False)
    op.create_index(op.f("ix_participation_operation"), "participation", ["operation"], unique=False)
    op.create_index(op.f("ix_participation_substitute_for"), "participation", ["substitute_for"], unique=False)
    op.create_index(
        "uq_participation_count",
        "participation",
        ["event", "role", "municipality", "kind", "answer", "attendance", "walk_in"],
        unique=True,
        sqlite_where=sa.text("person IS NULL"),
        postgresql_where=sa.text("person IS NULL"),
    )
    op.create_index(
        "uq_participation_person",
        "participation",
        ["person", "event"],
        unique=True,
        sqlite_where=sa.text("person IS NOT NULL"),
        postgresql_where=sa.text("person IS NOT NULL"),
    )
