"""No person in what everybody can read: feeds are looked through before they are written."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rusctl.calendar.ics.entry import Entry, Feed, Task
from rusctl.errors import PrivacyError
from rusctl.language.message import Message, msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.model.plan import Plan


def refuse_private(feeds: Sequence[Feed], plan: Plan) -> None:
    """Raise PrivacyError, without repeating what was found, where a feed would hold what looks like a person's.

    The functional mailboxes that the folder declares are nobody's, as for `rusctl check`.
    """
    entries: dict[int, Entry | Task] = {id(one): one for feed in feeds for one in feed.entries}
    entries |= {id(one): one for feed in feeds for one in feed.tasks}
    texts = [*map(_text, entries.values()), *(f"{feed.name}\n{feed.description}" for feed in feeds)]
    # All at once first, since nearly always there is nothing to be found.
    if private_in("\n\n".join(texts), plan.mailboxes) is None:
        return
    for entry in entries.values():
        if found := private_in(_text(entry), plan.mailboxes):
            raise _refusal(entry.uid.partition("@")[0], found)
    for feed in feeds:
        if found := private_in(f"{feed.name}\n{feed.description}", plan.mailboxes):
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


def private_in(text: str, mailboxes: Collection[str]) -> Message | None:
    """Say what in a text looks like a person's, without repeating it; None where there is nothing of the kind.

    `mailboxes` are the functional ones, in small letters.
    """
    return next(_all_found(text, mailboxes), None)


def _all_found(text: str, mailboxes: Collection[str]) -> Iterator[Message]:
    if any(address.casefold() not in mailboxes for _, address in addresses(text)):
        yield msg("an email address")
    if any(True for _ in phone_numbers(text)):
        yield msg("a telephone number")
    if any(True for _ in personal_numbers(text)):
        yield msg("a personnummer")
