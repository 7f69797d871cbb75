"""Files and texts of replies, on both databases: stored in order, found again by what they hold."""

import datetime as dt

from rusctl.consultation import received, store
from rusctl.consultation.schema import reply
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.model.consultation import NewBody, NewReply, NewReplyFile, NewReplyText

DAY = dt.date(2019, 10, 15)


def stored(change: Transaction) -> list[int]:
    store.add_bodies(change, "strategi", [NewBody(name="Exempelkommun"), NewBody(name="Storkommun")])
    heard = dt.datetime(2019, 10, 1, 12, 30, tzinfo=dt.UTC)
    one = NewReply(bodies=(2, 1), arrived=DAY, channel="spoken", heard_by="kf", heard=heard, source="b" * 64)
    number = store.add_reply(change, "strategi", one)
    row = store.row_of(change.connection, reply, "strategi", number) or 0
    found = [NewReplyFile(name=name, size=3, sha256=name[0] * 64, path=f"x/{name}") for name in ("a.docx", "b.pdf")]
    ordinals = received.add_files(change, row, found)
    received.add_texts(change, row, [NewReplyText(text="Fler tåg.", account='{"kind":"docx"}', of_file=ordinals[0])])
    received.add_texts(change, row, [NewReplyText(text="Se bifogad fil.")])
    return ordinals


def test_a_reply_is_read_as_it_was_stored(register: Register) -> None:
    assert register.change("consultation add", stored) == [1, 2]
    with register.reading() as connection:
        (one,) = received.replies(connection, "strategi")
        assert (one.number, one.bodies, one.files, one.texts) == (1, ((2, "Storkommun"), (1, "Exempelkommun")), 2, 2)
        assert (one.arrived, one.heard_by, one.follows, one.all_split) == (DAY, "kf", None, False)
        assert [(file.ordinal, file.name, file.path) for file in received.files_of(connection, one.id)] == [
            (1, "a.docx", "x/a.docx"),
            (2, "b.pdf", "x/b.pdf"),
        ]
        texts = received.texts_of(connection, one.id)
        assert [(text.text, text.of_file) for text in texts] == [("Fler tåg.", 1), ("Se bifogad fil.", None)]
        assert received.known_files(connection, "strategi", ["a" * 64, "c" * 64]) == {"a" * 64: [1]}
        assert received.known_files(connection, "plan", ["a" * 64]) == {}
        assert received.known_sources(connection, "strategi") == {"b" * 64: 1}
        assert received.replies(connection, "strategi", 2) == []
        assert [file.name for file in received.places(connection, ["b" * 64])["b" * 64]] == ["b.pdf"]
