"""Replies with their texts, stored as they are when their files have been read."""

import json
from collections.abc import Sequence

from rusctl.consultation import store
from rusctl.consultation.comments import split_reply
from rusctl.consultation.schema import reply, reply_text
from rusctl.consultation.spans import find
from rusctl.database.transaction import Transaction
from rusctl.language.terms import terms_of
from rusctl.model.comments import NewComment, SplitReply
from rusctl.model.consultation import NewBody, NewReply

TEXT = "Yttrande\n\nVi tillstyrker förslaget.\n\nTåg saknas mellan Sala och Norberg.\n\nBussarna måste gå oftare."
TRAINS, BUSES = "Tåg saknas mellan Sala och Norberg.", "Bussarna måste gå oftare."


def came(
    change: Transaction, text: str = TEXT, name: str = "Exempelkommun", which: str = "strategi", **account: object
) -> int:
    """Store a reply of one body with one text, and give its number."""
    (body,) = store.add_bodies(change, which, [NewBody(name=name, kind="municipality")])
    number = store.add_reply(change, which, NewReply(bodies=(body,)))
    add_text(change, number, text, which, **account)
    return number


def add_text(change: Transaction, number: int, text: str, which: str = "strategi", **account: object) -> None:
    """Store one more text of a reply."""
    row = store.row_of(change.connection, reply, which, number)
    assert row is not None
    there = len(split_reply(change.connection, which, number).texts)
    change.insert(
        reply_text,
        reply=row,
        ordinal=there + 1,
        text=text,
        terms=terms_of(text),
        account=json.dumps(account) if account else "",
        at=change.now,
    )


def quoted(of: SplitReply, *quotes: str) -> list[NewComment]:
    """Give a comment for each quote of a reply's first text."""
    text = of.texts[0]
    spans = [find(text.text, quote)[0] for quote in quotes]
    return [NewComment(of_text=text.row, start=start, stop=stop, quote=text.text[start:stop]) for start, stop in spans]


def names(found: Sequence[object]) -> list[str]:
    """Give what comments are called."""
    return [str(getattr(one, "name", one)) for one in found]
