"""What became of inputs: set by command, with what each fate must name; and read for a trace."""

import re
from collections.abc import Collection
from typing import NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.inputs import fates
from rusctl.inputs.reference import meant
from rusctl.language.message import msg
from rusctl.language.vocabulary_inputs import FATE
from rusctl.model.inputs import Fate
from rusctl.model.strategy import PARAGRAPH
from rusctl.model.traces import TracedFate, TracedInput
from rusctl.services import selection
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.words import initials
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project

LONGEST_TARGET = 100


class FateSaid(NamedTuple):
    """What is said of a fate: its word, where the input went, in which version of the text, and why."""

    word: str
    target: str = ""
    version: str = ""
    reason: str = ""


def set_fate(
    project: Project, reference: str, said: FateSaid, *, by: str = "", dry_run: bool = False
) -> tuple[str, bool]:
    """Say what became of an input or a part; give its reference, and whether that is new.

    UsageError where the fate lacks what it must name, RusctlError where that is not in the plan.
    """
    now, who = _fate(project, said), initials(by)

    def work(change: Transaction) -> tuple[str, bool]:
        found = meant(change.connection, reference)
        return found.name, fates.set_fate(change, found.unit, now, who)

    return opened(project).change("inputs fate", work, dry_run=dry_run)


def take_away(project: Project, reference: str, target: str = "", *, dry_run: bool = False) -> tuple[str, int]:
    """Take the fates of an input or a part away, or the one with a target; give its reference and how many."""
    project.readable()

    def work(change: Transaction) -> tuple[str, int]:
        found = meant(change.connection, reference)
        return found.name, fates.take_away(change, found.unit, target)

    return opened(project).change("inputs fate", work, dry_run=dry_run)


def _fate(project: Project, said: FateSaid) -> TracedFate:
    plan = project.readable().plan
    kind = Fate(selection.word_of(said.word, FATE, msg("a fate of an input")))
    target, reason = said.target.strip(), said.reason.strip()
    if kind is Fate.PARAGRAPH:
        if not re.fullmatch(PARAGRAPH, target):
            raise UsageError(msg("missing the paragraph it was taken up in: --in p031"))
    elif kind is Fate.COMMITMENT:
        if target not in {one.id for one in plan.commitments}:
            raise UsageError(msg("give the commitment it was taken up in, by id: --in ID"))
    elif kind is Fate.PASSED_ON:
        if not target or len(target) > LONGEST_TARGET:
            raise UsageError(msg('give the process it was passed on to: --in "Länstransportplanen"'))
    elif target:
        raise UsageError(msg("--in belongs to what was taken up or passed on; leave it out"))
    if kind is Fate.NOT_TAKEN_UP and not reason:
        raise UsageError(msg("missing the reason why it was not taken up: --reason TEXT"))
    if said.version and said.version not in {one.id for one in plan.versions}:
        raise RusctlError(msg('"{id}" is not a version', id=said.version))
    return TracedFate(kind, target, said.version, reason)


def of_idents(project: Project, idents: Collection[str]) -> list[TracedInput] | None:
    """Give the inputs of some ids; None where there is no database."""
    if not is_there(project):
        return None
    with opened(project).reading() as connection:
        return fates.of_idents(connection, idents)


def behind(project: Project, targets: Collection[str]) -> list[TracedInput] | None:
    """Give the inputs that went into some paragraphs or commitments; None where there is no database."""
    if not is_there(project):
        return None
    with opened(project).reading() as connection:
        return fates.behind(connection, targets)


def lacking(project: Project) -> list[TracedInput] | None:
    """Give the inputs without a fate; None where there is no database."""
    if not is_there(project):
        return None
    with opened(project).reading() as connection:
        return fates.lacking(connection)


def targets(project: Project) -> set[str] | None:
    """Give the paragraphs and commitments that inputs went into, by id; None where there is no database."""
    if not is_there(project):
        return None
    with opened(project).reading() as connection:
        return fates.targets(connection)
