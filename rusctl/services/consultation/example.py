"""The rows of an invented consultation: who was asked, what came in, its comments, and what each was answered."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rusctl.consultation import like, reasons, store
from rusctl.consultation.schema import answer, answer_change, comment, mask, reply, reply_body, reply_text, settling
from rusctl.database.transaction import Row, Transaction
from rusctl.language.terms import terms_of
from rusctl.model.consultation import BodyNotice, CommentStep, DecisionLevel, NewBody, Settling
from rusctl.model.consulting import PRIVATE
from rusctl.model.people import Person
from rusctl.register import persons
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consulting.opening import opened
from rusctl.services.inputs.example import SORTED_BY
from rusctl.services.project import Project
from rusctl.storage.example import ExampleRows

APPROVED_BY = "regionstyrelsen"
APPROVED, EXTENDED = dt.date(2025, 10, 28), dt.date(2025, 5, 5)
_WHY_EXTENDED = "Nämnden sammanträder först i slutet av maj."
_OPENING = "Vi har tagit del av förslaget och tackar för möjligheten att yttra oss."
_CLOSING = "Yttrandet har beretts av förvaltningen."
_OPENING_OF_ONE, _CLOSING_OF_ONE = "Här är mina synpunkter på förslaget.", "Tack på förhand!"
_NOTHING = "Vi har inget att erinra mot förslaget."
_HEADING, _WHOLE = "Yttrande över förslaget till strategi", "Förslaget som helhet"

_Rows = Sequence[Mapping[str, str]]


class ReplyWords(NamedTuple):
    """A reply's text with the spans of its headings and, in their order, of its comments."""

    text: str
    headings: tuple[tuple[int, int], ...]
    comments: tuple[tuple[int, int], ...]


def fill(project: Project, rows: ExampleRows) -> None:
    """Store the consultation of an example in the folder's database."""
    one = project.readable().plan.consultations[0]
    places = TextPlaces(project, one)
    groups = {kind.id: kind.legal_group for kind in project.plan.consultation_words.kinds}
    points = {point["point"]: point for point in rows.points}
    headed = {name: places.chapter(point["chapter"]) for name, point in points.items()}

    def work(change: Transaction) -> None:
        numbers = _asked(change, one.id, rows.bodies, groups)
        replies = _replied(change, one.id, one.dnr, rows.replies, numbers)
        of_reply = {int(number): [*some] for number, some in groupby(rows.comments, key=lambda row: row["reply"])}
        private = {at for at, body in enumerate(rows.bodies, 1) if body["kind"] == PRIVATE}
        written = {
            number: said(of_reply.get(number, ()), headed, private=int(row["bodies"].split()[0]) in private)
            for number, row in enumerate(rows.replies, 1)
        }
        texts = dict(zip(written, change.reserve(reply_text, len(written)), strict=True))
        change.insert_many(
            reply_text,
            [
                {
                    "id": texts[number],
                    "reply": replies[number],
                    "ordinal": 1,
                    "text": words.text,
                    "terms": terms_of(words.text),
                    "account": json.dumps({"headings": words.headings}),
                    "at": change.now,
                    "noted_by": SORTED_BY,
                }
                for number, words in written.items()
            ],
        )
        found = [
            _WrittenReply(replies[number], number, texts[number], [*zip(some, written[number].comments, strict=True)])
            for number, some in of_reply.items()
        ]
        _commented(change, one.id, points, found)

    opened(project).change("init", work)


def said(some: _Rows, headed: Mapping[str, str], *, private: bool) -> ReplyWords:
    """Write a reply of its comments, under the headings of the chapters that they are about."""
    opening, closing = (_OPENING_OF_ONE, _CLOSING_OF_ONE) if private else (_OPENING, _CLOSING)
    pieces: list[str] = [_HEADING, opening if some else _NOTHING]
    headings, places, before = [0], [], None
    for row in some:
        heading = headed[row["point"]] or _WHOLE
        if heading != before:
            headings.append(len(pieces))
            pieces.append(heading)
            before = heading
        places.append(len(pieces))
        pieces.append(row["text"])
    pieces.append(closing)
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece) + 2)
    spans = [(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=False)]
    return ReplyWords("\n\n".join(pieces), tuple(spans[at] for at in headings), tuple(spans[at] for at in places))


