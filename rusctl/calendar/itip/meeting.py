"""One event as those who are invited to it are to be told of it now: in the ledger's UID and SEQUENCE series."""

import datetime as dt
from dataclasses import replace

from rusctl.calendar.feeds.ledger import CANCELLED, PublicationDecision, decide
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry, Organizer
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import EntryChange, Ledger, PublishedEntry
from rusctl.model.plan import Event, Plan
from rusctl.model.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An event, as an entry in the folder's language and in the others; `entry` is None where nothing is to be told.

    `told` is what the ledger is to say of it, `before` what it says. `event` is None for what the plan has lost.
    """

    uid: str
    id: str
    entry: Entry | None
    told: PublishedEntry
    before: PublishedEntry | None
    event: Event | None
    plan: Plan
    today: dt.date

    @property
    def called_off(self) -> bool:
        """Whether those who were invited are to be told that nothing is held on that date."""
        return self.entry is not None and self.entry.status == CANCELLED

    def entry_in(self, code: str) -> Entry:
        """Give the entry in a language, with the numbers and times it has in the folder's."""
        assert self.entry is not None  # noqa: S101 - asked for what is told only
        if code in ("", self.plan.process.language):
            return self.entry
        process = replace(self.plan.process, language=code)
        other = _decided(replace(self.plan, process=process), self.uid, self.today, None)
        if other is None or other.dated is None:
            return self.entry
        numbers = {name: getattr(self.entry, name) for name in ("sequence", "created", "modified", "organizer")}
        return replace(other.dated, **numbers)


def meeting(plan: Plan, name: str, uid: str, today: dt.date, now: dt.datetime) -> Meeting | None:
    """Give an event by its id, or by the `uid` it had where the plan has lost it; None where nobody knows it.

    RusctlError where the plan holds what no calendar can say, or where the id was another event's.
    """
    event = next((one for one in plan.events if one.id == name), None)
    uid = f"{name}@{plan.process.uid_domain}" if event else uid
    known = (plan.published or Ledger()).entries.get(uid)
    ledger = Ledger(entries={uid: known} if known else {})
    small = replace(plan, events=(event,) if event else (), milestones=(), published=ledger)
    decision = _decided(small, uid, today, now)
    if decision is None:
        return None
    if decision.change is EntryChange.REUSED:
        text = msg("{id} was another event, which calendars still have; give this one an id of its own", id=name)
        raise RusctlError(text, decision.at)
    return Meeting(
        uid=uid,
        id=name,
        entry=_from(plan, decision.dated),
        told=decision.told,
        before=decision.before,
        event=event,
        plan=small,
        today=today,
    )


def _decided(plan: Plan, uid: str, today: dt.date, now: dt.datetime | None) -> PublicationDecision | None:
    return next((one for one in decide(plan, today, now) if one.uid == uid), None)


def sender_name(plan: Plan) -> str:
    """Give the name that invitations come from: the region's."""
    return clean.name(plan.process.region)


def _from(plan: Plan, entry: Entry | None) -> Entry | None:
    """Give an entry the mailbox that invitations come from as its organizer: answers go to the organizer."""
    mail = plan.publishing.mail
    if entry is None or mail is None or not mail.sender:
        return entry
    return replace(entry, organizer=Organizer(mail.sender, sender_name(plan) or mail.sender))
