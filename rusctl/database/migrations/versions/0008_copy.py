"""Where the copies of the database are, under a name of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of copies in the place of the one of backups, with what that had."""
    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_copy_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
        sqlite_autoincrement=True,
    )
    op.execute('INSERT INTO "copy" (id, at, place, operation) SELECT id, at, place, operation FROM backup')
    if op.get_bind().dialect.name == "postgresql":  # SQLite lets the numbers go on by itself
        op.execute("SELECT setval(pg_get_serial_sequence('copy', 'id'), max(id)) FROM \"copy\" HAVING max(id) > 0")
    op.drop_table("backup")
