"""The sentences of a letter to a respondent, in grammar: "ni" to a body, "du" to a person; one comment, two."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.comments import AnsweredComment
from rusctl.model.consulting import NO_OBJECTION, Consultation, Disposition
from rusctl.model.letters import GivenReply
from rusctl.model.plan import Plan
from rusctl.papers.fields import PaperValues
from rusctl.services.consultation.places import TextPlaces

MOST_QUOTED = 500  # characters of a quote in a letter
_ENOUGH = 0.6  # of them, before which a quote is not cut at a space


class LetterMatter(NamedTuple):
    """What all letters of a consultation have in common: what the plan says, and what is said for them.

    `decision` is who decided what and when, `following` where the documents are and what comes next; in each language.
    """

    plan: Plan
    consultation: Consultation
    places: TextPlaces
    day: dt.date
    decision: str
    following: str
    contact: str


class OneLetter(NamedTuple):
    """What one letter is about: a reply, with those that add to it, and all their comments with their answers.

    `corrects` is the day of the letter that this one replaces, `numbers` are those of all replies that it is about.
    """

    reply: GivenReply
    more: tuple[GivenReply, ...]
    comments: tuple[AnsweredComment, ...]
    language: str
    corrects: dt.date | None = None
    numbers: tuple[int, ...] = ()

    @property
    def private(self) -> bool:
        """Whether it goes to a person."""
        return self.reply.private

    @property
    def recipient(self) -> str:
        """To whom it goes; several bodies on one reply are one recipient."""
        names = [one.name for one in self.reply.bodies]
        if len(names) < 2:  # noqa: PLR2004 - one name alone
            return "".join(names)
        return f"{', '.join(names[:-1])} {_AND[self.language]} {names[-1]}"


_AND = {"sv": "och", "en": "and"}


def values(one: OneLetter, matter: LetterMatter) -> PaperValues:
    """Give the values of a letter."""
    language, plan = Language(one.language), matter.plan
    reply = one.reply
    fields = {
        "title": language.text(_title(one)),
        "date": dates.long(matter.day, language.code),
        "dnr": reply.dnr or matter.consultation.dnr,
        "their_dnr": reply.their_dnr,
        "recipient": one.recipient,
        "region": plan.process.region,
        "consultation": language.name(matter.consultation.name) or matter.consultation.about or plan.process.name,
        "opening": language.text(_opening(one, matter, language)),
        "correction": language.text(_correction(one, language)) if one.corrects else "",
        "decision": matter.decision,
        "count": language.text(_count(one)),
        "next": matter.following or language.text(_NEXT),
        "contact": language.text(msg("Questions are answered by {contact}.", contact=matter.contact)),
        "personal_data": language.text(_PERSONAL) if one.private else "",
    }
    return PaperValues(fields, {"comments": [_comment(each, matter, language) for each in one.comments]})


_NONE_OF_PERSON = msg("You wrote that you have no objection to the proposal.")
_NONE_OF_BODY = msg("Your statement has no objection to the proposal.")
_EMPTY_OF_PERSON = msg("What you wrote holds no comment on the proposal that asks for an answer.")
_EMPTY_OF_BODY = msg("Your statement holds no comment on the proposal that asks for an answer.")
_NEXT = msg("All comments and how they were handled are put together in a report, which is published.")
_PERSONAL = msg(
    "Your name and how you can be reached are kept to handle your reply, and are left out of what is published. "
    "Replies that have come in are public documents. You may ask what is held about you."
)


def _title(one: OneLetter) -> Message:
    if one.private:
        return msg("Answer to your comments")
    return msg("Answer to your statement")


def _opening(one: OneLetter, matter: LetterMatter, language: Language) -> Message:
    name = language.name(matter.consultation.name) or matter.consultation.about or matter.plan.process.name
    day = one.reply.authored or one.reply.arrived
    if not day:
        if one.private:
            return msg("Thank you for the comments that you sent on {name}.", name=name)
        return msg("Thank you for your statement on {name}.", name=name)
    said = dates.long(day, language.code)
    if one.private:
        return msg("Thank you for the comments on {name} that you sent on {day}.", day=said, name=name)
    return msg("Thank you for your statement of {day} on {name}.", day=said, name=name)


def _correction(one: OneLetter, language: Language) -> Message:
    assert one.corrects is not None  # noqa: S101 - asked for where there is one
    return msg("This letter replaces the one of {day}.", day=dates.long(one.corrects, language.code))


def _count(one: OneLetter) -> Message:
    count = len(one.comments)
    if not count:
        if one.reply.stance == NO_OBJECTION:
            return _NONE_OF_PERSON if one.private else _NONE_OF_BODY
        return _EMPTY_OF_PERSON if one.private else _EMPTY_OF_BODY
    if one.private:
        return nmsg(
            "You made {count} comment. This is how it has been handled.",
            "You made {count} comments. This is how they have been handled.",
            count,
        )
    return nmsg(
        "Your statement holds {count} comment. This is how it has been handled.",
        "Your statement holds {count} comments. This is how they have been handled.",
        count,
    )


def disposition_of(plan: Plan, ident: str) -> Disposition | None:
    """Give a disposition by its id; None where the folder has none such."""
    return next((one for one in plan.consultation_words.dispositions if one.id == ident), None)


def disposition_name(plan: Plan, ident: str, language: Language) -> str:
    """Give a disposition in words; its id where the folder has none such."""
    found = disposition_of(plan, ident)
    return (language.name(found.name) if found else "") or ident


def _comment(one: AnsweredComment, matter: LetterMatter, language: Language) -> dict[str, str]:
    answer, comment = one.valid, one.comment
    about = matter.places.chapter(comment.chapter, comment.paragraph)
    heading = (
        msg("Comment {number}: {about}", number=comment.name, about=about)
        if about
        else msg("Comment {number}", number=comment.name)
    )
    changes = answer.content.changes if answer else ()
    return {
        "number": comment.name,
        "heading": language.text(heading),
        "quote": shortened(comment.quote, comment.summary),
        "disposition": disposition_name(matter.plan, answer.content.disposition, language) if answer else "",
        "reason": answer.text.strip() if answer else "",
        "change": changed(changes, matter.places, language),
    }


def changed(changes: Sequence[str], places: TextPlaces, language: Language) -> str:
    """Say where in the text a change stands; nothing without one."""
    where = [*dict.fromkeys(places.where(one) for one in changes)]
    return language.text(msg("In the text: {places}.", places=where)) if where else ""


def shortened(quote: str, summary: str, most: int = MOST_QUOTED) -> str:
    """Give what was said: its own words where they are few, else what sums them up, else their beginning."""
    text = "\n".join(filter(None, (line.strip() for line in quote.splitlines())))
    if len(text) <= most and text:
        return text
    if summary.strip():
        return summary.strip()
    cut = text[:most]
    at = cut.rfind(" ")
    return f"{cut[: at if at > most * _ENOUGH else most].rstrip()} …" if text else ""
