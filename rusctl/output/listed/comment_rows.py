"""What the listings of comments and answers give: replies as they are split, comments, like ones, reasons, rates."""

from collections.abc import Sequence
from typing import Any

from rusctl.model.comments import AnsweredComment, AnswerFault, CommentAnswer, ReplyComment, ReusableReason
from rusctl.output.rows import Field, Row

REPLY_SPLIT = {
    "reply": Field("integer", "the reply's number"),
    "bodies": Field("strings", "the names of its bodies"),
    "comments": Field("integer", "how many comments it is split into"),
    "covered": Field("integer?", "how many per cent of its letters are in comments; null where it has no text"),
    "paragraphs": Field("integer", "how many paragraphs its texts have"),
    "not_covered": Field("integer", "how many of those are in no comment"),
    "all_split": Field("date?", "the day on which somebody said that no more comments are in it"),
}
COMMENT = {
    "comment": Field("string", "the comment: its reply's number and its own"),
    "reply": Field("integer", "the reply's number"),
    "bodies": Field("strings", "the names of the reply's bodies"),
    "text": Field("integer?", "which of the reply's texts it is a span of; null where it is of the whole reply"),
    "start": Field("integer?", "the first character of the span, from 0"),
    "stop": Field("integer?", "the first character that is not in it"),
    "quote": Field("string?", "the words of the span"),
    "summary": Field("string?", "what it says, summed up"),
    "proposal": Field("string?", "what the text should say instead"),
    "chapter": Field("string?", "the chapter it is about: a number"),
    "paragraph": Field("string?", "the paragraph it is about: an id"),
    "page": Field("string?", "the page of the reply"),
    "question": Field("string?", "the question it answers: an id"),
    "theme": Field("string?", "its theme, or a heading of the frame: an id"),
    "stance": Field("string?", "its stance: an id"),
    "asks": Field("boolean", "whether it asks for something"),
    "group": Field("integer?", "the group of like comments it is in"),
    "due": Field("date?", "when it is to be answered"),
    "step": Field("string", "registered, themed, drafted, checked, approved or reopened"),
    "answer": Field("integer?", "the number of the answer that is valid"),
    "disposition": Field("string?", "what becomes of it: an id"),
    "reason": Field("string?", "why"),
    "reuses": Field("string?", "the reusable reason that it uses: an id"),
    "changes": Field("strings", "the paragraphs that were changed, or that have it already: ids"),
    "lacks": Field(
        "strings",
        "no-disposition, no-reason, empty-reason, no-change, no-place or unexpected-change",
    ),
    "waiting": Field("strings", "the numbers of other answers to it, which wait until somebody decides"),
    "approved": Field("date?", "the day on which its answer was approved"),
    "approved_by": Field("string?", "the body that approved it: an id"),
}
LIKE = {
    "kind": Field("string", "group, proposal or campaign"),
    "group": Field("integer?", "the group's number"),
    "name": Field("string?", "what the group is called"),
    "members": Field("strings", "its comments; of a campaign its replies"),
    "dispositions": Field("strings", "what becomes of them: ids, each once"),
    "unlike": Field("boolean", "whether they end differently, and nobody has said why"),
    "difference": Field("string?", "why they end differently"),
}
REASON = {
    "id": Field("string", "the reason's id"),
    "text": Field("string", "how it is worded"),
    "wording": Field("integer", "the number of that wording"),
    "used": Field("strings", "the comments whose answers use it"),
    "earlier": Field("strings", "those of them that use an earlier wording"),
}
RATE = {
    "kind": Field("string?", "the kind of body: an id; null for all together"),
    "asked": Field("integer", "how many bodies of this kind were asked"),
    "replied": Field("integer", "how many of those replied or had no objection"),
    "per_cent": Field("number?", "how many per cent that is; null where nobody was asked"),
    "unsolicited": Field("integer", "how many replied without being asked"),
    "silent": Field("strings", "the names of those that did not reply, after the last day"),
}
LINK = {
    "paragraph": Field("string?", "the changed paragraph: an id; null for a comment that is met without a change"),
    "number": Field("string?", "the number of the heading it stands under"),
    "change": Field("string?", "what became of it"),
    "comments": Field("strings", "the comments whose answers name it"),
    "inputs": Field("strings", "the inputs behind the change"),
    "comment": Field("string?", "a comment that is met though no paragraph that it names is changed"),
    "named": Field("strings", "the paragraphs that its answer names"),
}
LISTINGS = {
    "consultation split": REPLY_SPLIT,
    "consultation answer": COMMENT,
    "consultation like": LIKE,
    "consultation reasons": REASON,
    "consultation analyse": RATE,
    "consultation changes": LINK,
}


def split_row(number: int, bodies: Sequence[str], *, counts: tuple[int, int | None, int, int], day: str | None) -> Row:
    """Give a reply as it is split: comments, per cent covered, paragraphs, and those of them that are in none."""
    comments, covered, paragraphs, missing = counts
    return {
        "reply": number,
        "bodies": list(bodies),
        "comments": comments,
        "covered": covered,
        "paragraphs": paragraphs,
        "not_covered": missing,
        "all_split": day,
    }


def comment_row(of: AnsweredComment, bodies: Sequence[str], faults: Sequence[AnswerFault], text: int | None) -> Row:
    """Give a comment with its valid answer and what that lacks; `text` is which of its reply's it is a span of."""
    return (
        _comment(of.comment, bodies, text)
        | _answer(of.valid)
        | {
            "lacks": [one.value for one in faults],
            "waiting": [str(one.ordinal) for one in of.waiting],
        }
        | _approved(of)
    )


def _comment(one: ReplyComment, bodies: Sequence[str], text: int | None) -> dict[str, Any]:
    return {
        "comment": one.name,
        "reply": one.reply,
        "bodies": list(bodies),
        "text": text,
        "start": one.start,
        "stop": one.stop,
        "quote": one.quote or None,
        "summary": one.summary or None,
        "proposal": one.proposal or None,
        "chapter": one.chapter or None,
        "paragraph": one.paragraph or None,
        "page": one.page or None,
        "question": one.question or None,
        "theme": one.theme or None,
        "stance": one.stance or None,
        "asks": one.asks,
        "group": one.group,
        "due": one.due.isoformat() if one.due else None,
        "step": one.step.value,
    }


def _answer(one: CommentAnswer | None) -> dict[str, Any]:
    return {
        "answer": one.ordinal if one else None,
        "disposition": (one.content.disposition or None) if one else None,
        "reason": (one.text or None) if one else None,
        "reuses": (one.reason_id or None) if one else None,
        "changes": list(one.content.changes) if one else [],
    }


def _approved(of: AnsweredComment) -> dict[str, Any]:
    last = of.approved
    return {
        "approved": last.day.isoformat() if last else None,
        "approved_by": (last.body or None) if last else None,
    }


def reason_row(one: ReusableReason) -> Row:
    """Give a reusable reason."""
    return {
        "id": one.ident,
        "text": one.valid.text,
        "wording": one.current,
        "used": [name for name, _ in one.used],
        "earlier": [name for name, ordinal in one.used if ordinal != one.current],
    }
