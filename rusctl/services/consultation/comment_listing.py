"""Replies as they are split, comments and answers, as rows for programs and in the words that people read."""

from collections.abc import Iterator, Mapping

from rusctl.consultation import comments
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_comments import ANSWER_FAULT, COMMENT_STEP, SETTLING
from rusctl.model.comments import CommentAnswer
from rusctl.output.listed import comment_rows
from rusctl.output.rows import Row
from rusctl.services.consultation.analysis import KindRate
from rusctl.services.consultation.answering import AnswerState
from rusctl.services.consultation.comment_words import CommentWords
from rusctl.services.consultation.likeness import LikeComments
from rusctl.services.consultation.splitting import ReplySplit
from rusctl.services.consultation.text_links import LinkedChange, UnchangedAnswer
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from rusctl.services.strategy.texts import short

SHOWN = 60  # characters of a comment in a table


def split_row(one: ReplySplit) -> Row:
    """Give a reply as it is split."""
    counts = (
        len(one.reply.comments),
        one.coverage.per_cent if one.coverage.letters else None,
        one.coverage.paragraphs,
        len(one.missing),
    )
    day = one.reply.all_split.date().isoformat() if one.reply.all_split else None
    return comment_rows.split_row(one.reply.number, one.reply.bodies, counts=counts, day=day)


def text_numbers(project: Project, which: str) -> Mapping[int, int]:
    """Give which text of its reply each text is, by its row."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        found = comments.split_replies(connection, meant.id)
    return {text.row: text.ordinal for one in found for text in one.texts}


def comment_row(one: AnswerState, texts: Mapping[int, int]) -> Row:
    """Give a comment with its answer and what that lacks; `texts` says which of its reply's texts each row is."""
    of_text = one.of.comment.of_text
    return comment_rows.comment_row(one.of, one.bodies, one.faults, None if of_text is None else texts.get(of_text))


def like_row(one: LikeComments) -> Row:
    """Give comments that are alike, or replies that are one letter."""
    return {
        "kind": one.what,
        "group": one.number,
        "name": one.name or None,
        "members": list(one.members),
        "dispositions": list(one.dispositions),
        "unlike": one.unlike,
        "difference": one.difference or None,
    }


def rate_row(one: KindRate) -> Row:
    """Give how many bodies of a kind replied."""
    return {
        "kind": one.kind or None,
        "asked": one.rate.asked,
        "replied": one.rate.replied,
        "per_cent": one.rate.per_cent,
        "unsolicited": one.unsolicited,
        "silent": [each.name for each in one.silent],
    }


def link_row(one: LinkedChange | UnchangedAnswer) -> Row:
    """Give a change with the comments behind it, or a comment that is met without one."""
    linked = one if isinstance(one, LinkedChange) else None
    alone = one if isinstance(one, UnchangedAnswer) else None
    return {
        "paragraph": linked.change.id if linked else None,
        "number": (linked.number or None) if linked else None,
        "change": linked.change.became.value if linked else None,
        "comments": list(linked.comments) if linked else [],
        "inputs": list(linked.change.inputs) if linked else [],
        "comment": alone.comment.comment.name if alone else None,
        "named": list(alone.paragraphs) if alone else [],
    }


def comment_cells(one: AnswerState, words: CommentWords, language: Language) -> tuple[str, ...]:
    """Give the cells of a comment: its name, who, its words, its theme, what becomes of it, how far, what it lacks."""
    comment, valid = one.of.comment, one.of.valid
    lacks = [language.text(ANSWER_FAULT[each]) for each in one.faults] if valid else []
    if one.of.waiting:
        lacks.append(language.text(msg("another answer waits")))
    return (
        comment.name,
        ", ".join(one.bodies),
        short(" ".join((comment.summary or comment.quote).split()), SHOWN),
        words.theme_called(comment.theme, language),
        words.disposition_called(valid.content.disposition, language) if valid else "",
        language.text(COMMENT_STEP[comment.step]),
        "; ".join(lacks),
    )


def versions_said(one: AnswerState, words: CommentWords, language: Language) -> Iterator[Message | str]:
    """Give a comment with all versions of its answer: who wrote each and when, what was settled, which is valid."""
    comment = one.of.comment
    yield f"{comment.name}  {', '.join(one.bodies)}"
    if comment.quote:
        yield f"«{comment.quote}»"
    if comment.summary:
        yield comment.summary
    for each in one.of.answers:
        yield version_said(each, words, language, valid=each.ordinal == comment.current)
        if each.ordinal > comment.current:
            yield msg(
                "  {number} waits: rusctl consultation answer {name} --take {number}",
                number=each.ordinal,
                name=comment.name,
            )
        for settled in each.settled:
            yield msg(
                "  {what} {day}, {body}, {by}",
                what=SETTLING[settled.what],
                day=settled.day,
                body=settled.body or "–",
                by=settled.noted_by or "–",
            )
    for fault in one.faults if one.of.valid else ():
        yield msg("  missing: {fault}", fault=ANSWER_FAULT[fault])


def version_said(one: CommentAnswer, words: CommentWords, language: Language, *, valid: bool) -> Message:
    """Say what a version of an answer is, who wrote it and when."""
    said = {
        "number": one.ordinal,
        "disposition": words.disposition_called(one.content.disposition, language) or "–",
        "reason": one.text or "–",
        "changes": list(one.content.changes) or "–",
        "by": one.noted_by or "–",
        "day": one.at.date(),
    }
    if valid:
        return msg("{number}, valid ({by}, {day}): {disposition}. {reason} [{changes}]", **said)
    return msg("{number} ({by}, {day}): {disposition}. {reason} [{changes}]", **said)
