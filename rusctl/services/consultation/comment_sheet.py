"""The sheet that a working group answers in: a row for each comment, which knows what it was when it was made."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.consultation import comments
from rusctl.consultation.merging import marks
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import free
from rusctl.language.vocabulary_comments import COMMENT_STEP
from rusctl.model.comments import ReplyComment
from rusctl.output import sheets
from rusctl.output.sheets import SheetTable
from rusctl.services.consultation.answering import AnswerState, AnswersWanted, states, words_of
from rusctl.services.consultation.comment_words import CommentWords
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from rusctl.storage.files import exports

if TYPE_CHECKING:
    from rusctl.output.sheets import Value

COMMENT, REPLY, QUOTE, STEP = "comment", "reply", "quote", "step"
VERSION, BASE = "version", "base"
DISPOSITION, REASON, CHANGES = "disposition", "reason", "changes"
COLUMNS: Mapping[str, Message] = {
    REPLY: msg("Reply no."),
    "bodies": msg("Consultation body"),
    COMMENT: msg("Comment no."),
    "chapter": msg("Chapter"),
    "paragraph": msg("Paragraph"),
    "page": msg("Page of the reply"),
    "question": msg("Question"),
    QUOTE: msg("Comment in its own words"),
    "summary": msg("Summary"),
    "proposal": msg("Proposed change"),
    "theme": msg("Theme"),
    "stance": msg("Stance"),
    "asks": msg("Asks for something"),
    "assigned": msg("Answered by"),
    "due": msg("Answer due"),
    DISPOSITION: msg("Disposition"),
    REASON: msg("Reason given"),
    CHANGES: msg("Changed paragraphs"),
    "waiting": msg("Other answers that wait"),
    STEP: msg("How far"),
    VERSION: msg("Version"),
    BASE: msg("Taken as"),
}
_WHOLE_TEXTS = (QUOTE, "summary", "proposal", REASON)
SAID = ("chapter", "paragraph", "page", "question", "summary", "proposal", "theme", "stance", "asks", "assigned", "due")
"""The columns of what is said of a comment, which are put together field by field."""


def table(project: Project, language: Language, which: str, wanted: AnswersWanted) -> SheetTable:
    """Give a consultation's comments as a table for a sheet; RusctlError where there are no such comments."""
    words = CommentWords(project, naming.named(project, which))
    with opened(project).reading() as connection:
        rows = [_row(one, words, language) for one in states(connection, words, wanted)]
    if not rows:
        raise RusctlError(msg("there are no such comments; rusctl consultation split makes them"))
    heading = [language.text(text) for text in COLUMNS.values()]
    wide = tuple(at for at, column in enumerate(COLUMNS) if column in _WHOLE_TEXTS)
    return SheetTable(language.text(msg("Comments")), heading, rows, (len(heading) - 2, len(heading) - 1), wide)


def make(
    project: Project,
    language: Language,
    path: Path | None,
    which: str,
    wanted: AnswersWanted,
    *,
    dry_run: bool = False,
) -> tuple[Path, int]:
    """Write a sheet of a consultation's comments to a new file, and give that and how many rows it has.

    Where no file is named, it is one of the day's below register/exports. RusctlError where there are no such comments.
    """
    found = table(project, language, which, wanted)
    made = dt.datetime.combine(project.today, dt.time())
    title = language.text(msg("Comments to answer"))
    folder = exports.place(project.folder.path, path.parent if path else None, personal=True)
    target = folder / (path.name if path else _free_name(folder, naming.named(project, which).id, project.today))
    if not dry_run:
        exports.write(target, sheets.workbook([found], title, made), personal=True)
    return target, len(found.rows)


def _free_name(folder: Path, which: str, today: dt.date) -> str:
    """Give the name of a workbook that is not there yet: the consultation, the day, and a number where needed."""
    taken = {one.stem for one in folder.glob("*.xlsx")} if folder.exists() else set()
    return f"{free(f'{which}-{today.isoformat()}', taken)}.xlsx"


def _row(one: AnswerState, words: CommentWords, language: Language) -> "list[Value]":
    comment, valid = one.of.comment, words_of(one.of.valid)
    said = values_of(comment)
    shown = said | {
        "question": comment.question,
        "theme": words.theme_called(comment.theme, language),
        "stance": words.stance_called(comment.stance, language),
        "asks": language.text(msg("yes") if comment.asks else msg("no")),
        REPLY: str(comment.reply),
        "bodies": "; ".join(one.bodies),
        COMMENT: comment.name,
        QUOTE: comment.quote,
        DISPOSITION: words.disposition_called(valid.disposition, language),
        REASON: valid.reason,
        CHANGES: "; ".join(valid.changes),
        "waiting": "\n".join(
            f"{each.ordinal}: {words.disposition_called(each.content.disposition, language)}. {each.text}"
            for each in one.of.waiting
        ),
        STEP: language.text(COMMENT_STEP[comment.step]),
        VERSION: str(comment.version),
        BASE: marks(said | {STEP: comment.step.value}, comment.current),
    }
    return [shown[column] for column in COLUMNS]


def values_of(one: ReplyComment) -> dict[str, str]:
    """Give what is said of a comment, field by field, as texts; yes is 1."""
    found = {name: getattr(one, name) for name in comments.FIELDS}
    return found | {"asks": "1" if one.asks else "", "due": one.due.isoformat() if one.due else ""}
