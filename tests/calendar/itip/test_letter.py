"""The plain text of a letter says what its calendar part says: the facts are read back out of both and compared."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.scheduling import Scheduling
from rusctl.calendar.itip.itip import cancel, request, scheduling_bytes
from rusctl.calendar.itip.letter import LABELS, ROLES, LetterContext, letter
from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.vocabulary import STATUS
from rusctl.model.messages import OF_NO_EVENT, MessageKind
from rusctl.model.plan import Days, Hours, Status
from rusctl.model.recipients import Part, Recipient

STAMP = dt.datetime(2018, 11, 8, 12, 30, tzinfo=dt.UTC)
PEOPLE = [
    Recipient(address="ett@example.org", name="Testperson Ett"),
    Recipient(address="tva@example.org", part=Part.INFORMED),
    Recipient(address="tre@example.se", name="Åsa Ordförande", part=Part.CHAIR),
]
Lines = Callable[[bytes], list[str]]


def facts_of_text(text: str, language: Language) -> dict[str, str]:
    """Give the facts of a letter, by the words that iCalendar has for them."""
    names = {language.text(label): name for name, label in LABELS.items()}
    found = {}
    for line in text.split("\n\n")[1].splitlines():
        label, _, value = line.partition(": ")
        found[names[label]] = value
    return found


def facts_of_calendar(lines: list[str], language: Language) -> dict[str, str]:
    """Give the same facts out of the lines of an iTIP object, without any of rusctl's own values."""
    plain = {line.partition(":")[0].partition(";")[0]: line for line in lines}
    parameters = dict(re.findall(r';([A-Z]+)=("[^"]*"|[^;:]*)', plain["ATTENDEE"]))
    values = {
        "summary": text_of(plain["SUMMARY"]),
        "when": when_of(plain, language),
        "location": text_of(plain.get("LOCATION", "")),
        "status": language.text(STATUS[Status(text_of(plain["STATUS"]).lower())]) if "STATUS" in plain else "",
        "url": plain.get("URL", "").partition(":")[2],
        "organizer": who_of(plain["ORGANIZER"]) if "ORGANIZER" in plain else "",
        "attendee": who_of(plain["ATTENDEE"]),
        "role": language.text(ROLES[parameters["ROLE"]]) if text_of(plain["METHOD"]) == "REQUEST" else "",
    }
    return {name: value for name, value in values.items() if value}


def text_of(line: str) -> str:
    value = line.partition(":")[2]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def who_of(line: str) -> str:
    address = re.search(r":mailto:(.*)", line)
    name = re.search(r';CN="([^"]*)"', line)
    assert address
    return f"{name[1]} <{address[1]}>" if name and name[1] != address[1] else address[1]


def when_of(plain: dict[str, str], language: Language) -> str:
    start, end = (plain[name].rpartition(":")[2] for name in ("DTSTART", "DTEND"))
    if "T" in start:
        first, last = (dt.datetime.strptime(value, "%Y%m%dT%H%M%S") for value in (start, end))  # noqa: DTZ007 - local
        mark = {"sv": " (svensk tid)", "en": " (Swedish time)"}[language.code]
        return dates.full(Hours(start=first, end=last), language.code) + mark
    days = [dt.datetime.strptime(value, "%Y%m%d").date() for value in (start, end)]  # noqa: DTZ007 - days
    return dates.full(Days(first=days[0], last=days[1] - dt.timedelta(days=1)), language.code)


def schedulings(everything: Feed) -> list[tuple[MessageKind, Scheduling]]:
    found: list[tuple[MessageKind, Scheduling]] = []
    for entry in everything.entries:
        for who in PEOPLE:
            if entry.status == "CANCELLED":
                found.append((MessageKind.CANCELLATION, cancel(entry, who, 4, STAMP)))
            else:
                kinds = (MessageKind.INVITATION, MessageKind.UPDATE, MessageKind.INFORMATION, MessageKind.REMINDER)
                found += [(kind, request(entry, who, 4, STAMP)) for kind in kinds]
                found.append((MessageKind.WITHDRAWAL, cancel(entry, who, 5, STAMP)))
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_and_calendar_say_the_same(everything: Feed, logical_lines: Lines, code: str) -> None:
    language = Language(code)
    for kind, scheduling in schedulings(everything):
        text = letter(kind, scheduling, language).text
        lines = logical_lines(scheduling_bytes(scheduling))
        assert facts_of_text(text, language) == facts_of_calendar(lines, language)
        description = next((text_of(line) for line in lines if line.startswith("DESCRIPTION:")), "")
        more = f"{language.text(LABELS['url'])}: "
        assert description.rpartition(f"\n{more}")[0] or description in text
        assert text.count(more) <= 1


def test_letters(everything: Feed, golden: Callable[[str, str], None]) -> None:
    chosen = [one for one in everything.entries if isinstance(one.when, Hours)][:1]
    chosen += [one for one in everything.entries if one.status == "CANCELLED"][:1]
    parts = []
    for code in LANGUAGES:
        for entry in chosen:
            kinds = (kind for kind in MessageKind if kind not in OF_NO_EVENT)
            only = (MessageKind.CANCELLATION,) if entry.status == "CANCELLED" else tuple(kinds)
            for kind in only:
                if kind is MessageKind.CANCELLATION and entry.status != "CANCELLED":
                    continue
                make = cancel if kind in (MessageKind.CANCELLATION, MessageKind.WITHDRAWAL) else request
                found = letter(kind, make(entry, PEOPLE[0], 1, STAMP), Language(code), LetterContext("DAY"))
                parts.append(f"--- {code} {kind}\nSubject: {found.subject}\n\n{found.text}")
    golden("mail/letters.txt", "\n".join(parts))


def test_only_who_is_asked_is_told_how_to_answer(everything: Feed) -> None:
    entry = replace(everything.entries[0], status="CONFIRMED")
    english = Language("en")
    asked = letter(MessageKind.INVITATION, request(entry, PEOPLE[0], 0, STAMP), english, LetterContext("Monday"))
    assert "Answer with the buttons" in asked.text
    assert asked.text.endswith("Please answer by Monday.\n")
    for kind, scheduling in (
        (MessageKind.INVITATION, request(entry, PEOPLE[1], 0, STAMP)),
        (MessageKind.INFORMATION, request(entry, PEOPLE[0], 0, STAMP)),
        (MessageKind.WITHDRAWAL, cancel(entry, PEOPLE[0], 0, STAMP)),
    ):
        assert "Answer with the buttons" not in letter(kind, scheduling, english, LetterContext("Monday")).text


def test_a_subject_is_one_line(everything: Feed) -> None:
    for kind, scheduling in schedulings(everything):
        subject = letter(kind, scheduling, Language("sv")).subject
        assert subject
        assert subject.isprintable()
