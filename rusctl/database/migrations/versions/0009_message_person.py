"""To which person a message is."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the column, and fill it."""
    # SQLite takes a reference with its column only
    op.execute("ALTER TABLE message ADD COLUMN person INTEGER CONSTRAINT fk_message_person REFERENCES person (id)")
    op.create_index(op.f("ix_message_person"), "message", ["person"], unique=False)
    _fill()


def _fill() -> None:
    """Let each message be to the person whose mailbox it went to, where one person is meant and no other."""
    connection = op.get_bind()
    query = sa.text("SELECT a.key, a.current, a.person, p.name FROM address a JOIN person p ON p.id = a.person")
    has: dict[str, dict[int, str]] = {}
    had: dict[str, dict[int, str]] = {}
    for key, current, number, name in connection.execute(query):
        (has if current else had).setdefault(key, {})[number] = name
    for number, key, name in connection.execute(sa.text("SELECT id, key, name FROM message")).all():
        owners = has.get(key) or had.get(key) or {}
        named = [one for one, called in owners.items() if called == name]
        meant = [*owners] if len(owners) == 1 else named
        if len(meant) == 1:
            values = {"person": meant[0], "number": number}
            connection.execute(sa.text("UPDATE message SET person = :person WHERE id = :number"), values)
