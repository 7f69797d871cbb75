"""What the columns of a list may be: the fields that are taken, and the headings they usually have."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.columns import COLUMNS as WORDS
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers

NOTHING = ""  # the field of a column that is dropped


class ListColumn(NamedTuple):
    """A field of a list: what it is called, usual headings for it, and whether only lists of an event have it."""

    label: Message
    headings: str
    of_event: bool = False


COLUMNS: Mapping[str, ListColumn] = {
    "name": ListColumn(WORDS["name"], "namn|för- och efternamn|deltagare|name|full name"),
    "first_name": ListColumn(WORDS["first_name"], "förnamn|tilltalsnamn|first name|given name"),
    "last_name": ListColumn(WORDS["last_name"], "efternamn|last name|surname|family name"),
    "organisation": ListColumn(
        WORDS["organisation"],
        "organisation|organisation/företag|företag|arbetsplats|arbetsgivare|myndighet|förening|organization|company|employer",
    ),
    "municipality": ListColumn(WORDS["municipality"], "kommun|hemkommun|municipality"),
    "email": ListColumn(
        WORDS["email"], "e-post|epost|e-postadress|epostadress|mejl|mejladress|mail|mailadress|e-mail|email"
    ),
    "phone": ListColumn(WORDS["phone"], "telefon|telefonnummer|tel|mobil|mobiltelefon|mobilnummer|phone|telephone"),
    "language": ListColumn(WORDS["language"], "språk|language"),
    "role": ListColumn(WORDS["role"], "roll|aktörsgrupp|aktör|grupp|role|actor group"),
    "role_from": ListColumn(WORDS["role_from"], "roll från|från och med|fr.o.m|role from"),
    "role_to": ListColumn(WORDS["role_to"], "roll till|till och med|t.o.m|role to"),
    "answer": ListColumn(WORDS["answer"], "svar|osa|anmäld|answer|reply|rsvp", of_event=True),
    "attendance": ListColumn(WORDS["attendance"], "närvaro|närvarande|deltog|kom|attendance|attended", of_event=True),
    "walk_in": ListColumn(WORDS["walk_in"], "oanmäld|drop-in|walk-in|walk in", of_event=True),
    "substitute_for": ListColumn(
        WORDS["substitute_for"],
        "ersättare för|ersätter|i stället för|substitute for|instead of",
        of_event=True,
    ),
    "told": ListColumn(
        WORDS["told"], "meddelad|meddelat den|svarade|svarsdatum|anmälningsdatum|told on", of_event=True
    ),
    "told_how": ListColumn(WORDS["told_how"], "meddelad hur|meddelat hur|svarade via|kanal|told how", of_event=True),
}


def folded(heading: str) -> str:
    """Give a heading as it is compared: composed, small, with single spaces and without a mark at its end."""
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split()).rstrip(":*?. ")


def fields(*, of_event: bool) -> list[str]:
    """Give the fields that a list of persons, or of an event's participants, can have."""
    return [name for name, column in COLUMNS.items() if of_event or not column.of_event]


def suggested(heading: Sequence[str], *, of_event: bool) -> dict[str, str]:
    """Give the field of each heading that is a usual one; the first of two headings takes it."""
    known = {
        folded(word): name for name in fields(of_event=of_event) for word in (name, *COLUMNS[name].headings.split("|"))
    }
    found: dict[str, str] = {}
    for text in heading:
        field = known.get(folded(text))
        if field and field not in found.values():
            found[text] = field
    return found


def said(options: Iterable[str], heading: Sequence[str], *, of_event: bool) -> dict[str, str]:
    """Read `HEADING=FIELD` as options have it; UsageError where a heading or a field is none."""
    by_folded = {folded(text): text for text in heading if text}
    names = fields(of_event=of_event)
    found: dict[str, str] = {}
    for option in options:
        text, sign, field = option.rpartition("=")
        if not sign:
            raise UsageError(msg("--column {text}: write it as HEADING=FIELD, or HEADING= to drop it", text=option))
        if folded(text) not in by_folded:
            meant = nearest(folded(text), by_folded)
            if meant:
                raise UsageError(
                    msg("the file has no column {text}; did you mean {meant}?", text=text, meant=by_folded[meant])
                )
            raise UsageError(
                msg("the file has no column {text}; it has {known}", text=text, known=[*by_folded.values()])
            )
        if field not in (NOTHING, *names):
            raise UsageError(msg("{field} is no field of a list; there are {names}", field=field, names=names))
        found[by_folded[folded(text)]] = field
    return found


def refuse_wrong(heading: Sequence[str], mapped: Mapping[str, str]) -> None:
    """Refuse headings that are a person, or that leave out the name, or two columns for one field."""
    for text in heading:
        if any(True for find in (addresses, personal_numbers, phone_numbers) for _ in find(text)):
            raise RusctlError(msg("the first row seems to hold a person and no headings; put headings above it"))
    taken = [field for field in mapped.values() if field]
    for field in taken:
        if taken.count(field) > 1:
            raise RusctlError(
                msg("two columns are the {field}; drop one with --column HEADING=", field=COLUMNS[field].label)
            )
    doubled = [text for text, field in mapped.items() if field and [*map(folded, heading)].count(folded(text)) > 1]
    if doubled:
        raise RusctlError(msg("two columns are called {text}; give one of them another heading", text=doubled[0]))
    if "name" not in taken and not {"first_name", "last_name"} <= set(taken):
        raise RusctlError(
            msg(
                "no column is known to be the name; say which with --column HEADING=name, the file has {known}",
                known=[text for text in heading if text],
            )
        )
