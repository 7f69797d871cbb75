"""What publishing to a server says: of each event what was done or would be, and of a conflict what each side says."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.model.ledger import Told
from rusctl.services.publishing.feed_changes import STATUS
from rusctl.services.session import Session

if TYPE_CHECKING:
    from rusctl.calendar.server.deliver import Outcome
    from rusctl.calendar.server.remote_diff import Reading
    from rusctl.calendar.server.sync import Step

INDENT = "    "
LONGEST = 100  # characters of a text that are shown
_WHEN = ("DTSTART", "DTEND")
_LATER = ("SEQUENCE", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")  # what follows from the rest
_FIELDS: dict[str, Message] = {
    "SUMMARY": msg("title"),
    "LOCATION": msg("place"),
    "DESCRIPTION": msg("text"),
    "STATUS": msg("status"),
    "CATEGORIES": msg("kind"),
    "URL": msg("link"),
    "ORGANIZER": msg("organizer"),
    "VALARM": msg("reminders"),
    "RRULE": msg("recurrence"),
    "ATTENDEE": msg("participants"),
    "SEQUENCE": msg("version"),
    "TRANSP": msg("shown as busy or free"),
    "X-MICROSOFT-CDO-BUSYSTATUS": msg("shown as busy or free"),
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


class Words:
    """The words of one run, for events by their UIDs."""

    def __init__(self, run: Session, told: Mapping[str, Told], target: str) -> None:
        """Take what calendars are told of the events."""
        self.run, self.told, self.target = run, told, target
        self.zone = run.loaded.plan.process.timezone

    def planned(self, step: "Step") -> Iterator[str]:
        """Say what would be done, and to what."""
        yield from self._step(step, _WOULD)

    def ended(self, outcome: "Outcome") -> Iterator[str]:
        """Say how an event ended."""
        step = outcome.step
        if outcome.end.value == "done":
            yield from self._step(step, _DONE)
            if outcome.reason:
                yield INDENT + self.run.say(outcome.reason)
        elif outcome.end.value == "conflict":
            yield from self.conflict(step, outcome.theirs, outcome.reason)
        elif outcome.end.value == "not-tried":
            yield self.run.say(msg("{event}: not sent", event=self.event(step.uid)))
        else:
            reason = outcome.reason or msg("no reason given")
            yield self.run.say(msg("{event}: not delivered: {reason}", event=self.event(step.uid), reason=reason))

    def conflict(self, step: "Step", theirs: bytes | None, reason: Message | None = None) -> Iterator[str]:
        """Say what the server has and what the plan says, side by side, and what can be done."""
        event = self.event(step.uid)
        known = step.kind.value != "foreign"
        if known:
            text = msg("{event}: somebody has changed it in the calendar; it is left as it is there", event=event)
        else:
            text = msg("{event}: the calendar holds something in its place that rusctl did not put there", event=event)
        yield self.run.say(text)
        if reason:
            yield INDENT + self.run.say(reason)
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
        yield INDENT + self.run.say(ways)

    def event(self, uid: str) -> str:
        """Give what an event is called, and its id."""
        identity = uid.partition("@")[0]
        return f"{self.told[uid].title} ({identity})" if uid in self.told else identity

    def _step(self, step: "Step", words: Mapping[str, Message]) -> Iterator[str]:
        if step.kind.value not in words:
            return
        yield self.run.say(words[step.kind.value]._replace(args={"event": self.event(step.uid)}))
        if step.kind.value == "change" and step.theirs and step.wanted:
            for name, before, now in self._differences(step.theirs, step.wanted.octets):
                yield INDENT + self.run.say(_becomes(name, before, now))

    def _sides(self, theirs: bytes, step: "Step") -> Iterator[str]:
        if not theirs:
            yield INDENT + self.run.say(msg("in the calendar it is gone"))
        elif step.wanted is None:
            yield INDENT + self.run.say(msg("in the plan it is gone"))
        else:
            for name, there, here in self._differences(theirs, step.wanted.octets):
                text = msg(
                    "{field}: {theirs} in the calendar, {ours} in the plan",
                    field=name,
                    theirs=there or msg("nothing"),
                    ours=here or msg("nothing"),
                )
                yield INDENT + self.run.say(text)

    def _differences(self, theirs: bytes, ours: bytes) -> Iterator[tuple[str, str, str]]:
        """Give what two versions say otherwise, in words; what only follows from the rest if there is nothing else."""
        from rusctl.calendar.server.remote_diff import differences, reading

        there, here = reading(theirs, self.zone), reading(ours, self.zone)
        names = list(differences(theirs, ours))
        order = [*_FIELDS, *names]
        shown = sorted((name for name in names if name not in (*_WHEN, *_LATER)), key=order.index)
        if any(name in _WHEN for name in names):
            yield self.run.say(msg("when")), self._when(there), self._when(here)
        elif not shown:
            shown = names
        for name in shown:
            field = self.run.say(_FIELDS[name]) if name in _FIELDS else name
            before, now = _apart(there.values.get(name, ""), here.values.get(name, ""))
            if name == "STATUS":
                yield field, self._status(before), self._status(now)
            else:
                yield field, self._text(before), self._text(now)

    def _status(self, word: str) -> str:
        return self.run.say(STATUS[word]) if word in STATUS else self._text(word)

    def _when(self, one: "Reading") -> str:
        if one.when is not None:
            return dates.medium(one.when, self.run.language.code)
        return self._text(" – ".join(filter(None, (one.values.get(name, "") for name in _WHEN))))

    def _text(self, text: str) -> str:
        line = " ".join(text.split())
        return "" if not line else f'"{line}"' if len(line) <= LONGEST else f'"{line[:LONGEST]}…"'


def _becomes(field: str, before: str, now: str) -> Message:
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
