"""What rows hold and everybody may know, as site/data.json has it: counts, themes and approved texts, and no person.

`rusctl site snapshot` writes the file, git keeps it, and `rusctl site build` reads it in the place of the database.
Each part is empty where nothing is known of it. Whoever has more to show fills a part: `consultations` is what came in
and how it was answered, `follow_up` are tables of figures, each with its words in both languages.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import msg
from rusctl.model.source import Texts
from rusctl.storage.files.names import SITE_DATA

FORMAT = 1
SMALL = 5  # what is less is shown as fewer than this


class SaidHeading(NamedTuple):
    """What was said under a heading of the frame or a theme: how much (None: fewer than SMALL), where and by whom.

    `municipalities` and `roles` are ids, and none are given where the number is small. `above` is the key of a theme's
    heading.
    """

    key: str
    part: str
    name: Texts
    above: str = ""
    inputs: int | None = 0
    municipalities: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class SaidQuote(NamedTuple):
    """The words of an input, approved for everybody, under the keys of headings; `municipality` is an id."""

    id: str
    text: str
    municipality: str = ""
    headings: tuple[str, ...] = ()


class SaidAt(NamedTuple):
    """How much was said at an event (None: fewer than SMALL), and under which headings at least SMALL times: keys."""

    event: str
    inputs: int | None
    headings: tuple[str, ...] = ()


class SiteRespondent(NamedTuple):
    """Who replied in a consultation: an organisation, or a private person by a number alone."""

    id: str
    name: str


class SiteComment(NamedTuple):
    """A comment of a reply and how it was answered; `outcome` says in a word what became of it.

    `respondent` is an id, `chapter` what it is about, `before` and `after` are the text where it was changed. `text` is
    empty where the words are not published.
    """

    respondent: str
    chapter: str
    text: str
    outcome: Texts
    reason: str = ""
    before: str = ""
    after: str = ""


class SiteReplyKind(NamedTuple):
    """How many bodies of a kind were asked in a consultation, and how many of those replied."""

    name: Texts
    asked: int | None
    replied: int | None


class SiteConsultation(NamedTuple):
    """What came in in a consultation: how many were asked and replied, who did, and each comment with its answer."""

    id: str
    name: Texts
    asked: int | None = None
    replied: int | None = None
    respondents: tuple[SiteRespondent, ...] = ()
    comments: tuple[SiteComment, ...] = ()
    kinds: tuple[SiteReplyKind, ...] = ()


class SiteTable(NamedTuple):
    """A table of figures with its heading and what there is to say of it; the first cell of a row is its name."""

    title: Texts
    about: Texts
    head: tuple[Texts, ...]
    rows: tuple[tuple[Texts, ...], ...]


class SiteData(NamedTuple):
    """All that the file holds, and the day it was made; the number of inputs is None where it is small."""

    day: dt.date
    inputs: int | None = 0
    sorted: int | None = 0
    headings: tuple[SaidHeading, ...] = ()
    events: tuple[SaidAt, ...] = ()
    quotes: tuple[SaidQuote, ...] = ()
    consultations: tuple[SiteConsultation, ...] = ()
    follow_up: tuple[SiteTable, ...] = ()


def small(number: int) -> int | None:
    """Give a number as it may be shown: nothing in the place of one that is small, but that there is none is told."""
    return None if 0 < number < SMALL else number


def written(found: SiteData) -> bytes:
    """Give the file, an entry a line as far as people compare it in git; the same data give the same octets."""
    values = {"format": FORMAT, **_plain(found)}
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def read(octets: bytes) -> SiteData:
    """Read the file; RusctlError with one sentence where it is no such file."""
    try:
        values = json.loads(octets)
        if values.pop("format") != FORMAT:
            raise RusctlError(
                msg("{file} is of another version of rusctl; make it again: rusctl site snapshot", file=SITE_DATA)
            )
        return _made(values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RusctlError(msg("{file} cannot be read; make it again: rusctl site snapshot", file=SITE_DATA)) from None


def texts(found: SiteData) -> Iterator[str]:
    """Give every text of the file, to be looked through before anybody reads it."""
    return _texts(_plain(found))


def texts_of(found: SiteConsultation) -> Iterator[str]:
    """Give every text of a consultation, likewise."""
    return _texts(_plain(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _plain(value: Any) -> Any:
    """Give a value as JSON has it."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Texts):
        return dict(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _made(values: Any) -> SiteData:
    """Make the data; what a key is of another kind is a TypeError, and one that nobody knows is one, too."""
    headings = tuple(SaidHeading(**_of(one, SaidHeading)) for one in values.pop("headings", []))
    events = tuple(SaidAt(**_of(one, SaidAt)) for one in values.pop("events", []))
    quotes = tuple(SaidQuote(**_of(one, SaidQuote)) for one in values.pop("quotes", []))
    consultations = []
    for one in values.pop("consultations", []):
        respondents = tuple(SiteRespondent(**_of(other, SiteRespondent)) for other in one.pop("respondents", []))
        comments = tuple(SiteComment(**_of(other, SiteComment)) for other in one.pop("comments", []))
        kinds = tuple(SiteReplyKind(**_of(other, SiteReplyKind)) for other in one.pop("kinds", []))
        own = _of(one, SiteConsultation)
        consultations.append(SiteConsultation(**own, respondents=respondents, comments=comments, kinds=kinds))
    tables = []
    for one in values.pop("follow_up", []):
        head = tuple(map(_named, one.pop("head")))
        rows = tuple(tuple(map(_named, row)) for row in one.pop("rows"))
        tables.append(SiteTable(_named(one.pop("title")), _named(one.pop("about")), head, rows))
    day = dt.date.fromisoformat(values.pop("day"))
    return SiteData(
        day,
        **_of(values, SiteData),
        headings=headings,
        events=events,
        quotes=quotes,
        consultations=tuple(consultations),
        follow_up=tuple(tables),
    )


_NUMBERS = ("inputs", "sorted", "asked", "replied")
_LISTS = ("municipalities", "roles", "headings")
_NAMES = ("name", "outcome")


def _of(values: Any, kind: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name not in kind._fields:
            raise TypeError(name)
        if name in _NAMES and kind is not SiteRespondent:
            found[name] = _named(value)
        elif name in _LISTS:
            found[name] = tuple(map(_text, value))
        elif name in _NUMBERS:
            found[name] = _number(value)
        else:
            found[name] = _text(value)
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int | None:
    if value is not None and (type(value) is not int or value < 0):
        raise TypeError
    return value


def _named(value: Any) -> Texts:
    if not isinstance(value, dict) or not value.keys() <= {*LANGUAGES, ""}:
        raise TypeError
    return Texts({code: _text(one) for code, one in value.items()})
