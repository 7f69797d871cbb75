"""Which of those entered are functional mailboxes and no persons."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the column; whoever is there is a person until somebody says otherwise."""
    op.add_column("person", sa.Column("function", sa.Boolean(), server_default=sa.text("false"), nullable=False))
