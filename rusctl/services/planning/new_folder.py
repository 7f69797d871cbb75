"""A new folder: what the user says of it, each read as the loader will read it, and the files that it makes."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import free, short, slug
from rusctl.model.plan import SWEDEN, Days, Hours, Source
from rusctl.schedule.dates import clock
from rusctl.schedule.dates.parse import Reading, read_when
from rusctl.storage import template
from rusctl.storage.countries import known_of_zone, of_zone
from rusctl.storage.schema import keys, string_patterns
from rusctl.storage.schema.editors import without_those_there
from rusctl.storage.schema.forms import Faults, ValueType
from rusctl.storage.template import Answers, NewMunicipality

ZONE = "Europe/Stockholm"
KIND = {"sv": "Kommundialog", "en": "Municipal dialogue"}
YEAR = 2020  # any year shows whether a country is known
LONGEST_LABEL = 63  # of a domain name (RFC 1035, section 2.3.4)


def files(folder: Path, answers: Answers) -> tuple[dict[str, bytes], bool]:
    """Give the files of a new folder, and whether it keeps the list of what git passes over that is there."""
    made = template.new_files(answers, Language(answers.language).phrase)
    kept = (folder / template.IGNORE).exists()
    if kept:
        del made[template.IGNORE]
    return without_those_there(folder, made), kept


def default_domain(name: str, region: str) -> str:
    """Give a domain that no other process is likely to have: what the process and the region are called."""
    labels = [(slug(text) or "rus")[:LONGEST_LABEL].strip("-") for text in (name, region)]
    return ".".join([*labels, "rusctl"])


def form(file: str, key: str) -> Callable[[str], str]:
    """Give what reads a text as the loader will read a key."""
    return lambda text: _read(keys.FILES[file][key].form, key, text)


def _read(form: ValueType, key: str, text: str) -> str:
    """Read a text as the loader will."""
    faults: Faults = []
    read = form.read(text, Source("", (key,)), faults)
    for fault in faults:
        raise RusctlError(fault.message)
    if not read:
        raise RusctlError(msg("it cannot be empty"))
    return str(read)


def contact(text: str) -> str:
    """Read a mailbox, which may be left out."""
    return _read(string_patterns.email, "contact", text) if text else ""


def zone(text: str) -> str:
    """Read a time zone that there is."""
    clock.zone(text)
    return _read(string_patterns.zone, "timezone", text)


def country(text: str) -> str:
    """Read a country whose public holidays are known: two letters, in capitals or not; errors as for `holidays_of`."""
    code = _read(string_patterns.country, "country", text.upper())
    if code != SWEDEN:
        from rusctl.schedule.days.elsewhere import holidays_of  # noqa: PLC0415 - for other countries alone

        holidays_of(code, YEAR)
    return code


def country_of(zone_name: str) -> str:
    """Give the country that a time zone is in."""
    return of_zone(zone_name)


def about_country(code: str, assumed_of: str = "") -> Message | None:
    """Say what counts in a folder of another country than Sweden, and where Sweden is assumed for want of another.

    `assumed_of` is the time zone that the country was taken from, nothing where somebody named it.
    """
    if code != SWEDEN:
        return msg(
            "the country is {country}: its public holidays count, Swedish law does not, and no other is known here",
            country=code,
        )
    if not assumed_of or known_of_zone(assumed_of):
        return None
    return msg(
        "the time zone {zone} is in no country that is known here, so Sweden's public holidays and law count; "
        "--country says another",
        zone=assumed_of,
    )


def language(text: str) -> str:
    """Read a language that is spoken here."""
    if text not in LANGUAGES:
        raise RusctlError(msg("{word} is not one of {known}", word=text, known=LANGUAGES))
    return text


class PeriodDay(NamedTuple):
    """The first or the last day of the period, and what to tell of how it was read."""

    day: dt.date
    why: Message | None = None


def first_day(text: str, today: dt.date) -> PeriodDay:
    """Read the first day of the period as people write it; of a month or a week it is the first day."""
    reading = _day(text, today)
    return PeriodDay(reading.when.first, reading.why)


def day_after(text: str, first: dt.date) -> PeriodDay:
    """Read the last day of the period, of a month its last, which is not before the first; a year left out is next."""
    reading = _day(text, first)
    if reading.when.last < first:
        raise RusctlError(msg("{last} is before {first}", last=reading.when.last, first=first))
    return PeriodDay(reading.when.last, reading.why)


def _day(text: str, today: dt.date) -> Reading:
    """Read a date that is a day, or a time whose limits are fixed."""
    reading = read_when(text, today, zone=ZONE)
    if reading.tentative or isinstance(reading.when, Hours):
        raise RusctlError(msg("{text} says more than a day; write the day alone", text=text))
    if reading.guessed:
        days = Days(first=reading.when.first, last=reading.when.last)
        raise RusctlError(msg("{text} is read as {days}; if that is right, write the day", text=text, days=days))
    return reading


def kinds(names: Sequence[str]) -> dict[str, str | dict[str, str]]:
    """Give the kinds of events by id; the one that is offered has a name in both languages."""
    found = _each_once([_read(string_patterns.text, "kind", name) for name in names])
    ids = _ids([KIND["sv"] if name in KIND.values() else name for name in found], "event")
    return {one: KIND if name in KIND.values() else name for one, name in zip(ids, found, strict=True)}


def municipalities(words: Sequence[str]) -> tuple[NewMunicipality, ...]:
    """Take names and codes apart."""
    split = [word.rpartition("=") if "=" in word else (word, "", "") for word in words]
    names = _each_once([_read(string_patterns.text, "name", name) for name, _, _ in split])
    codes = [_read(string_patterns.code, "code", code.strip()) if sign else "" for _, sign, code in split]
    return tuple(map(NewMunicipality, _ids(names, "municipality"), names, codes))


def with_codes(towns: tuple[NewMunicipality, ...], land: str) -> tuple[NewMunicipality, ...]:
    """Give municipalities whose codes may be those of a country: in Sweden they are Statistics Sweden's."""
    for one in towns:
        if land == SWEDEN and one.code:
            _read(string_patterns.swedish_code, "code", one.code)
    return towns


def _each_once(names: list[str]) -> list[str]:
    for name in names:
        if names.count(name) > 1:
            raise RusctlError(msg("{name} is named twice", name=name))
    return names


def _ids(names: Sequence[str], otherwise: str) -> list[str]:
    """Give each name an id of its own: Habo and Håbo become habo and habo-2."""
    ids: list[str] = []
    for name in names:
        ids.append(free(short(name) or otherwise, ids))
    return ids
