"""What a brief for a visit has of others' words: the first quotations, and what the place replied in consultations."""

from collections.abc import Iterator, Sequence

from rusctl.consultation import answers, letters
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg, nmsg
from rusctl.language.names import municipality_name
from rusctl.model.comments import AnsweredComment
from rusctl.model.consulting import Consultation
from rusctl.model.letters import GivenReply
from rusctl.model.plan import Event, Plan
from rusctl.output.document import Block, DocumentTable, Heading, Paragraph, Quote
from rusctl.services.people.register_access import opened_or_empty
from rusctl.services.project import Project

MOST_QUOTES, MOST_COMMENTS, LONGEST = 6, 12, 240  # in a brief, and characters of a comment


def shortened(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Give blocks with their first few quotations, and how many more there are; headings with nothing below go."""
    quotes = [one for one in blocks if isinstance(one, Quote)]
    kept = set(map(id, quotes[:MOST_QUOTES]))
    left = [one for one in blocks if not isinstance(one, Quote) or id(one) in kept]
    found = [one for at, one in enumerate(left) if not isinstance(one, Heading) or _has_more(left, at)]
    if more := len(quotes) - len(kept):
        text = nmsg(
            "{count} more input is in the report of what was said: rusctl report inputs",
            "{count} more inputs are in the report of what was said: rusctl report inputs",
            more,
        )
        found.append(Paragraph(language.text(text)))
    return found


def _has_more(blocks: Sequence[Block], at: int) -> bool:
    """Whether something stands below a heading before the next one of its level or a higher one."""
    level = getattr(blocks[at], "level", 1)
    for one in blocks[at + 1 :]:
        if not isinstance(one, Heading):
            return True
        if one.level <= level:
            return False
    return False


def replies(project: Project, event: Event, language: Language) -> list[Block]:
    """Give what bodies of an event's municipalities replied in consultations, and how it was answered.

    Nothing of private individuals; nothing at all where there is no register.
    """
    plan = project.plan
    names = [municipality_name(plan, place).casefold() for place in event.places]
    found: list[Block] = []
    with opened_or_empty(project).reading() as connection:
        for one in plan.consultations:
            mine = [each for each in letters.replies(connection, one.id) if _from(each, event, names)]
            comments = answers.read(connection, one.id, [each.number for each in mine]) if mine else []
            for each in mine:
                own = [comment for comment in comments if comment.comment.reply == each.number]
                found += _reply(plan, one, each, own, language)
    return [Heading(language.text(msg("What was replied in consultations"))), *found] if found else []


def _from(reply: GivenReply, event: Event, names: Sequence[str]) -> bool:
    """Whether a reply is from a body of an event's municipalities, by id or, of a municipality itself, by its name."""
    return not reply.private and any(
        one.municipality in event.places
        if one.municipality
        else one.kind == "municipality" and one.name.casefold().startswith(tuple(names))
        for one in reply.bodies
    )


def _reply(
    plan: Plan, one: Consultation, reply: GivenReply, comments: Sequence[AnsweredComment], language: Language
) -> Iterator[Block]:
    who = ", ".join(body.name for body in reply.bodies if body.person_number is None)
    yield Heading(f"{who}: {language.name(one.name) or one.about or one.id}", 2)
    yield Paragraph(" ".join(_summary(plan, reply, comments, language)))
    rows = tuple(_row(plan, comment, language) for comment in comments[:MOST_COMMENTS])
    if rows:
        header = (msg("Their comment"), msg("Assessment"), msg("Our answer"))
        yield DocumentTable(tuple(map(language.text, header)), rows)


def _summary(plan: Plan, reply: GivenReply, comments: Sequence[AnsweredComment], language: Language) -> Iterator[str]:
    if reply.arrived:
        yield language.text(msg("It came in on {day}.", day=dates.long(reply.arrived, language.code)))
    stance = next((each for each in plan.consultation_words.stances if each.id == reply.stance), None)
    if stance:
        yield language.text(msg("Stance: {stance}.", stance=language.name(stance.name)))
    answered = sum(one.valid is not None for one in comments)
    said = nmsg(
        "{count} comment, {answered} answered.",
        "{count} comments, {answered} answered.",
        len(comments),
        answered=answered,
    )
    yield language.text(said)
    if len(comments) > MOST_COMMENTS:
        yield language.text(msg("The first {count} are here.", count=MOST_COMMENTS))


def _row(plan: Plan, one: AnsweredComment, language: Language) -> tuple[str, str, str]:
    valid = one.valid
    words = plan.consultation_words.dispositions
    found = next((each for each in words if valid and each.id == valid.content.disposition), None)
    said = language.name(found.name) if found else (valid.content.disposition if valid else "")
    return _cut(one.comment.summary or one.comment.words), said, _cut(valid.text) if valid else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
