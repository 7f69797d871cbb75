"""Whom somebody came for, who waits for a place, and which addresses are not reached."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"

# What is known of them today is the nearest to what held then.
_ORGANISATION = """
UPDATE participation SET organisation = (SELECT organisation FROM person WHERE person.id = participation.person)
WHERE person IS NOT NULL
"""
# Whose last message did not arrive, and who has no other address since.
_UNREACHED = """
INSERT INTO unreached (key, since, said, operation)
SELECT message.key, message.changed, message.said, message.operation FROM message
WHERE message.state = 'failed'
AND message.id IN (SELECT max(id) FROM message WHERE state <> 'withdrawn' GROUP BY key)
AND NOT EXISTS (SELECT 1 FROM address WHERE address.key = message.key AND NOT address.current)
ORDER BY message.id
"""


def upgrade() -> None:
    """Make the columns and the table, and fill in what is known."""
    nothing = ""
    op.add_column(
        "participation", sa.Column("organisation", sa.String(length=200), server_default=nothing, nullable=False)
    )
    op.add_column("participation", sa.Column("waiting", sa.String(length=40), server_default=nothing, nullable=False))
    op.add_column("participation", sa.Column("offered", sa.Date(), nullable=True))
    op.create_table(
        "unreached",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_unreached_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unreached")),
        sa.UniqueConstraint("key", name=op.f("uq_unreached_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unreached_operation"), "unreached", ["operation"], unique=False)
    op.execute(_ORGANISATION)
    op.execute(_UNREACHED)
