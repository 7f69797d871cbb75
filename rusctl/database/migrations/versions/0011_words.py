"""Answers in words, proposals of another time, and how many come along."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the columns."""
    none, nothing = sa.text("0"), ""
    op.add_column("answer", sa.Column("guests", sa.Integer(), server_default=none, nullable=False))
    op.add_column("review", sa.Column("subject", sa.Text(), server_default=nothing, nullable=False))
    op.add_column("review", sa.Column("sequence", sa.Integer(), server_default=none, nullable=False))
    op.add_column("review", sa.Column("stamp", sa.String(length=40), server_default=nothing, nullable=False))
    op.add_column("review", sa.Column("name", sa.Text(), server_default=nothing, nullable=False))
    op.add_column("review", sa.Column("guests", sa.Integer(), server_default=none, nullable=False))
    op.add_column("review", sa.Column("proposed", sa.String(length=80), server_default=nothing, nullable=False))
