"""A consultation gathered for publication: its comments with their answers, as the public may see them.

Private persons are "Privatperson 14", masked passages are left out with their ground, and what somebody may not have
published is not there at all: what is written is made of these values, and never of what was taken away.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.consultation import answers, letters, public, store
from rusctl.consultation.public import MaskedPassage
from rusctl.consultation.standing import came_late
from rusctl.database.database import Register
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.comments import AnsweredComment, ReplyComment
from rusctl.model.consulting import Consultation
from rusctl.model.letters import GivenReply, RespondingBody
from rusctl.services.consultation import letter_words, private_strings
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consulting.period import ConsultationPeriod, period
from rusctl.services.project import Project

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

_LONG = 3  # words, below which a comment tells nobody from another


class PublicComment(NamedTuple):
    """A comment as it is published; `words` are empty where its text may not be, `approved` says that its answer is."""

    name: str
    reply: int
    who: str
    kind: str
    chapter: str
    chapter_key: str
    words: str
    hidden: bool
    disposition: str
    reason: str
    changes: tuple[str, ...]
    change: str
    theme: str
    summary: str
    approved: bool = False


class PublicReply(NamedTuple):
    """A reply as it is listed in what is published."""

    number: int
    who: str
    kind: str
    arrived: dt.date | None
    late: bool
    channel: str
    dnr: str
    stance: str
    comments: int


class Compiled(NamedTuple):
    """A consultation as it is published, and what was taken away, to be looked for in what is written.

    `asked` counts the bodies on the circulation list that were asked; `unpublished` the replies without consent or
    ground.
    """

    consultation: Consultation
    name: str
    period: ConsultationPeriod
    asked: int
    comments: tuple[PublicComment, ...]
    replies: tuple[PublicReply, ...]
    removed: tuple[str, ...]
    public_words: tuple[str, ...]
    unpublished: int
    unanswered: tuple[str, ...]


def is_published(one: GivenReply) -> bool:
    """Whether a reply's text may be published: a person's with a ground for it, a body's unless it is refused."""
    return one.published or not (any(body.person_number is not None for body in one.bodies) or one.ground)


def public_name(one: RespondingBody, language: Language) -> str:
    """Give what a body is called in what is published; a person by their number, the same everywhere."""
    if one.person_number is None:
        return one.name
    return language.text(msg("Private person {number}", number=one.person_number))


def gathered(project: Project, register: Register, one: Consultation, language: Language) -> Compiled:
    """Gather a consultation as the public may see it, in a language."""
    with register.reading() as connection:
        return read(project, connection, one, language)


def read(project: Project, connection: "Connection", one: Consultation, language: Language) -> Compiled:
    """Gather a consultation likewise, out of a database that is open."""
    given = letters.replies(connection, one.id)
    answered = answers.read(connection, one.id)
    masks = public.masks(connection, one.id)
    texts = public.texts(connection, one.id)
    words = public.public_words(connection, one.id)
    contacts = public.contacts(connection, one.id)
    listed = {body.number: body for body in store.listed(connection, one.id)}
    plan, places = project.plan, TextPlaces(project, one)
    days = period(plan, one, project.today)
    replies = {reply.row: reply for reply in given}
    replaced = {reply.follows for reply in given if reply.replaces}
    shown = [each for each in answered if each.comment.reply_row not in replaced]
    kinds = {kind.id: language.name(kind.name) or kind.id for kind in plan.consultation_words.kinds}
    stances = {each.id: language.name(each.name) or each.id for each in plan.consultation_words.stances}
    channels = {each.id: language.name(each.name) or each.id for each in plan.consultation_words.channels}
    counts: dict[int, int] = {}
    comments = []
    for each in shown:
        reply = replies[each.comment.reply_row]
        counts[reply.row] = counts.get(reply.row, 0) + 1
        words_of = _shown_words(each.comment, masks.get(each.comment.of_text or 0, ()), language)
        hidden = not is_published(reply)
        answer = each.valid
        changes = answer.content.changes if answer else ()
        comments.append(
            PublicComment(
                name=each.comment.name,
                reply=reply.number,
                who=_who(reply, language),
                kind=kinds.get(reply.bodies[0].kind, reply.bodies[0].kind) if reply.bodies else "",
                chapter=places.chapter(each.comment.chapter, each.comment.paragraph),
                chapter_key=each.comment.chapter or places.number_of(each.comment.paragraph),
                words="" if hidden else words_of,
                hidden=hidden,
                disposition=answer.content.disposition if answer else "",
                reason=answer.text.strip() if answer else "",
                changes=changes,
                change=letter_words.changed(changes, places, language),
                theme=each.comment.theme,
                summary="" if hidden else each.comment.summary,
                approved=each.approved is not None,
            )
        )
    rows = [
        PublicReply(
            number=reply.number,
            who=_who(reply, language),
            kind=kinds.get(reply.bodies[0].kind, reply.bodies[0].kind) if reply.bodies else "",
            arrived=reply.arrived,
            late=any(came_late(listed[body.number].facts, days.closes) for body in reply.bodies),
            channel=channels.get(reply.channel, reply.channel),
            dnr=reply.dnr,
            stance=stances.get(reply.stance, reply.stance),
            comments=counts.get(reply.row, 0),
        )
        for reply in given
    ]
    return Compiled(
        consultation=one,
        name=language.name(one.name) or one.about or plan.process.name,
        period=days,
        asked=sum(body.facts.asked is not None and not body.facts.unsolicited for body in listed.values()),
        comments=tuple(comments),
        replies=tuple(rows),
        removed=tuple(_removed(given, shown, masks, texts, contacts)),
        public_words=tuple(words),
        unpublished=sum(not is_published(reply) for reply in given),
        unanswered=tuple(each.comment.name for each in shown if each.valid is None),
    )


def _who(reply: GivenReply, language: Language) -> str:
    return ", ".join(public_name(body, language) for body in reply.bodies)


def _shown_words(one: ReplyComment, masked: Sequence[MaskedPassage], language: Language) -> str:
    """Give the words of a comment without its masked passages."""
    if one.start is None or not one.quote:
        return one.summary
    out, at = "", 0
    for passage in masked:
        start, stop = max(passage.start - one.start, at), passage.stop - one.start
        if stop <= at or start >= len(one.quote):
            continue
        ground = passage.ground or language.text(msg("personal data"))
        out += one.quote[at:start] + language.text(msg("[left out: {ground}]", ground=ground))
        at = min(stop, len(one.quote))
    return out + one.quote[at:]


def _removed(
    given: Sequence[GivenReply],
    shown: Sequence[AnsweredComment],
    masks: Mapping[int, Sequence[MaskedPassage]],
    texts: Mapping[int, tuple[int, str]],
    contacts: Sequence[Mapping[str, str]],
) -> Iterator[str]:
    """Give what was taken away: persons, masked passages, the comments of replies that are not published."""
    for reply in given:
        for body in reply.bodies:
            if body.person_number is not None:
                yield from private_strings.of_person([body.name])
    for contact in contacts:
        yield from private_strings.of_person([contact["name"], contact["email"], contact["phone"]])
    for row, passages in masks.items():
        yield from (texts[row][1][one.start : one.stop] for one in passages)
    hidden = {reply.row for reply in given if not is_published(reply)}
    said = {_plain(one.comment.quote) for one in shown if one.comment.reply_row not in hidden}
    for comment in shown:
        quote = comment.comment.quote
        if comment.comment.reply_row in hidden and len(quote.split()) >= _LONG and _plain(quote) not in said:
            yield quote


def _plain(quote: str) -> str:
    return " ".join(quote.split()).casefold()
