"""Who is written to what by `rusctl invite` and `rusctl remind`, by the plan, the register and what was told."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip.meeting import Meeting
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.model.messages import MessageKind, State
from rusctl.model.recipients import Recipient
from rusctl.services.mailing import chosen_participants, left_out, listed_people, outdated, recipient_actions
from rusctl.services.mailing.chosen_participants import Asked
from rusctl.services.mailing.inviting import EventMailing
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox
    from rusctl.services.mailing.read_recipients import MailList


class Invitation(NamedTuple):
    """What is asked of `rusctl invite`: an event, or none for every event of which people know what is no more.

    `listed` are those of a list, None where no list was given: whom to invite, who become persons that take part, or
    with `withdraw` whose invitations to withdraw. The others choose out of the register. With `unsent` the drafts
    written before are as good as withdrawn.
    """

    event: str | None
    listed: "MailList | None" = None
    withdraw: bool = False
    roles: Sequence[str] = ()
    municipalities: Sequence[str] = ()
    answers: Sequence[str] = ()
    unsent: bool = False

    @property
    def chooses(self) -> bool:
        """Whether some of those in the register are meant."""
        return bool(self.roles or self.municipalities or self.answers)


def of_register(project: Project, what: Invitation) -> Asked | None:
    """Give those of the register whom an invitation is about, and say who is left out; None where it is not asked.

    RusctlError where there is no register to choose out of.
    """
    if what.event and what.listed is None and is_there(project):
        chosen = chosen_participants.choice(project, what.roles, what.municipalities, what.answers)
        return chosen_participants.asked(project, what.event, chosen)
    if what.chooses:
        raise RusctlError(msg("there is no register to choose out of; give a list of recipients with --to"))
    return None


def invited(
    project: Project, box: "Outbox", what: Invitation, asked: Asked | None, now: dt.datetime
) -> list[EventMailing]:
    """Give what is to be told to whom; `asked` are those of the register, as `of_register` gives them."""
    people = list(what.listed.people) if what.listed else []
    if what.listed is not None and not what.withdraw:
        people = left_out.without_erased(project, box, people)
    if what.event is None:
        return _changed(project, box, now, unsent=what.unsent)
    meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, what.event, now)
    if what.withdraw:
        return [EventMailing(meeting, _withdrawn(project, meeting, box, people, unsent=what.unsent))]
    _refuse_impossible(project, meeting, box, people, asked)
    entering = None
    if what.listed is not None and not meeting.called_off:
        people, entering = listed_people.entered(project, box, meeting.id, people, what.listed)
    turns = _invited(project, meeting, box, people, asked, unsent=what.unsent)
    if what.chooses and asked is not None:
        turns = _of_chosen(turns, box, asked)
    return [EventMailing(meeting, turns, entering)]


def reminded(
    project: Project, box: "Outbox", name: str, now: dt.datetime, roles: Sequence[str] = ()
) -> list[EventMailing]:
    """Give who is to be reminded of an event, with `roles` those of them alone.

    PolicyError where it is too late, or nobody can be; RusctlError for a role that is not known.
    """
    wanted = chosen_participants.choice(project, roles, (), ()).roles
    meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, name, now)
    if not box.recipients(meeting.uid):
        raise PolicyError(msg("nobody has been invited to {id}", id=name))
    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held, so nobody is reminded of it", id=meeting.id))
    if meeting.entry.when.last < project.today:
        raise PolicyError(
            msg("{id} was on {day}; nobody is reminded of what has been", id=name, day=meeting.entry.when.last)
        )
    last = meeting.event.answer_by if meeting.event else None
    if last and last < project.today:
        text = msg(
            "the last day to answer {id} was {day}; give it another first, with rusctl event edit {id}",
            id=name,
            day=last,
        )
        raise PolicyError(text)
    registered = chosen_participants.answers(project, name)
    turns = recipient_actions.reminders(meeting, box, recipient_actions.standing_answers(meeting, box, registered))
    if wanted:
        turns = _of_roles(project, box, turns, name, wanted, frozenset(registered))
    turns = _without_answered(project, meeting, box, turns)
    if not turns and (notes := outdated.notes(project, project.loaded.plan, {name})):
        for note in notes:
            project.tell(note)
        raise PolicyError(msg("nobody is reminded of what they have not been told"))
    if drafts := sum(turn.history[-1].state is State.DRAFT for turn in turns):
        project.tell(
            nmsg(
                "{count} of them has a draft, which may not have been sent; the reminder takes its place",
                "{count} of them have drafts, which may not have been sent; the reminders take their place",
                drafts,
            )
        )
    return [EventMailing(meeting, turns)]


def _without_answered(
    project: Project, meeting: Meeting, box: "Outbox", turns: list[RecipientAction]
) -> list[RecipientAction]:
    """Leave out those whose answers somebody has still to look at, and say how many."""
    looked_at = box.to_look_at(meeting.uid)
    kept = [turn for turn in turns if turn.recipient.key not in looked_at]
    if count := len(turns) - len(kept):
        project.tell(
            nmsg(
                "{count} of them has answered in a way that somebody has to look at first, and is not reminded; see "
                "rusctl review",
                "{count} of them have answered in a way that somebody has to look at first, and are not reminded; see "
                "rusctl review",
                count,
            )
        )
    return kept


def _of_roles(  # noqa: PLR0917 - whom, of what
    project: Project,
    box: "Outbox",
    turns: list[RecipientAction],
    name: str,
    roles: Collection[str],
    registered: Collection[int],
) -> list[RecipientAction]:
    """Give the turns of those who take part in some roles: as the register has it, else as they were invited."""
    numbers = frozenset[int]()
    if registered:
        numbers = chosen_participants.asked(
            project, name, chosen_participants.choice(project, tuple(roles), (), ())
        ).numbers
    persons = box.addresses.persons

    def is_meant(turn: RecipientAction) -> bool:
        mine = persons.get(turn.recipient.key, ())
        known = [number for number in mine if number in registered]
        return not numbers.isdisjoint(known) if known else turn.recipient.role in roles

    return [turn for turn in turns if is_meant(turn)]


def _refuse_impossible(
    project: Project, meeting: Meeting, box: "Outbox", people: list[Recipient], asked: Asked | None
) -> None:
    """Refuse an event to which nobody can be invited, or an invitation of nobody."""
    known = box.recipients(meeting.uid)
    if meeting.entry is None:
        raise RusctlError(msg("{id} has no exact date, and nobody can be invited to a window", id=meeting.id))
    if meeting.called_off and not known:
        raise PolicyError(msg("{id} is not held on that date, so nobody can be invited to it", id=meeting.id))
    if meeting.called_off and people:
        project.tell(msg("{id} is not held on that date: nobody is invited, and the invited are told", id=meeting.id))
    if not meeting.called_off and meeting.entry.when.last < project.today:
        raise PolicyError(
            msg("{id} was on {day}; nobody can be invited to a past event", id=meeting.id, day=meeting.entry.when.last)
        )
    new = people if asked is None else asked.recipients
    if not known and not new:
        if asked is None:
            raise RusctlError(
                msg("nobody has been invited to {id}; give a list of recipients with --to", id=meeting.id)
            )
        raise RusctlError(
            msg(
                "nobody in the register is to be invited to {id}; rusctl participants add {id} enters people, and "
                "rusctl participants list {id} shows them",
                id=meeting.id,
            )
        )


def _invited(
    project: Project, meeting: Meeting, box: "Outbox", people: list[Recipient], asked: Asked | None, *, unsent: bool
) -> list[RecipientAction]:
    new = people if asked is None else asked.recipients
    answers = recipient_actions.standing_answers(
        meeting, box, chosen_participants.answers(project, meeting.id) if asked is None else asked.answers
    )
    turns = recipient_actions.turns(meeting, box, new, answers, drafts_unsent=unsent, renewed=asked is None)
    _tell_full(project, meeting, turns, answers)
    if asked is not None:
        there = {turn.recipient.key for turn in turns}
        if withdrawn := sum(one.key not in there for one in new if not meeting.called_off):
            project.tell(
                nmsg(
                    "{count} person's invitation was withdrawn and is not renewed; --to FILE invites them again",
                    "{count} people's invitations were withdrawn and are not renewed; --to FILE invites them again",
                    withdrawn,
                )
            )
    return turns


def _tell_full(
    project: Project, meeting: Meeting, turns: Sequence[RecipientAction], answers: Mapping[str, str]
) -> None:
    """Say where more are invited than the room takes: who says yes to a full room waits for a place."""
    capacity = meeting.event.capacity if meeting.event else None
    new = sum(turn.step.kind == MessageKind.INVITATION for turn in turns)
    still = sum(answers.get(turn.recipient.key) not in ("declined", "delegated") for turn in turns)
    if capacity is not None and new and still > capacity:
        project.tell(
            msg(
                "{id}: {count} are invited and have not said no, and the room takes {capacity}; who says yes when it "
                "is full waits for a place",
                id=meeting.id,
                count=still,
                capacity=capacity,
            )
        )


def _of_chosen(turns: list[RecipientAction], box: "Outbox", asked: Asked) -> list[RecipientAction]:
    """Give the turns of those who are chosen out of the register."""
    persons = box.addresses.persons
    return [turn for turn in turns if asked.numbers.intersection(persons.get(turn.recipient.key, ()))]


def _changed(project: Project, box: "Outbox", now: dt.datetime, *, unsent: bool) -> list[EventMailing]:
    """Give what is to be told of every event of which people know what is no more, by their ids; none that has been."""
    found = []
    for event in sorted(box.ids().values()):
        try:
            meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, event, now)
        except RusctlError as error:
            project.tell(msg("{id}: {message}; nothing about it is sent", id=event, message=error.message))
            continue
        if meeting.entry is None or meeting.entry.when.last < project.today:
            continue
        registered = chosen_participants.answers(project, event)
        answers = recipient_actions.standing_answers(meeting, box, registered)
        turns = recipient_actions.turns(meeting, box, (), answers, drafts_unsent=unsent)
        if any(turn.step.kind or turn.step.withdraw for turn in turns):
            found.append(EventMailing(meeting, turns))
    return found


def _withdrawn(
    project: Project, meeting: Meeting, box: "Outbox", people: list[Recipient], *, unsent: bool
) -> list[RecipientAction]:
    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held; rusctl invite tells all who were invited", id=meeting.id))
    turns = recipient_actions.withdrawals(meeting, box, people, drafts_unsent=unsent)
    if strangers := len(people) - len(turns):
        project.tell(nmsg("{count} of them was not invited", "{count} of them were not invited", strangers))
    return turns
