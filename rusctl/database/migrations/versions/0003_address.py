"""The mailboxes that persons have or had."""

import sqlalchemy as sa
from alembic import op

from rusctl.model.recipients import mail_address

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, and fill it with the mailboxes that persons have."""
    made = op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name=op.f("fk_address_operation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_address_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint("person", "key", name=op.f("uq_address_person_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_address_key"), "address", ["key"], unique=False)
    op.create_index(op.f("ix_address_operation"), "address", ["operation"], unique=False)
    persons = sa.table("person", *map(sa.column, ("id", "email", "operation")))
    query = sa.select(persons.c.id, persons.c.email, persons.c.operation).where(persons.c.email != "")
    rows = [
        {"person": number, "key": key, "current": True, "operation": operation}
        for number, email, operation in op.get_bind().execute(query)
        if (key := mail_address(email).casefold())
    ]
    if rows:
        op.bulk_insert(made, rows)
