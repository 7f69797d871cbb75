"""PARTSTAT, iCalendar's word for an answer (RFC 5545, 3.2.12), and the answer that it is: spelled here alone."""

from rusctl.model.people import Answer

PARTSTAT: dict[Answer, str] = {
    Answer.NONE: "NEEDS-ACTION",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.DECLINED: "DECLINED",
    Answer.TENTATIVE: "TENTATIVE",
    Answer.DELEGATED: "DELEGATED",
}
_ANSWERS = {word: answer for answer, word in PARTSTAT.items()}


def answer_of(word: str) -> Answer | None:
    """Give the answer that a PARTSTAT is, in whatever case, or None where an invitation has no such answer."""
    return _ANSWERS.get(word.upper())
