"""Rules about the texts of letters in config/texts: a file that is none, and fields that are unknown or missing."""

from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.fields import fields
from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.model.letter_texts import FIELDS, IN_FACTS, NEEDED, LetterText
from rusctl.model.messages import LetterKind
from rusctl.model.plan import Facts

_BRACES = "{}"


@rule(code="RUS830", name="unknown-field", severity=Severity.ERROR)
def unknown_field(facts: Facts) -> Iterator[Problem]:
    """The text of a message has an unknown field, or a single brace.

    A word in braces is a field, which rusctl replaces with its value; a misspelt field would be sent as it is. `rusctl
    letter list` shows the fields of each message. No such message is written until the text is fixed.

    Bad:
        # file: config/texts/cancellation.sv.txt
        {event} den {wen} är inställt.  # RUS830
        Det skulle ha varit {when}.

    Good:
        # file: config/texts/cancellation.sv.txt
        {event} den {when} är inställt.
    """
    for text in facts.plan.letters:
        yield from unknown_fields(text)


@rule(code="RUS831", name="missing-field", severity=Severity.ERROR)
def missing_field(facts: Facts) -> Iterator[Problem]:
    """The text of a message has no field that says what it is about, or how to answer.

    A message states what the event is (`event`) and when it takes place (`when`), in its subject or its text, or both
    together with the other known facts (`facts`). A message that asks for an answer states how to give it
    (`how_to_answer`). No such message is written until the text is fixed.

    Bad:
        # file: config/texts/cancellation.sv.txt
        Mötet är tyvärr inställt.  # RUS831

    Good:
        # file: config/texts/cancellation.sv.txt
        Mötet är tyvärr inställt.

        {facts}
    """
    for text in facts.plan.letters:
        yield from missing_fields(text)


@rule(code="RUS832", name="unknown-letter", severity=Severity.ERROR)
def unknown_letter(facts: Facts) -> Iterator[Problem]:
    """A file in config/texts has the name of no letter, so nobody will ever read it.

    Such a file is named after the message and the language, as in `invitation.sv.txt`; `rusctl letter list` shows the
    names.

    Bad:
        # file: config/texts/inbjudan.sv.txt
        Välkommen!  # RUS832

    Good:
        # file: config/texts/invitation.sv.txt
        Välkommen!

        {facts}

        {how_to_answer}
    """
    for text in facts.plan.letters:
        if text.kind is None:
            known = ", ".join(LetterKind)
            said = msg(
                "the name of this file is no letter's; it is one of {known}, as in {example}",
                known=known,
                example="invitation.sv.txt",
            )
            yield Problem(text.at, said)


def unknown_fields(text: LetterText) -> Iterator[Problem]:
    """Give what stands in braces in a text and is none of its fields, each at its line."""
    if text.kind is None:
        return
    known = FIELDS[text.kind]
    lines = [(1, text.subject), *enumerate(text.text.splitlines(), text.line)]
    for line, words in lines:
        for name in fields(words):
            at = text.at._replace(line=line)
            if name in known:
                continue
            if name in ("{", "}"):
                said = msg(
                    "a brace stands by itself here; a field is written with both, such as {example}", example="{event}"
                )
            elif meant := nearest(name.lower(), known):
                said = msg(
                    "{field} is not a field of this message; did you mean {meant}?",
                    field=_braced(name),
                    meant=_braced(meant),
                )
            else:
                said = msg(
                    "{field} is not a field of this message; it has {known}",
                    field=_braced(name),
                    known=list(map(_braced, known)),
                )
            yield Problem(at, said)


def missing_fields(text: LetterText) -> Iterator[Problem]:
    """Say which fields a text must have and has not, at its first line."""
    if text.kind is None:
        return
    there = {*fields(text.subject), *fields(text.text)}
    if "facts" in there:
        there |= IN_FACTS
    lacking = [name for name in NEEDED[text.kind] if name not in there]
    if not lacking:
        return
    said = msg("the message has no {fields}; add what is missing", fields=list(map(_braced, lacking)))
    if IN_FACTS.intersection(lacking):
        said = msg(
            "the message has no {fields}; add what is missing, or {facts}, which gives what it is and when",
            fields=list(map(_braced, lacking)),
            facts="{facts}",
        )
    yield Problem(text.at._replace(line=text.line), said)


def _braced(name: str) -> str:
    return _BRACES[0] + name + _BRACES[1]
