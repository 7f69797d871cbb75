"""What mail keeps, and who is sending."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STATES = "'draft', 'queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn'"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=400), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_mail_event_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_mail_event_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mail_event_operation"), "mail_event", ["operation"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("significant", sa.String(length=200), nullable=False),
        sa.Column("seen", sa.String(length=200), nullable=False),
        sa.Column("identity", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=True),
        sa.Column("made", sa.String(length=40), nullable=False),
        sa.Column("changed", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_message_state")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_message_operation")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_message_run")),
        sa.ForeignKeyConstraint(["uid"], ["mail_event.uid"], name=op.f("fk_message_uid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("identity", name=op.f("uq_message_identity")),
        sa.UniqueConstraint("uid", "key", "ordinal", name=op.f("uq_message_uid_key_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_message_key"), "message", ["key"], unique=False)
    op.create_index(op.f("ix_message_operation"), "message", ["operation"], unique=False)
    op.create_index("ix_message_state", "message", ["state", "uid"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=40), nullable=False),
        sa.Column("read", sa.String(length=40), nullable=False),
        sa.Column("noted", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_answer_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("uid", "key", name=op.f("uq_answer_uid_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_answer_key"), "answer", ["key"], unique=False)
    op.create_index(op.f("ix_answer_operation"), "answer", ["operation"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("read", sa.String(length=40), nullable=False),
        sa.Column("done", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("delegate", sa.Text(), server_default="", nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_review_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("digest", name=op.f("uq_review_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_key"), "review", ["key"], unique=False)
    op.create_index(op.f("ix_review_operation"), "review", ["operation"], unique=False)
