"""What the listings of consultations give: the consultations themselves, and the words of their rows."""

import datetime as dt

from rusctl.language.catalogue import Language
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
