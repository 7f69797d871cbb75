"""A consultation on the example's strategy with replies, comments and answers, for tests."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.consultation import answers, comments, letters, store
from rusctl.consultation.comments import split_replies
from rusctl.consultation.schema import reply, reply_text
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.language.terms import terms_of
from rusctl.model.comments import AnswerContent, NewComment
from rusctl.model.consultation import NewBody, NewReply, Settling
from rusctl.model.consulting import PRIVATE
from rusctl.services.consulting import opening
from rusctl.services.planning import example_folder
from rusctl.services.project import Project
from rusctl.storage.files.names import CONSULTATIONS

DAY, CLOSED = dt.date(2019, 12, 1), dt.date(2019, 10, 15)
REMISS = """
[[consultation]]
id = "remiss"
name = "Remissen om utvecklingsstrategin"
version = "remiss"
opens = "consultation-opens"
closes = "consultation-closes"
dnr = "RV 2019/1234"
"""


class Said(NamedTuple):
    """A comment of a reply, with its answer; without a disposition it is not answered."""

    quote: str
    disposition: str = "not-met"
    reason: str = "Linjen är redan beslutad i trafikförsörjningsprogrammet, som gäller till 2025."
    chapter: str = ""
    changes: tuple[str, ...] = ()
    approved: bool = True


class Came(NamedTuple):
    """A reply of one or several bodies, with its comments in the order of its text."""

    bodies: tuple[str, ...]
    said: tuple[Said, ...]
    private: bool = False
    split: bool = True
    their_dnr: str = ""
    stance: str = ""
    published: bool = False
    follows: int | None = None
    replaces: bool = False


def answered(change: Transaction, found: Sequence[Came], consultation: str = "remiss") -> None:
    """Store replies with their texts, comments and answers."""
    rows = []
    for number, one in enumerate(found, letters_there(change, consultation) + 1):
        kind = PRIVATE if one.private else "municipality"
        bodies = store.add_bodies(
            change, consultation, [NewBody(name=name, kind=kind, private=one.private) for name in one.bodies]
        )
        store.add_reply(
            change,
            consultation,
            NewReply(
                bodies=tuple(bodies),
                authored=CLOSED,
                arrived=CLOSED,
                channel="e-mail",
                stance=one.stance,
                dnr=f"RV 2019/1234-{number}",
                their_dnr=one.their_dnr,
                follows=one.follows,
                replaces=one.replaces,
            ),
        )
        row = store.row_of(change.connection, reply, consultation, number)
        rows.append(
            {"reply": row, "ordinal": 1, "text": text_of(one), "terms": terms_of(text_of(one)), "at": change.now}
        )
    change.insert_many(reply_text, [{**each, "account": ""} for each in rows])
    there = split_replies(change.connection, consultation)[-len(found) :]
    for split, one in zip(there, found, strict=True):
        at, made = 0, []
        for said in one.said:
            start = split.texts[0].text.index(said.quote, at)
            at = start + len(said.quote)
            made.append(
                NewComment(of_text=split.texts[0].row, start=start, stop=at, quote=said.quote, chapter=said.chapter)
            )
        comments.add(change, consultation, split, made)
        if one.split:
            comments.say_all_split(change, split, "kf")
    for split, one in zip(split_replies(change.connection, consultation)[-len(found) :], found, strict=True):
        for each, said in zip(split.comments, one.said, strict=True):
            if said.disposition:
                content = AnswerContent(disposition=said.disposition, reason=said.reason, changes=said.changes)
                answers.write(change, each, content, DAY, "kf")
                if said.approved:
                    now = comments.locked(change, each)
                    answers.settle(change, now, Settling.APPROVED, DAY, body="rs")


def letters_there(change: Transaction, consultation: str) -> int:
    return len(letters.replies(change.connection, consultation))


def text_of(one: Came) -> str:
    return "Yttrande\n\n" + "\n\n".join(said.quote for said in one.said) + "\n\nMed vänlig hälsning"


def remiss(folder: Path, found: Sequence[Came]) -> tuple[Project, Register]:
    """Give the example with a consultation on its strategy, and its database with replies."""
    files, _ = example_folder.files(folder, "exempelregionen")
    for name, octets in {**files, CONSULTATIONS: REMISS.encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(octets)
    project = Project(str(folder), DAY.isoformat())
    register = opening.opened(project)
    register.change("consultation add", lambda change: answered(change, found))
    return project, register


def many(replies: int, each: int) -> list[Came]:
    """Give so many replies with so many comments each."""
    return [
        Came(
            (f"Exempelkommun {number}",),
            tuple(
                Said(
                    f"Synpunkt {place} från kommun {number}: tågen mellan Sala och Norberg måste gå oftare.",
                    chapter="1",
                )
                for place in range(1, each + 1)
            ),
        )
        for number in range(1, replies + 1)
    ]