def _asked(change: Transaction, which: str, found: _Rows, groups: Mapping[str, str]) -> list[int]:
    """Put the bodies on the circulation list with what was said to them; give their rows."""
    bodies = [
        NewBody(
            name=one["name"],
            kind=one["kind"],
            legal_group=groups[one["kind"]],
            municipality=one["municipality"],
            contact=_mailbox(change, one) if one["mailbox"] else None,
            private=one["kind"] == PRIVATE,
            unsolicited=not one["asked"],
        )
        for one in found
    ]
    store.add_bodies(change, which, bodies, SORTED_BY)
    rows = [one.row for one in store.listed(change.connection, which)]
    for what in BodyNotice:
        days: dict[str, list[int]] = {}
        for row, one in zip(rows, found, strict=True):
            if one[what]:
                days.setdefault(one[what], []).append(row)
        for day, told in days.items():
            store.tell(change, told, what, dt.date.fromisoformat(day), channel="e-mail", noted_by=SORTED_BY)
    for row, one in zip(rows, found, strict=True):
        if one["until"]:
            until = dt.date.fromisoformat(one["until"])
            store.extend(change, row, until, _WHY_EXTENDED, granted=EXTENDED, noted_by=SORTED_BY)
    return rows


def _replied(change: Transaction, which: str, dnr: str, found: _Rows, bodies: Sequence[int]) -> dict[int, int]:
    """Store the replies without their texts; give their rows by their numbers."""
    first = store.take_numbers(change, which, store.REPLY, len(found))
    ids = change.reserve(reply, len(found))
    rows = dict(enumerate(ids, first))
    change.insert_many(
        reply,
        [
            {
                "id": rows[number],
                "consultation": which,
                "number": number,
                "authored": dt.date.fromisoformat(one["arrived"]),
                "arrived": dt.date.fromisoformat(one["arrived"]),
                "channel": one["channel"],
                "level": DecisionLevel(one["level"]),
                "text_version": "remiss",
                "stance": one["stance"],
                "dnr": f"{dnr}-{number}",
                "their_dnr": one["their_dnr"],
                "follows": rows[int(one["follows"])] if one["follows"] else None,
                "published": bool(one["ground"]),
                "ground": one["ground"],
                "all_split": change.now,
                "all_split_by": SORTED_BY,
                "at": change.now,
                "noted_by": SORTED_BY,
            }
            for number, one in enumerate(found, first)
        ],
    )
    of = [
        {"reply": rows[number], "body": bodies[int(each) - 1]}
        for number, one in enumerate(found, first)
        for each in one["bodies"].split()
    ]
    change.insert_many(reply_body, of)
    return rows


def _mailbox(change: Transaction, one: Mapping[str, str]) -> int:
    return persons.add(change, Person(name=one["name"], email=one["mailbox"], function=True))


class _WrittenReply(NamedTuple):
    """A reply by its row and its number, with the row of its text, and its comments, each with its span there."""

    row: int
    number: int
    of_text: int
    comments: Sequence[tuple[Mapping[str, str], tuple[int, int]]]


def _commented(
    change: Transaction, which: str, points: Mapping[str, Mapping[str, str]], found: Sequence[_WrittenReply]
) -> None:
    """Store the comments of all replies, each with an answer that the board has approved."""
    groups = {
        name: like.make(change, which, (), one["group"], SORTED_BY) for name, one in points.items() if one["group"]
    }
    for name, one in points.items():
        reasons.say(change, which, name, one["reason"], SORTED_BY)
    wordings = {one.ident: one.valid.row for one in reasons.listed(change.connection, which)}
    count = sum(len(one.comments) for one in found)
    ids, answers = iter(change.reserve(comment, count)), iter(change.reserve(answer, count))
    made: dict[Any, list[Row]] = {table: [] for table in (comment, answer, answer_change, settling, mask)}
    by: Row = {"at": change.now, "noted_by": SORTED_BY}
    for reply_ in found:
        first = store.take_numbers(change, which, f"comment {reply_.number}", len(reply_.comments))
        for number, (row, (start, stop)) in enumerate(reply_.comments, first):
            point, ident, of_answer = points[row["point"]], next(ids), next(answers)
            place: Row = {"of_text": reply_.of_text, "start": start, "stop": stop}
            of_point: Row = {name: point[name] for name in ("chapter", "paragraph", "theme", "summary")}
            of_point = {**of_point, "asks": bool(point["asks"]), "of_group": groups.get(row["point"])}
            step: Row = {"step": CommentStep.APPROVED, "current": 1}
            quoted: Row = {"id": ident, "reply": reply_.row, "number": number, "quote": row["text"]}
            made[comment].append({**quoted, **of_point, **step, **place, **by})
            answered: Row = {"id": of_answer, "comment": ident, "ordinal": 1, "disposition": point["disposition"]}
            made[answer].append({**answered, "reason": "", "wording": wordings[row["point"]], **by})
            made[answer_change] += [{"answer": of_answer, "paragraph": one} for one in point["changes"].split()]
            settled: Row = {"answer": of_answer, "what": Settling.APPROVED, "day": APPROVED}
            made[settling].append({**settled, "by_body": APPROVED_BY, "note": "", **by})
            if row["mask"]:
                at = start + row["text"].index(row["mask"])
                masked: Row = {"start": at, "stop": at + len(row["mask"]), "ground": row["ground"]}
                made[mask].append({"of_text": reply_.of_text, **masked, **by})
    for table, rows in made.items():
        change.insert_many(table, rows)
