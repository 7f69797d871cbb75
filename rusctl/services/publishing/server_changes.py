"""What there is to say of publishing to a server: of each event what was done, of a conflict what each side says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.server.remote_diff import differences, reading
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import STATUS
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import When

if TYPE_CHECKING:
    from rusctl.calendar.server.deliver import EntryDelivery
    from rusctl.calendar.server.remote_diff import RemoteReading
    from rusctl.calendar.server.sync import SyncAction

LONGEST = 100  # characters of a text that are shown
_WHEN = ("DTSTART", "DTEND")
_LATER = ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")  # what follows from the rest
_FIELDS: dict[str, Message] = {
    "SUMMARY": msg("title"),
    "LOCATION": msg("place"),
    "GEO": msg("map point"),
    "DESCRIPTION": msg("text"),
    "STATUS": msg("status"),
    "CATEGORIES": msg("kind"),
    "URL": msg("link"),
    "ORGANIZER": msg("organizer"),
    "VALARM": msg("reminders"),
    "RRULE": msg("recurrence"),
    "ATTENDEE": msg("participants"),
    "TRANSP": msg("shown as busy or free"),
    "X-MICROSOFT-CDO-BUSYSTATUS": msg("shown as busy or free"),
    "CLASS": msg("who may see it"),
}
_WOULD: dict[str, Message] = {
    "create": msg("{event}: would be put into the calendar"),
    "restore": msg("{event}: is gone from the calendar, and would be put back"),
    "change": msg("{event}: would be changed"),
    "delete": msg("{event}: would be deleted"),
    "forget": msg("{event}: is gone from the calendar already"),
}
_DONE: dict[str, Message] = {
    "create": msg("{event}: put into the calendar"),
    "restore": msg("{event}: was gone from the calendar, and was put back"),
    "change": msg("{event}: changed"),
    "delete": msg("{event}: deleted"),
    "forget": msg("{event}: was gone from the calendar already"),
}


Shown = str | Message | When  # a value as a message takes it


class ServerLine(NamedTuple):
    """A line of what is said; one that is `below` another says more of it."""

    message: Message
    below: bool = False


class ServerChanges:
    """What there is to say of events, by their UIDs, on one server."""

    def __init__(self, told: Mapping[str, PublishedEntry], target: str, zone: str) -> None:
        """Take what calendars are told of the events, the target's id, and the process's time zone."""
        self.told, self.target, self.zone = told, target, zone

    def planned(self, step: "SyncAction") -> Iterator[ServerLine]:
        """Say what would be done, and to what."""
        yield from self._step(step, _WOULD)

    def ended(self, outcome: "EntryDelivery") -> Iterator[ServerLine]:
        """Say how an event ended."""
        step = outcome.step
        if outcome.end.value == "done":
            yield from self._step(step, _DONE)
            if outcome.reason:
                yield ServerLine(outcome.reason, below=True)
        elif outcome.end.value == "conflict":
            yield from self.conflict(step, outcome.theirs, outcome.reason)
        elif outcome.end.value == "not-tried":
            yield ServerLine(msg("{event}: not sent", event=self.event(step.uid)))
        else:
            reason = outcome.reason or msg("no reason given")
            yield ServerLine(msg("{event}: not delivered: {reason}", event=self.event(step.uid), reason=reason))

    def conflict(self, step: "SyncAction", theirs: bytes | None, reason: Message | None = None) -> Iterator[ServerLine]:
        """Say what the server has and what the plan says, side by side, and what can be done."""
        event = self.event(step.uid)
        known = step.kind.value != "foreign"
        if known:
            text = msg("{event}: somebody has changed it in the calendar; it is left as it is there", event=event)
        else:
            text = msg("{event}: the calendar holds something in its place that rusctl did not put there", event=event)
        yield ServerLine(text)
        if reason:
            yield ServerLine(reason, below=True)
        yield from self._sides(theirs or b"", step)
        identity = step.uid.partition("@")[0]
        if known:
            ways = msg(
                "take it over into the plan, or put the plan's in its place: rusctl publish --to {target} "
                "--overwrite {id}",
                target=self.target,
                id=identity,
            )
        else:
            ways = msg("move or delete it in the calendar, and publish again; rusctl does not touch it")
        yield ServerLine(ways, below=True)

    def event(self, uid: str) -> str:
        """Give what an event is called, and its id."""
        identity = uid.partition("@")[0]
        return f"{self.told[uid].title} ({identity})" if uid in self.told else identity

    def _step(self, step: "SyncAction", words: Mapping[str, Message]) -> Iterator[ServerLine]:
        if step.kind.value not in words:
            return
        yield ServerLine(words[step.kind.value]._replace(args={"event": self.event(step.uid)}))
        if step.kind.value == "change" and step.theirs and step.wanted:
            for name, before, now in self._differences(step.theirs, step.wanted.octets):
                yield ServerLine(_becomes(name, before, now), below=True)

    def _sides(self, theirs: bytes, step: "SyncAction") -> Iterator[ServerLine]:
        if not theirs:
            yield ServerLine(msg("in the calendar it is gone"), below=True)
        elif step.wanted is None:
            yield ServerLine(msg("in the plan it is gone"), below=True)
        else:
            for name, there, here in self._differences(theirs, step.wanted.octets, step.changed or None):
                text = msg(
                    "{field}: {theirs} in the calendar, {ours} in the plan",
                    field=name,
                    theirs=there or msg("nothing"),
                    ours=here or msg("nothing"),
                )
                yield ServerLine(text, below=True)

    def _differences(
        self, theirs: bytes, ours: bytes, only: Iterable[str] | None = None
    ) -> Iterator[tuple[str | Message, Shown, Shown]]:
        """Give what two versions mean otherwise, in words; what only follows from the rest if there is nothing else.

        `only` names the fields that the other side has changed, where they are known: the rest is the plan's own news.
        """
        there, here = reading(theirs, self.zone), reading(ours, self.zone)
        names = list(differences(theirs, ours, only)) or list(differences(theirs, ours))
        order = [*_FIELDS, *names]
        shown = sorted((name for name in names if name not in (*_WHEN, *_LATER)), key=order.index)
        if any(name in _WHEN for name in names):
            yield msg("when"), self._when(there), self._when(here)
        elif not shown:
            shown = names
        for name in shown:
            field = _FIELDS.get(name, name)
            before, now = _apart(there.values.get(name, ""), here.values.get(name, ""))
            if name == "STATUS":
                yield field, self._status(before), self._status(now)
            else:
                yield field, self._text(before), self._text(now)

    def _status(self, word: str) -> str | Message:
        known = {one.value.upper(): text for one, text in STATUS.items()}
        return known.get(word) or self._text(word)

    def _when(self, one: "RemoteReading") -> "str | When":
        if one.when is not None:
            return one.when
        return self._text(" – ".join(filter(None, (one.values.get(name, "") for name in _WHEN))))

    def _text(self, text: str) -> str:
        line = " ".join(text.split())
        return "" if not line else f'"{line}"' if len(line) <= LONGEST else f'"{line[:LONGEST]}…"'


def _becomes(field: str | Message, before: Shown, now: Shown) -> Message:
    if not before:
        return msg("{field}: {now} is added", field=field, now=now)
    if not now:
        return msg("{field}: {before} is taken out", field=field, before=before)
    return msg("{field}: {before} becomes {now}", field=field, before=before, now=now)


def _apart(one: str, other: str) -> tuple[str, str]:
    """Give two texts without the lines that both have, where they have several lines."""
    lines, others = one.split("\n"), other.split("\n")
    if len(lines) == len(others) == 1:
        return one, other
    return "\n".join(x for x in lines if x not in others), "\n".join(x for x in others if x not in lines)
