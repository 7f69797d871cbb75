"""What changed in the text and which replies stand behind it; and in short what many said, and what was done."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_strategy import BECAME
from rusctl.model.consulting import ChangeAsked
from rusctl.model.plan import Plan
from rusctl.model.strategy import Became
from rusctl.output.document import Block, Bullets, Document, Heading, Paragraph
from rusctl.services.consultation.compiled import Compiled, PublicComment
from rusctl.services.consultation.letter_words import disposition_of
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.project import Project
from rusctl.services.strategy import compare

MOST_NAMED = 3  # of what was said of a theme, and of why it led to nothing


class ListedChange(NamedTuple):
    """A change of the text: where, what became of it, the words before and after, why, and the comments behind it."""

    place: str
    paragraph: str
    became: Became
    before: str
    after: str
    reason: str
    comments: tuple[PublicComment, ...]


def changes(project: Project, found: Compiled, places: TextPlaces) -> list[ListedChange]:
    """Give the changes from the version that was asked about to the newest one; none where there are not both."""
    if places.old is None or places.new is None:
        return []
    compared = compare.compared(project, places.old.version.id, places.new.version.id)
    behind: dict[str, list[PublicComment]] = {}
    for one in found.comments:
        for name in one.changes:
            behind.setdefault(name, []).append(one)
    return [
        ListedChange(
            places.where(change.id),
            change.id,
            change.became,
            change.before,
            change.after,
            change.reason,
            tuple(behind.get(change.id, ())),
        )
        for change in compared.changed
    ]


def document(found: Compiled, listed: list[ListedChange], language: Language) -> Document:
    """Give the change list as a document."""
    say = language.text
    blocks: list[Block] = []
    counts = Counter(one.became for one in listed)
    said = [f"{say(BECAME[one])}: {counts[one]}" for one in Became if counts[one]]
    blocks += [Paragraph("; ".join(said))] if said else [Paragraph(say(msg("The text is as it was.")))]
    for one in listed:
        blocks.append(Heading(f"{one.place} ({one.paragraph}): {say(BECAME[one.became])}"))
        for word, text in ((msg("Before"), one.before), (msg("After"), one.after), (msg("Why"), one.reason)):
            if text:
                blocks.append(Paragraph(f"{say(word)}: {text}"))
        blocks.append(Paragraph(_behind(one, language)))
    return Document(say(msg("{name}: changes in the text", name=found.name)), language.code, tuple(blocks))


def _behind(one: ListedChange, language: Language) -> str:
    if not one.comments:
        return language.text(msg("No comment of the consultation stands behind it."))
    names = ", ".join(f"{each.name} ({each.who})" for each in one.comments)
    return language.text(msg("Comments behind it: {comments}.", comments=names))


def you_said(found: Compiled, plan: Plan, language: Language) -> Document:
    """Give in short, chapter by chapter, what many said, what was done, and what was not and why."""
    say = language.text
    groups: dict[str, list[PublicComment]] = {}
    for one in found.comments:
        groups.setdefault(one.theme or one.chapter or say(msg("The proposal as a whole")), []).append(one)
    blocks: list[Block] = [
        Paragraph(
            say(
                nmsg(
                    "{count} comment came in. In short, this is what was said and what we did.",
                    "{count} comments came in. In short, this is what was said and what we did.",
                    len(found.comments),
                )
            )
        )
    ]
    for name, group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        blocks += [Heading(name), *_theme(group, plan, language)]
    return Document(say(msg("{name}: you said, we did", name=found.name)), language.code, tuple(blocks))


def _theme(group: list[PublicComment], plan: Plan, language: Language) -> Iterator[Block]:
    say = language.text
    bodies = len({one.who for one in group})
    yield Paragraph(
        say(nmsg("You said: {count} comment", "You said: {count} comments", len(group)))
        + say(nmsg(" from {count} respondent.", " from {count} respondents.", bodies))
    )
    summaries = Counter(one.summary for one in group if one.summary)
    if summaries:
        yield Bullets(tuple(_weighed(*one, language) for one in summaries.most_common(MOST_NAMED)))
    done = [one for one in group if _changes(one, plan)]
    left = [one for one in group if not _changes(one, plan) and one.disposition]
    if done:
        places = dict.fromkeys(one.change for one in done if one.change)
        yield Paragraph(say(nmsg("We did: {count} was met.", "We did: {count} were met, whole or in part.", len(done))))
        if places:
            yield Bullets(tuple(places))
    if left:
        reasons = Counter(one.reason for one in left if one.reason)
        yield Paragraph(say(nmsg("{count} led to no change:", "{count} led to no change:", len(left))))
        yield Bullets(tuple(reason for reason, _ in reasons.most_common(MOST_NAMED)) or (say(msg("it is noted")),))


def _weighed(summary: str, count: int, language: Language) -> str:
    """Give what several said with how many comments say so."""
    if count == 1:
        return summary
    return language.text(nmsg("{summary} ({count} comment)", "{summary} ({count} comments)", count, summary=summary))


def _changes(one: PublicComment, plan: Plan) -> bool:
    found = disposition_of(plan, one.disposition)
    return found is not None and found.change is ChangeAsked.NAMED
