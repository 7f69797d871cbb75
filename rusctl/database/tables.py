"""The tables that all rooms share: what was done, by which operation, and who the persons are.

One schema for SQLite and PostgreSQL, every column classified as personal or not. A personal column says something of
one person or leads to one: it is what an extract shows and an erasure removes.
"""

from sqlalchemy import Boolean, ForeignKey, Integer, String, Table, Text, UniqueConstraint, text

from rusctl.database.columns import LONGEST_ADDRESS, MOST, UtcMoment, id_, metadata, origin_, personal, plain, version_

HEAD = "0020"  # the migration that makes this schema
MOVED = "moved"  # what stands in its place where the database is elsewhere; an older rusctl refuses it, too

operation = Table(
    "operation",
    metadata,
    id_(),
    plain("key", String(40), nullable=False, unique=True),
    plain("at", UtcMoment, nullable=False),
    plain("what", String(MOST), nullable=False),
    plain("rows", Integer, nullable=False, server_default=text("0")),
    plain("undoes", Integer, ForeignKey("operation.id")),
    sqlite_autoincrement=True,
)

person = Table(
    "person",
    metadata,
    personal("id", Integer, primary_key=True),
    personal("name", String(MOST), nullable=False),
    personal("organisation", String(MOST), nullable=False, server_default=""),
    personal("municipality", String(MOST), nullable=False, server_default=""),
    personal("email", String(MOST), nullable=False, server_default="", index=True),
    personal("phone", String(MOST), nullable=False, server_default=""),
    personal("language", String(MOST), nullable=False, server_default=""),
    personal("protected", Boolean, nullable=False, server_default=text("false")),
    personal("restricted", Boolean, nullable=False, server_default=text("false")),
    version_(),
    origin_(),
    # a functional mailbox, such as a registrar's, is entered among the persons and is none
    personal("function", Boolean, nullable=False, server_default=text("false")),
    sqlite_autoincrement=True,
)

# The mailboxes that a person has or had, as mail writes them, so that it is known whose an answer is. Every change to a
# person keeps them; undo, which takes a person back, leaves what was theirs meanwhile.
address = Table(
    "address",
    metadata,
    id_(),
    personal("person", Integer, ForeignKey("person.id"), nullable=False),
    personal("key", String(LONGEST_ADDRESS), nullable=False, index=True),
    personal("current", Boolean, nullable=False),
    origin_(),
    UniqueConstraint("person", "key"),
    sqlite_autoincrement=True,
)

# What a change needs to be taken back: a row as it was. `person` and `other` say whom it is about, for erasure.
history = Table(
    "history",
    metadata,
    id_(),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False, index=True),
    plain("of_table", String(40), nullable=False),
    plain("of_row", Integer, nullable=False),
    plain("version_after", Integer),
    personal("before", Text, nullable=False),
    personal("person", Integer, index=True),
    personal("other", Integer, index=True),
    sqlite_autoincrement=True,
)

# The copies that were made of the database, each with its place: erasure names them, since it cannot reach them.
copy = Table(
    "copy",
    metadata,
    id_(),
    plain("at", UtcMoment, nullable=False),
    plain("place", Text, nullable=False),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False),
    sqlite_autoincrement=True,
)

# What retention and erasure have removed: the class, how many, by which decision; never whom.
disposal = Table(
    "disposal",
    metadata,
    id_(),
    plain("at", UtcMoment, nullable=False),
    plain("kind", String(MOST), nullable=False),
    plain("number", Integer, nullable=False),
    plain("decision", String(MOST), nullable=False),
    plain("operation", Integer, ForeignKey("operation.id"), nullable=False),
    sqlite_autoincrement=True,
)

# Who is sending: the messages that a sender has taken bear its number, and on PostgreSQL it holds a lock of it.
run = Table("run", metadata, id_(), plain("at", UtcMoment, nullable=False), sqlite_autoincrement=True)

# When the next message may go to a mail server, so that several who send at once do not send too fast together.
pace = Table(
    "pace",
    metadata,
    id_(),
    plain("server", String(MOST), nullable=False, unique=True),
    plain("free", UtcMoment, nullable=False),
    sqlite_autoincrement=True,
)

# The folders that write drafts, which are files of one computer; a folder's name for itself is drawn by chance.
folder = Table(
    "folder",
    metadata,
    id_(),
    plain("ident", String(32), nullable=False, unique=True),
    plain("at", UtcMoment, nullable=False),
    sqlite_autoincrement=True,
)

# Which database this is: no two have the same. `generation` counts how often it was restored or moved, `secret` is the
# key of the digests of the erased, `moved` says where it is, if it is elsewhere.
database = Table(
    "database",
    metadata,
    id_(),
    plain("ident", String(32), nullable=False, unique=True),
    plain("generation", Integer, nullable=False),
    plain("secret", String(64), nullable=False),
    plain("moved", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# Who was erased: the number that was theirs, by which decision, and keyed digests of their addresses; never a name.
erased = Table(
    "erased",
    metadata,
    id_(),
    personal("number", Integer, nullable=False),
    plain("at", UtcMoment, nullable=False),
    plain("decision", String(MOST), nullable=False),
    personal("digest", String(64), nullable=False, index=True),
    origin_(),
    sqlite_autoincrement=True,
)

KERNEL = (operation, database, erased, run, pace, folder, person, address, history, copy, disposal)
