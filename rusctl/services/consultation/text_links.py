"""Changes of the strategy's text and the comments behind them, both ways: what stands on one side alone is found."""

from typing import NamedTuple

from rusctl.consultation import answers
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.comments import AnsweredComment
from rusctl.model.consulting import ChangeAsked
from rusctl.services.consultation.comment_words import CommentWords
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import is_there, opened
from rusctl.services.project import Project
from rusctl.services.strategy import compare, texts
from rusctl.services.strategy.compare import Comparison
from rusctl.strategy.changes import ParagraphChange


class LinkedChange(NamedTuple):
    """A change of the text, the number of the heading it stands under, and the comments whose answers name it."""

    change: ParagraphChange
    number: str
    comments: tuple[str, ...]


class UnchangedAnswer(NamedTuple):
    """A comment that is met, and the paragraphs that its answer names, none of which is changed."""

    comment: AnsweredComment
    paragraphs: tuple[str, ...]


class TextLinks(NamedTuple):
    """Two versions, their changes with the comments behind each, and the comments that are met without a change."""

    comparison: Comparison
    changes: tuple[LinkedChange, ...]
    unchanged: tuple[UnchangedAnswer, ...]

    @property
    def without_comment(self) -> tuple[LinkedChange, ...]:
        """The changes that no comment stands behind."""
        return tuple(one for one in self.changes if not one.comments)


def behind_changes(project: Project) -> dict[str, list[str]]:
    """Give which comments' answers name each paragraph; with more than one consultation, each after the id of its own.

    Nothing where the folder has no consultation, or no database.
    """
    consultations = project.readable().plan.consultations
    if not consultations or not is_there(project):
        return {}
    found: dict[str, list[str]] = {}
    with opened(project).reading() as connection:
        for one in consultations:
            mark = f"{one.id}:" if len(consultations) > 1 else ""
            for paragraph, names in answers.behind(connection, one.id).items():
                found.setdefault(paragraph, []).extend(f"{mark}{name}" for name in names)
    return found


def links(project: Project, which: str = "", old: str = "", new: str = "") -> TextLinks:
    """Give what was changed from the version that was sent out to another, the last where none is named.

    UsageError where no version was sent out and none is named, RusctlError where the text has no version.
    """
    meant = naming.named(project, which)
    first = old or meant.version
    last = texts.latest(project)
    if last is None:
        raise RusctlError(msg("the strategy's text has no version; take one in: rusctl strategy import FILE --as ID"))
    if not first:
        raise UsageError(
            msg("say which two versions of the strategy's text to compare: rusctl consultation changes OLD NEW")
        )
    comparison = compare.compared(project, first, new or last.version.id)
    words = CommentWords(project, meant)
    with opened(project).reading() as connection:
        behind = answers.behind(connection, meant.id)
        found = answers.read(connection, meant.id)
    changed = {one.id for one in comparison.changed}
    return TextLinks(
        comparison,
        tuple(LinkedChange(one, comparison.number(one), tuple(behind.get(one.id, ()))) for one in comparison.changed),
        tuple(
            UnchangedAnswer(one, one.valid.content.changes)
            for one in found
            if one.valid
            and _is_met(words, one.valid.content.disposition)
            and not changed & {*one.valid.content.changes}
        ),
    )


def _is_met(words: CommentWords, disposition: str) -> bool:
    rule = words.rule(disposition)
    return rule is not None and rule.change is ChangeAsked.NAMED
