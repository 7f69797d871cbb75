"""Objections to the use of somebody's data."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=200), server_default="", nullable=False),
        sa.Column("upheld", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("restricted_before", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_objection_person")),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_objection_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_objection_person"), "objection", ["person"], unique=False)
    op.create_index(op.f("ix_objection_operation"), "objection", ["operation"], unique=False)
