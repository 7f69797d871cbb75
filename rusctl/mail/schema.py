"""What mail keeps in the database: the events that people are written to about, messages, answers, and what to look at.

An address is kept as it was written to, and by a key that is the same however it is written; whose it is, the table of
addresses says. A message refers to the person whom it was written to, who may have another address since.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from rusctl.database.columns import (
    LONGEST_ADDRESS,
    MOST,
    free_text,
    id_,
    metadata,
    origin_,
    personal,
    plain,
)
from rusctl.model.messages import State

_MOMENT = 40  # characters of a moment as ISO 8601 writes it
_UID = 400
_SPAN = 80  # characters of two moments and the slash between them

mail_event = Table(
    "mail_event",
    metadata,
    id_(),
    plain("uid", String(_UID), nullable=False, unique=True),
    plain("event", String(MOST), nullable=False),
    origin_(),
    # what people were last told of it, as the plan's ledger has it: an older plan is not to speak
    plain("sequence", Integer, nullable=False, server_default=text("-1")),
    plain("modified", String(_MOMENT), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

message = Table(
    "message",
    metadata,
    id_(),
    plain("uid", String(_UID), ForeignKey("mail_event.uid"), nullable=False),
    personal("key", String(LONGEST_ADDRESS), nullable=False, index=True),
    plain("ordinal", Integer, nullable=False),
    personal("address", String(LONGEST_ADDRESS), nullable=False),
    personal("name", String(MOST), nullable=False),
    personal("role", String(MOST), nullable=False),
    personal("part", String(20), nullable=False),
    personal("language", String(20), nullable=False),
    plain("kind", String(20), nullable=False),
    plain("method", String(20), nullable=False),
    plain("sequence", Integer, nullable=False),
    plain("significant", String(MOST), nullable=False),
    plain("seen", String(MOST), nullable=False),
    personal("identity", String(MOST), nullable=False, unique=True),
    plain("state", String(20), nullable=False),
    personal("octets", LargeBinary),
    plain("made", String(_MOMENT), nullable=False),
    plain("changed", String(_MOMENT), nullable=False),
    plain("attempts", Integer, nullable=False, server_default=text("0")),
    free_text("said", nullable=False, server_default=""),
    plain("run", Integer, ForeignKey("run.id")),
    origin_(),
    plain("folder", Integer, ForeignKey("folder.id")),  # where its draft is
    # whose the mailbox was when it was written; nobody's where no one person is meant
    personal("person", Integer, ForeignKey("person.id"), index=True),
    # by mailbox and not by person: of two who are merged, each had a first message
    UniqueConstraint("uid", "key", "ordinal"),
    CheckConstraint(f"state IN ({', '.join(repr(state.value) for state in State)})", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_message_state", message.c.state, message.c.uid)

answer = Table(
    "answer",
    metadata,
    id_(),
    plain("uid", String(_UID), nullable=False),
    personal("key", String(LONGEST_ADDRESS), nullable=False, index=True),
    personal("status", String(20), nullable=False),
    free_text("comment", nullable=False),
    plain("sequence", Integer, nullable=False),
    plain("stamp", String(_MOMENT), nullable=False),
    plain("read", String(_MOMENT), nullable=False),
    plain("noted", Boolean, nullable=False, server_default=text("true")),
    origin_(),
    personal("guests", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("uid", "key"),
    sqlite_autoincrement=True,
)

# The mailboxes that messages did not reach, each until somebody has settled it: by another address, or as good again.
unreached = Table(
    "unreached",
    metadata,
    id_(),
    personal("key", String(LONGEST_ADDRESS), nullable=False, unique=True),
    plain("since", String(_MOMENT), nullable=False),
    free_text("said", nullable=False, server_default=""),
    origin_(),
    sqlite_autoincrement=True,
)

review = Table(
    "review",
    metadata,
    id_(),
    personal("digest", String(64), nullable=False, unique=True),
    plain("uid", String(_UID), nullable=False),
    personal("key", String(LONGEST_ADDRESS), nullable=False, index=True),
    personal("sender", String(LONGEST_ADDRESS), nullable=False),
    plain("reason", String(20), nullable=False),
    personal("status", Text, nullable=False),
    free_text("comment", nullable=False),
    plain("read", String(_MOMENT), nullable=False),
    plain("done", Boolean, nullable=False, server_default=text("false")),
    personal("delegate", Text, nullable=False, server_default=""),
    origin_(),
    # what a mail in words is called, and of which version of the event and of when an answer is that is taken later
    free_text("subject", nullable=False, server_default=""),
    plain("sequence", Integer, nullable=False, server_default=text("0")),
    plain("stamp", String(_MOMENT), nullable=False, server_default=""),
    personal("name", Text, nullable=False, server_default=""),
    personal("guests", Integer, nullable=False, server_default=text("0")),
    plain("proposed", String(_SPAN), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
