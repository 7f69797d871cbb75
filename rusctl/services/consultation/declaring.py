"""A consultation declared or changed in config/consultations.toml; what config/checks.toml has of one moves there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.language.slug import free, short
from rusctl.model.consulting import Consultation
from rusctl.services import selection
from rusctl.services.consulting.naming import named
from rusctl.services.planning import change_events, plan_records
from rusctl.services.planning.change_events import Proposal
from rusctl.services.planning.plan_records import RecordKind
from rusctl.services.project import Project
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import CHECKS, CONSULTATIONS
from rusctl.storage.toml import edits

CONSULTATION = RecordKind(CONSULTATIONS, "consultation", msg("a consultation"), frozenset())
OLDER_KEYS = ("opens", "closes", "days")  # what config/checks.toml has of one


class ConsultationGiven(NamedTuple):
    """What is said of a consultation; None where nothing is, empty where it is to be taken out."""

    name: str | None = None
    version: str | None = None
    about: str | None = None
    opens: str | None = None
    closes: str | None = None
    days: int | None = None
    round: int | None = None
    dnr: str | None = None
    dnr_forms: Sequence[str] | None = None
    noun: str | None = None
    contact: str | None = None
    questions: Sequence[str] | None = None


class ConsultationProposal(NamedTuple):
    """What declaring or changing a consultation would make of the files, and which consultation it is.

    `moved` has the ids of those that config/checks.toml had.
    """

    id: str
    files: tuple[Proposal, ...]
    moved: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return all(one.same for one in self.files)

    @property
    def difference(self) -> str:
        """The changed lines of all files."""
        return "\n".join(one.difference for one in self.files if not one.same)


def declare(project: Project, wanted: str, given: ConsultationGiven) -> ConsultationProposal:
    """Give what declaring a consultation would make; nothing is written.

    UsageError for an id that is none and where a milestone lacks, RusctlError where the id is taken or a name means
    nothing.
    """
    plan = project.readable(CONSULTATIONS).plan
    taken = {one.id for one in plan.consultations}
    new = selection.new_id(wanted) if wanted else free(short(given.name or "") or "consultation", taken)
    if new in taken:
        text = msg(
            "there is already a consultation {id}; rusctl consultation set --consultation {id} changes it", id=new
        )
        raise RusctlError(text)
    if not given.opens or not given.closes:
        raise UsageError(msg("say with --opens and --closes which milestones open and close the consultation"))
    return _proposed(project, new, [edits.Append(("consultation",), {"id": new} | _values(project, given, new=True))])


def change(project: Project, which: str, given: ConsultationGiven) -> ConsultationProposal:
    """Give what changing a consultation would make; one of config/checks.toml moves to its own file with the change."""
    one = named(project, which)
    values = _values(project, given, new=False)
    if one.at.file == CONSULTATIONS:
        if all(value is None for value in values.values()) and not _older(project):
            raise UsageError(msg("nothing to change was given; --help lists the options"))
        there = plan_records.table_at(project, one.at)
        changes: list[edits.Edit] = [
            edits.Set(one.at.key(key).route, value)
            for key, value in values.items()
            if value is not None and value not in ("", [])
        ]
        changes += [
            edits.Delete(one.at.key(key).route)
            for key, value in values.items()
            if value is not None and value in ("", []) and key in there
        ]
        return _proposed(project, one.id, changes)
    return _proposed(project, one.id, [], {one.id: values})


def carry_out(project: Project, proposal: ConsultationProposal) -> None:
    """Write what was proposed, all files or none, if they hold what was read; undo gives all of them back."""
    folder = project.folder.path
    changes = {
        one.file: FileChange(one.old if one.old or one.file in project.loaded.files else None, one.new)
        for one in proposal.files
        if not one.same
    }
    with journal.changing(folder):
        journal.commit(folder, changes, project.command, dt.datetime.now(dt.UTC))


def moved_said(proposal: ConsultationProposal) -> Message | None:
    """Say what moved out of config/checks.toml; None where nothing did."""
    if not proposal.moved:
        return None
    return msg("moved from {old} to {new}: {names}", old=CHECKS, new=CONSULTATIONS, names=list(proposal.moved))


def _older(project: Project) -> list[Consultation]:
    return [one for one in project.plan.consultations if one.at.file == CHECKS]


def _proposed(
    project: Project,
    ident: str,
    changes: Sequence[edits.Edit],
    of_older: Mapping[str, Mapping[str, Any]] | None = None,
) -> ConsultationProposal:
    """Give the proposal of some edits of config/consultations.toml, with what moves there."""
    older = _older(project)
    moved: list[edits.Edit] = []
    for one in older:
        said = {key: value for key, value in (of_older or {}).get(one.id, {}).items() if value is not None}
        table = {key: getattr(one, key) for key in OLDER_KEYS} | said
        kept = {key: value for key, value in table.items() if value not in ("", [], None)}
        moved.append(edits.Append(("consultation",), {"id": one.id} | kept))
    new = change_events.propose(project, [*moved, *changes], CONSULTATIONS)
    change_events.refuse_new_faults(project, new)
    gone = [edits.Delete(one.at.route) for one in reversed(older)]  # so that each place stays where it is
    files = (new, change_events.propose(project, gone, CHECKS)) if older else (new,)
    return ConsultationProposal(ident, files, tuple(one.id for one in older))


def _values(project: Project, given: ConsultationGiven, *, new: bool) -> dict[str, Any]:
    plan = project.plan
    values: dict[str, Any] = {
        "name": plan_records.kept(given.name),
        "version": given.version and _version(project, given.version),
        "about": given.about,
        "opens": _needed(given.opens and selection.milestone(plan, given.opens).id),
        "closes": _needed(given.closes and selection.milestone(plan, given.closes).id),
        "days": "" if given.days == 0 else given.days,
        "round": "" if given.round in (0, 1) else given.round,
        "dnr": given.dnr,
        "dnr_forms": None if given.dnr_forms is None else [one for one in given.dnr_forms if one],
        "noun": given.noun,
        "contact": given.contact,
        "question": None if given.questions is None else [_question(one) for one in given.questions if one],
    }
    return {key: value for key, value in values.items() if value not in ("", [], None)} if new else values


def _needed(name: str | None) -> str | None:
    if name is not None and not name:
        raise UsageError(msg("a consultation has a milestone that opens it and one that closes it; name another"))
    return name


def _version(project: Project, name: str) -> str:
    names = {one.id: one.name.values() for one in project.plan.versions}
    return selection.meant(name, names, msg("a version of the strategy's text"))


def _question(text: str) -> dict[str, str]:
    """Read a question such as "mal=Är målen de rätta?"; UsageError where it has no id or no text."""
    name, sign, asked = (part.strip() for part in text.partition("="))
    if not sign or not asked:
        raise UsageError(msg("{text} is no question; write it like 'mal=Är målen de rätta?'", text=text))
    return {"id": selection.new_id(name), "text": asked}
