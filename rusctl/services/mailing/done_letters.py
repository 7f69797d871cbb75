"""The letter to those who asked for what is now done: why they are told, what was agreed, and that it is done."""

from collections.abc import Mapping

from rusctl.calendar.ics import clean
from rusctl.calendar.itip.letter import MailText
from rusctl.language.catalogue import Language
from rusctl.language.fields import filled
from rusctl.language.message import Message, msg
from rusctl.model.letter_texts import OF_DONE, LetterText

_SUBJECT = msg("Done: {commitment}")
_THANKS = msg("Thank you for your help. Questions: {contact}")


def shipped(language: Language) -> MailText:
    """Give the text that a region can begin from."""
    marks: dict[str, object] = {name: f"{{{name}}}" for name in OF_DONE}

    def said(message: Message) -> str:
        return language.text(message._replace(args=marks))

    parts = ("{asked}", "{commitment}", "{outcome}", "{said}", f"{said(_THANKS)}\n{{region}}")
    return MailText(said(_SUBJECT), "\n\n".join(parts))


def written(language: Language, values: Mapping[str, str], own: LetterText | None, first: str, below: str) -> MailText:
    """Give the letter: the region's own text, else the shipped one, with its values.

    `first` is what the region says in the first message to somebody, and `below` stands at the end.
    """
    text = shipped(language)
    subject = clean.line(filled(own.subject if own and own.subject else text.subject, values))
    parts = (filled(own.text if own else text.text, values), filled(first, values), below)
    return MailText(subject, clean.lines("\n\n".join(filter(None, parts))) + "\n")
