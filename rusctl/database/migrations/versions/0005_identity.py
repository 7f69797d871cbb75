"""Which database this is, who was erased, and what people were last told of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and the columns."""
    op.create_table(
        "database",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("moved", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_database")),
        sa.UniqueConstraint("ident", name=op.f("uq_database_ident")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erased",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_erased_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_erased_digest"), "erased", ["digest"], unique=False)
    op.create_index(op.f("ix_erased_operation"), "erased", ["operation"], unique=False)
    op.add_column("mail_event", sa.Column("sequence", sa.Integer(), server_default=sa.text("-1"), nullable=False))
    op.add_column("mail_event", sa.Column("modified", sa.String(length=40), server_default="", nullable=False))
