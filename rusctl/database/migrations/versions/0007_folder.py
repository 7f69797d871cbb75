"""The folders that have drafts, which are files of one computer."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sa.UniqueConstraint("ident", name=op.f("uq_folder_ident")),
        sqlite_autoincrement=True,
    )
    # SQLite takes a reference with its column only
    op.execute("ALTER TABLE message ADD COLUMN folder INTEGER CONSTRAINT fk_message_folder REFERENCES folder (id)")
