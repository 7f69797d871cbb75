"""Reusable reasons: listed with where each is used, worded, taken into the answers that use an earlier wording."""

from collections.abc import Sequence

from rusctl.consultation import answers, comments, reasons
from rusctl.consultation.answer_rules import is_empty
from rusctl.database.transaction import Transaction
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.comments import ReusableReason
from rusctl.services import selection
from rusctl.services.consultation.comment_words import long_text, who
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

REASONS = "consultation reasons"  # as the log of changes has it


def listed(project: Project, which: str = "") -> list[ReusableReason]:
    """Give the reusable reasons of a consultation, with their wordings and where each is used."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        return reasons.listed(connection, meant.id)


def get(project: Project, which: str, ident: str) -> ReusableReason:
    """Give a reusable reason by its id; RusctlError where there is none."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        return reasons.get(connection, meant.id, ident)


def say(
    project: Project, which: str, ident: str, text: str, by: str = "", *, dry_run: bool = False
) -> tuple[ReusableReason, bool]:
    """Make a reusable reason, or word it anew; give it, and whether that is new.

    UsageError for an id that is none, and for a text that says nothing to who reads one letter alone.
    """
    meant, initials, said = naming.named(project, which), who(by), long_text(text)
    if is_empty(said):
        raise UsageError(msg("this reason says nothing to who reads one letter alone; say why in it"))
    selection.new_id(ident)

    def work(change: Transaction) -> tuple[ReusableReason, bool]:
        before = {one.ident: len(one.wordings) for one in reasons.listed(change.connection, meant.id)}
        reasons.say(change, meant.id, ident, said, initials)
        now = reasons.get(change.connection, meant.id, ident)
        return now, before.get(ident) != len(now.wordings)

    return opened(project).change(REASONS, work, dry_run=dry_run)


def remove(project: Project, which: str, ident: str, *, dry_run: bool = False) -> None:
    """Take a reusable reason away that no answer uses; PolicyError where one does."""
    meant = naming.named(project, which)
    opened(project).change(REASONS, lambda change: reasons.remove(change, meant.id, ident), dry_run=dry_run)


def renew(project: Project, which: str, ident: str, by: str = "", *, dry_run: bool = False) -> Sequence[str]:
    """Let answers that use an earlier wording of a reason use the valid one, as a version more; give their comments.

    Those that were approved are open again.
    """
    meant, initials = naming.named(project, which), who(by)

    def work(change: Transaction) -> list[str]:
        one = reasons.get(change.connection, meant.id, ident)
        names = [name for name, ordinal in one.used if ordinal != one.current]
        for comment in comments.meant(change.connection, meant.id, names):
            there = answers.answered(change.connection, [comments.locked(change, comment)])[0]
            if there.valid:
                answers.write(
                    change, there.comment, answers.reworded(there.valid.content, one), project.today, initials
                )
        return names

    return opened(project).change(REASONS, work, dry_run=dry_run)
