"""What is held about a person, in words for the person; programs get it as it is kept."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE, KIND, PART, PARTICIPATION, REASON, STATE
from rusctl.output.extract import value_text
from rusctl.services.people.participants_words import PeopleWords

NOTHING = "–"
IN_THE_HEADING = frozenset({"id"})
_REPLIED = {PARTSTAT[one].lower(): text for one, text in ANSWER.items()}
WORDS: dict[tuple[str, str], Mapping[str, Message]] = {
    ("participation", "answer"): {one.value: text for one, text in ANSWER.items()},
    ("participation", "attendance"): {one.value: text for one, text in ATTENDANCE.items()},
    ("participation", "kind"): {one.value: text for one, text in PARTICIPATION.items()},
    ("message", "kind"): {one.value: text for one, text in KIND.items()},
    ("message", "state"): {state.value: text for state, text in STATE.items()},
    ("message", "part"): {one.value: text for one, text in PART.items()},
    ("answer", "answer"): _REPLIED,
    ("review", "answer"): _REPLIED,
    ("review", "reason"): {one.value: text for one, text in REASON.items()},
}


def in_words(words: PeopleWords, column: str, value: Any, table: str = "participation") -> str:
    """Put a value into words: what is coded by its word, a role or a municipality by its name, nothing by a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return words.say(msg("yes")) if value else words.say(msg("no"))
    if column == "role":
        return words.role(value)
    if column == "municipality":
        return words.municipality(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dates.medium(value, words.language.code)
    word = WORDS.get((table, column), {}).get(str(value))
    return words.say(word) if word else value_text(value)


def cell(words: PeopleWords, column: str, value: Any) -> str:
    """Put a value into a cell of a list: nothing is an empty one, and a date is one that Excel reads."""
    plain = value is None or value == "" or isinstance(value, dt.date)
    return value_text(value) if plain else in_words(words, column, value)
