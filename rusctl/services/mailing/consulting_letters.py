"""The cover letter (missiv) of a consultation and its reminder: what is asked about, how to reply, and the last day.

A request for a statement says what it shall concern and when it must have come in at the latest; a text in the region's
own words without that is refused as one with a misspelt field is.
"""

from collections.abc import Mapping

from rusctl.calendar.ics import clean
from rusctl.calendar.itip.letter import MailText
from rusctl.language.catalogue import Language
from rusctl.language.fields import filled
from rusctl.language.message import Message, msg
from rusctl.model.letter_texts import OF_CONSULTATION, LetterText
from rusctl.model.messages import LetterKind

SUBJECTS: Mapping[LetterKind, Message] = {
    LetterKind.CONSULTATION: msg("{noun}: {about}, reply by {last_day}"),
    LetterKind.CONSULTATION_REMINDER: msg("Reminder, {noun}: {about}, reply by {last_day}"),
}
_LEADS: Mapping[LetterKind, Message] = {
    LetterKind.CONSULTATION: msg("{region} invites {name} to state its views on {about} ({noun})."),
    LetterKind.CONSULTATION_REMINDER: msg(
        "{region} has asked {name} to state its views on {about} ({noun}), and does not have the reply yet."
    ),
}
_BY_WHEN = msg("The reply must have come in by {last_day}, to the end of that day.")
_HOW = msg(
    "Send the reply to {reply_to}.\n"
    "State the number {dnr} in its subject.\n"
    "A reply that has no objection is a reply, too; please say so."
)


def shipped(kind: LetterKind, language: Language) -> MailText | None:
    """Give the text that a region can begin from; None for a letter that is of no consultation."""
    if kind not in SUBJECTS:
        return None
    marks: dict[str, object] = {name: f"{{{name}}}" for name in OF_CONSULTATION}

    def said(message: Message) -> str:
        return language.text(message._replace(args=marks))

    parts = [said(_LEADS[kind]), said(_BY_WHEN), str(marks["questions"]), said(_HOW)]
    return MailText(said(SUBJECTS[kind]), "\n\n".join(parts))


def written(
    kind: LetterKind, language: Language, values: Mapping[str, str], own: LetterText | None, below: str = ""
) -> MailText:
    """Give the letter: the region's own text, else the shipped one, with its values; `below` stands at its end."""
    text = shipped(kind, language)
    assert text is not None  # noqa: S101 - the kinds are those of consultations
    subject = clean.line(filled(own.subject if own and own.subject else text.subject, values))
    whole = "\n\n".join(filter(None, (filled(own.text if own else text.text, values), below)))
    return MailText(subject, clean.lines(whole) + "\n")
