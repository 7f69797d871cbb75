"""What people call the answers to an invitation, by the words that programs get: iCalendar's, in small letters."""

from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.language.message import Message
from rusctl.language.vocabulary_people import ANSWER
from rusctl.model.people import Answer

WORDS: dict[str, Message] = {PARTSTAT[one].lower(): text for one, text in ANSWER.items()}
NONE = PARTSTAT[Answer.NONE].lower()
ORDER = (*(word for word in WORDS if word != NONE), NONE)  # as they are counted: who has not answered comes last


def word(answer: Answer) -> str:
    """Give the word that programs get."""
    return PARTSTAT[answer].lower()
