"""What is said of a tour that does not visit every municipality once."""

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, nmsg
from rusctl.output.clean import one_line
from rusctl.schedule.state.tour import Cover


def cover_text(found: Cover, language: Language) -> str:
    """Say how many municipalities have a date, which are missing and which are there twice or more."""
    total = nmsg(
        "{dated} of {count} municipality has a date",
        "{dated} of {count} municipalities have a date",
        len(found.all),
        dated=found.dated,
    )
    parts: list[Message] = []
    if found.missing:
        names = [one.name for one in found.missing]
        parts.append(nmsg("{names} is missing", "{names} are missing", len(names), names=names))
    if found.twice:
        names = [one.name for one in found.twice]
        parts.append(nmsg("{names} is there twice", "{names} are there twice", len(names), names=names))
    if found.often:
        names = [one.name for one in found.often]
        parts.append(
            nmsg("{names} is there more than twice", "{names} are there more than twice", len(names), names=names)
        )
    return one_line(f"{language.text(total)}; {', '.join(map(language.text, parts))}")
