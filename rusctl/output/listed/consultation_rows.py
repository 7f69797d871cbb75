"""What the listings of consultations give: the consultations themselves, and the words of their rows."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rusctl.language.catalogue import Language
from rusctl.model.consultation import BodyState
from rusctl.model.consulted import ConsultationStanding
from rusctl.model.consulting import Consultation, ConsultationWord, Disposition
from rusctl.model.plan import Plan
from rusctl.output.rows import Field, Row

CONSULTATION = {
    "id": Field("string", "the consultation's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "version": Field("string?", "what is asked about: a version of the strategy's text, by its id"),
    "about": Field("string?", "what is asked about, where it is no version of the text"),
    "opens": Field("string", "the milestone that opens it: an id"),
    "closes": Field("string", "the milestone that closes it: an id"),
    "opened": Field("date?", "the day on which it opens or opened, where one is known"),
    "last_day": Field("date?", "its last day, where one is known; it lasts until its end"),
    "days_left": Field("integer?", "days until its last day; 0 on it, negative after it"),
    "days": Field("integer?", "how many days it must last at least"),
    "round": Field("integer", "which time the text goes out"),
    "dnr": Field("string?", "the diarienummer of the matter"),
    "questions": Field("strings", "ids of its questions, in their order"),
}

CONSULTATION_WORD = {
    "list": Field("string", "kind, legal_group, stance, disposition or channel"),
    "id": Field("string", "the word's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "words": Field("strings", "other words that mean it, where a list or a sheet is read"),
    "legal_group": Field("string?", "of a kind of body: the legal group that it belongs to"),
    "reason": Field("string?", "of a disposition: required, if-asked or optional"),
    "change": Field("string?", "of a disposition: named, paragraph or none"),
}


def word_row(name: str, one: ConsultationWord | Disposition, plan: Plan) -> Row:
    """Give the row of a word of one of the lists."""
    return {
        "list": name,
        "id": one.id,
        "name": Language(plan.process.language).name(one.name) or one.id,
        "words": list(one.words),
        "legal_group": one.legal_group or None if isinstance(one, ConsultationWord) else None,
        "reason": one.reason.value if isinstance(one, Disposition) else None,
        "change": one.change.value if isinstance(one, Disposition) else None,
    }


def consultation_row(
    one: Consultation, plan: Plan, opened: dt.date | None, last: dt.date | None, left: int | None
) -> Row:
    """Give a consultation's row, with its first and its last day and how many are left until then."""
    return {
        "id": one.id,
        "name": Language(plan.process.language).name(one.name) or one.id,
        "version": one.version or None,
        "about": one.about or None,
        "opens": one.opens,
        "closes": one.closes,
        "opened": opened.isoformat() if opened else None,
        "last_day": last.isoformat() if last else None,
        "days_left": left,
        "days": one.days,
        "round": one.round,
        "dnr": one.dnr or None,
        "questions": [each.id for each in one.questions],
    }


BODY = {
    "consultation": Field("string", "the consultation's id"),
    "number": Field("integer", "the body's number on the circulation list"),
    "name": Field("string", "the body's name"),
    "kind": Field("string?", "which kind of body: an id"),
    "legal_group": Field("string?", "which legal group it belongs to: an id"),
    "municipality": Field("string?", "its municipality: an id"),
    "email": Field("string?", "its mailbox; null if there is none, or nothing may be sent"),
    "state": Field(
        "string",
        "not_asked, asked, reminded, answered, answered_late, no_objection, declined, silent or unsolicited",
    ),
    "asked": Field("date?", "the day it was asked"),
    "reminded": Field("date?", "the day it was last reminded"),
    "declined": Field("date?", "the day it said that it does not reply"),
    "last_day": Field("date?", "its last day: its extension, else that of the consultation"),
    "extended": Field("boolean", "whether it has a later last day than the others"),
    "replies": Field("integer", "how many replies it has given, alone or with others"),
    "arrived": Field("date?", "the day its first reply came, as the registrar states it"),
}


def body_row(values: Mapping[str, Any]) -> Row:
    """Give a body's row from its values by name; days become text, and what is empty null."""
    row: Row = {}
    for name in BODY:
        value = values.get(name)
        row[name] = value.isoformat() if isinstance(value, dt.date) else None if value == "" else value
    return row


STATUS = {
    "consultation": Field("string", "the consultation's id"),
    "last_day": Field("date?", "its last day, where one is known; it lasts until its end"),
    "days_left": Field("integer?", "days until its last day; 0 on it, negative after it"),
    "bodies": Field("integer", "how many are on the circulation list"),
    "asked": Field("integer", "how many of them were asked"),
    "replied": Field("integer", "how many of those asked replied or had no objection"),
    "declined": Field("integer", "how many said that they do not reply"),
    "silent": Field("integer", "how many were asked and said nothing before their last day passed"),
    "unsolicited": Field("integer", "how many replied without being asked"),
    "replies": Field("integer", "how many replies there are"),
    "split": Field("integer", "replies of which somebody said that no more comments are in them"),
    "comments": Field("integer", "how many comments there are"),
    "answered": Field("integer", "how many of them have an answer, however far it has come"),
    "approved": Field("integer", "how many answers are approved"),
    "letters": Field("integer", "how many replies a letter went out to"),
    "overdue": Field("strings", "comments whose last day has passed: 17.4"),
    "answers_a_week": Field("number?", "answers written a week so far; null before a week has passed"),
    "ready": Field("date?", "the day on which the last comment has an answer at that pace"),
}


def status_row(
    one: ConsultationStanding, last: dt.date | None, left: int | None, pace: tuple[float | None, dt.date | None]
) -> Row:
    """Give the row of how a consultation stands; `pace` is how many answers a week, and when the last is written."""
    week, ready = pace
    return {
        "consultation": one.id,
        "last_day": last.isoformat() if last else None,
        "days_left": left,
        "bodies": one.bodies,
        "asked": one.asked,
        "replied": one.replied,
        "declined": one.states.get(BodyState.DECLINED, 0),
        "silent": len(one.silent),
        "unsolicited": one.states.get(BodyState.UNSOLICITED, 0),
        "replies": one.replies,
        "split": one.split,
        "comments": one.comments,
        "answered": one.answered,
        "approved": one.approved,
        "letters": one.lettered,
        "overdue": list(one.overdue),
        "answers_a_week": week,
        "ready": ready.isoformat() if ready else None,
    }
