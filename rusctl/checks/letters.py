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
    """The text of a letter has a field that there is none of, or a brace by itself.

    What stands in braces is a field, which rusctl puts its value in for; with a misspelt name it would stand in the
    letter as it is. `rusctl letter list` names the fields of each letter. Until it is mended no such letter is written.

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
    """The text of a letter lacks a field without which nobody knows what it is about, or how to answer.

    A letter says what the event is (`event`) and when (`when`), in its subject or below, or both with the rest of what
    is known (`facts`). One that asks for an answer says how it is given (`how_to_answer`). Until it is mended no such
    letter is written.

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

    Such a file is called by the letter and the language, as in `invitation.sv.txt`; `rusctl letter list` has the names.

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
                    "{field} is no field of this letter; did you mean {meant}?",
                    field=_braced(name),
                    meant=_braced(meant),
                )
            else:
                said = msg(
                    "{field} is no field of this letter; it has {known}",
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
    said = msg("the letter lacks {fields}; put in what is missing", fields=list(map(_braced, lacking)))
    if IN_FACTS.intersection(lacking):
        said = msg(
            "the letter lacks {fields}; put in what is missing, or {facts}, which says what it is and when",
            fields=list(map(_braced, lacking)),
            facts="{facts}",
        )
    yield Problem(text.at._replace(line=text.line), said)


def _braced(name: str) -> str:
    return _BRACES[0] + name + _BRACES[1]
