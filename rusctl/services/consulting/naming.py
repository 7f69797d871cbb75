"""Which consultation a command is about, and which kind, stance, disposition or channel a word means."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.consulting import Consultation
from rusctl.model.plan import Plan, Texts
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.storage.files.names import CONSULTATIONS


class ConsultingTerm(Protocol):
    """A kind of body, a legal group, a stance, a disposition or a channel."""

    @property
    def id(self) -> str:
        """Give its id."""
        ...

    @property
    def name(self) -> Texts:
        """Give what people see."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """Give the other words that mean it."""
        ...


def named(project: Project, which: str = "") -> Consultation:
    """Give the consultation of an id or a name; where nothing is named, the only one that there is.

    RusctlError where there is none, or several and none is named.
    """
    found = project.readable(CONSULTATIONS).plan.consultations
    if not found:
        raise RusctlError(
            msg(
                "the plan has no consultation; declare one with: rusctl consultation declare NAME --opens MILESTONE "
                "--closes MILESTONE"
            )
        )
    if not which:
        if len(found) == 1:
            return found[0]
        raise UsageError(msg("say which consultation with --consultation: {names}", names=[one.id for one in found]))
    meant = selection.consultation(project.plan, which)
    return next(one for one in found if one.id == meant)


def word(terms: Iterable[ConsultingTerm], text: str, what: Message) -> str:
    """Give the id of what a word means: an id, a name in either language, or another word for it.

    A word that is an id or a name is never taken for another's word. RusctlError where it means none, or several.
    """
    called: Mapping[str, list[str]] = {one.id: [*one.name.values()] for one in terms}
    try:
        return selection.meant(text, called, what)
    except RusctlError:
        return selection.meant(text, {one.id: [*one.name.values(), *one.words] for one in terms}, what)


def kind(plan: Plan, text: str) -> str:
    """Give the id of a kind of body."""
    return word(plan.consultation_words.kinds, text, msg("a kind of consultation body"))


def legal_group(plan: Plan, text: str) -> str:
    """Give the id of a legal group."""
    return word(plan.consultation_words.legal_groups, text, msg("a legal group"))


def stance(plan: Plan, text: str) -> str:
    """Give the id of a stance."""
    return word(plan.consultation_words.stances, text, msg("a stance"))


def disposition(plan: Plan, text: str) -> str:
    """Give the id of a disposition."""
    return word(plan.consultation_words.dispositions, text, msg("a disposition"))


def channel(plan: Plan, text: str) -> str:
    """Give the id of a channel."""
    return word(plan.consultation_words.channels, text, msg("a channel"))


def group_of(plan: Plan, kind_id: str) -> str:
    """Give the legal group that bodies of a kind belong to; empty where they belong to none."""
    return next((one.legal_group for one in plan.consultation_words.kinds if one.id == kind_id), "")
