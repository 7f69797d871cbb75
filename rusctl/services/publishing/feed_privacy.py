"""No person in what everybody can read: feeds are looked through before they are written."""

from collections.abc import Iterable, Iterator, Sequence

from rusctl.calendar.ics.entry import Entry, Feed, Task
from rusctl.errors import PrivacyError
from rusctl.language.message import Message, msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.model.plan import Process


def refuse_private(feeds: Sequence[Feed], process: Process) -> None:
    """Raise PrivacyError, without repeating what was found, where a feed would hold what looks like a person's."""
    entries: dict[int, Entry | Task] = {id(one): one for feed in feeds for one in feed.entries}
    entries |= {id(one): one for feed in feeds for one in feed.tasks}
    texts = [*map(_text, entries.values()), *(f"{feed.name}\n{feed.description}" for feed in feeds)]
    # All at once first, since nearly always there is nothing to be found.
    if private_in("\n\n".join(texts), process) is None:
        return
    for entry in entries.values():
        if found := private_in(_text(entry), process):
            raise _refusal(entry.uid.partition("@")[0], found)
    for feed in feeds:
        if found := private_in(f"{feed.name}\n{feed.description}", process):
            raise _refusal(feed.name, found)


def _refusal(name: str, what: Message) -> PrivacyError:
    text = msg("{name} holds {what}, and everybody can read the feeds; take it out of the plan", name=name, what=what)
    return PrivacyError(text)


def _text(entry: Entry | Task) -> str:
    parts: Iterable[str] = (entry.summary, entry.description, *entry.categories)
    if isinstance(entry, Entry):
        parts = (*parts, entry.location, entry.url)
    if entry.organizer:
        parts = (*parts, entry.organizer.name)
    return "\n".join(parts)


def private_in(text: str, process: Process) -> Message | None:
    """Say what in a text looks like a person's, without repeating it; None where there is nothing of the kind."""
    return next(_all_found(text, process), None)


def _all_found(text: str, process: Process) -> Iterator[Message]:
    contact = process.contact.casefold()
    if any(address.casefold() != contact for _, address in addresses(text)):
        yield msg("an e-mail address")
    if any(True for _ in phone_numbers(text)):
        yield msg("a telephone number")
    if any(True for _ in personal_numbers(text)):
        yield msg("a personnummer")
