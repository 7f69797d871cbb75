"""Why comments that are handled together are answered differently."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"


def upgrade() -> None:
    """Make the column."""
    op.add_column("consultation_group", sa.Column("difference", sa.Text(), server_default="", nullable=False))
