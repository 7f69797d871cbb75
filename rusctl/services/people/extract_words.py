"""What is held about a person, in words for the person; programs get it as it is kept."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.language.names import municipality_name
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE, KIND, PART, PARTICIPATION, REASON, STATE
from rusctl.output.extract import value_text
from rusctl.services.session import Session

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


def in_words(run: Session, column: str, value: Any, table: str = "participation") -> str:
    """Put a value into words: what is coded by its word, a role and a municipality by its name, nothing as a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return run.say(msg("yes")) if value else run.say(msg("no"))
    if column == "role":
        return next((run.language.name(one.name) or one.id for one in run.loaded.plan.roles if one.id == value), value)
    if column == "municipality":
        return municipality_name(run.loaded.plan, value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dates.medium(value, run.language.code)
    word = WORDS.get((table, column), {}).get(str(value))
    return run.say(word) if word else value_text(value)
