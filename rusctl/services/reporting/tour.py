"""What is said of tours: how many of those they are to visit have a date, and what is lacking."""

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import tour_name
from rusctl.model.plan import Plan
from rusctl.output.clean import one_line
from rusctl.schedule.state.tour import Cover, covers


def incomplete_tours(plan: Plan, language: Language) -> list[str]:
    """Say of each tour that is not complete what it lacks; of several, each with its name."""
    found = covers(plan)
    return [_named(plan, one, language, alone=len(found) == 1) for one in found if not one.complete]


def _named(plan: Plan, found: Cover, language: Language, *, alone: bool) -> str:
    text = cover_text(found, language)
    if alone:
        return text
    return one_line(f"{language.value(tour_name(plan, found.tour))}: {text}")


def cover_text(found: Cover, language: Language) -> str:
    """Say how many municipalities have a date, which lack a visit or have too many, and which themes are lacking."""
    total = nmsg(
        "{dated} of {count} municipality has a date",
        "{dated} of {count} municipalities have a date",
        len(found.all),
        dated=found.dated,
    )
    parts: list[Message] = []
    if found.missing:
        parts.append(_missing(found))
    if found.twice:
        names = [one.name for one in found.twice]
        parts.append(nmsg("{names} is there twice", "{names} are there twice", len(names), names=names))
    if found.often:
        names = [one.name for one in found.often]
        parts.append(
            nmsg("{names} is there more than twice", "{names} are there more than twice", len(names), names=names)
        )
    if found.over:
        names = [one.name for one in found.over]
        parts.append(msg("more than {visits} visits to {names}", visits=found.tour.visits, names=names))
    if found.themes:
        names = [language.name(one.name) or one.id for one in found.themes]
        parts.append(nmsg("no event of the theme {names}", "no event of the themes {names}", len(names), names=names))
    said = [", ".join(map(language.text, parts))] if parts else []
    return one_line("; ".join([*([language.text(total)] if found.all else []), *said]))


def _missing(found: Cover) -> Message:
    names = [one.name for one in found.missing]
    if found.tour.visits == 1:
        return nmsg("{names} is missing", "{names} are missing", len(names), names=names)
    return msg("fewer than {visits} visits to {names}", visits=found.tour.visits, names=names)
