"""What people call an event, a role or a municipality, and a way from one to another."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.consultation import COMMITMENT_REF, read_ref
from rusctl.model.plan import Event, Plan, Role, Texts, When, Window
from rusctl.model.tours import Tour

MOST_PLACES = 4  # of one event, in its name
LONG_WAY, ITS_ENDS = 24, 6  # names; of a longer way so many are shown at either end


def municipality_name(plan: Plan, name: str) -> str:
    """Give a municipality's name as people write it, or its id where it is not declared."""
    return next((m.name for m in plan.municipalities if m.id == name), name)


def places_name(event: Event, plan: Plan) -> str:
    """Give the municipalities that an event visits; of many the first ones."""
    names = [municipality_name(plan, name) for name in event.places]
    if len(names) > MOST_PLACES:
        names = [*names[: MOST_PLACES - 1], "…"]
    return ", ".join(names)


def worded(when: When | None, plan: Plan, language: Language, form: Callable[[When, str], str] = dates.medium) -> str:
    """Give when something is, in words, and nothing where that is not set.

    The words of a window are in the folder's language, so in another its days say it.
    """
    if when is None:
        return ""
    if isinstance(when, Window) and when.text and language.code != plan.process.language:
        when = replace(when, text="")
    return form(when, language.code)


def kind_name(plan: Plan, kind: str, language: Language) -> str:
    """Give what a kind of event is called, or its id where it is not declared."""
    return language.name(plan.process.kinds.get(kind, Texts())) or kind


def role_names(plan: Plan, language: Language) -> dict[str, str]:
    """Give what people call each role, in the order of the file, and at last what it is called to have none."""
    return {role.id: language.name(role.name) or role.id for role in plan.roles} | {"": language.text(msg("no role"))}


def event_title(event: Event, plan: Plan, language: Language) -> str:
    """Give what an event is called: its title, or its kind and municipality."""
    if event.title:
        return language.name(event.titles) or event.title
    where = places_name(event, plan)
    return f"{kind_name(plan, event.kind, language)} {where}".strip()


def short_name(event: Event, plan: Plan) -> str:
    """Give the shortest name that tells an event: a stop of the tour by its municipality, others by title or id."""
    if not event.title or event.kind == plan.process.tour_kind:
        return places_name(event, plan) or event.title or event.id
    return Language(plan.process.language).name(event.titles) or event.title


def tour_name(plan: Plan, tour: Tour) -> Texts | str:
    """Give what a tour is called: its name or its id; of one that is not declared, the kind of its events."""
    return tour.name or tour.id or plan.process.kinds.get(tour.kind) or tour.kind


def way(names: Sequence[str]) -> str:
    """Give what leads to what; the middle of a long way is left out, and how much that is."""
    if len(names) <= LONG_WAY:
        return " > ".join(names)
    left_out = f"… {len(names) - 2 * ITS_ENDS} …"
    return " > ".join((*names[:ITS_ENDS], left_out, *names[-ITS_ENDS:]))


def vacancy(role: Role) -> Message:
    """Say from when to when a role is vacant."""
    if role.vacant_from and role.vacant_until:
        return msg("from {first} to {last}", first=role.vacant_from, last=role.vacant_until)
    if role.vacant_from:
        return msg("from {first}", first=role.vacant_from)
    return msg("until {last}", last=role.vacant_until)


def mail_about(ref: str, plan: Plan, language: Language) -> str:
    """Give what a message is about: an event, a body of a consultation by its number, or a joint commitment.

    `ref` is how mail names it; what the plan has no more is told by its id.
    """
    found = read_ref(ref)
    if found is None:
        event = next((one for one in plan.events if one.id == ref), None)
        return event_title(event, plan, language) if event else ref
    name, number = found
    commitment = name.removeprefix(COMMITMENT_REF)
    if commitment != name:
        what = next((one.what for one in plan.commitments if one.id == commitment), commitment)
        return language.text(msg("Commitment: {what}", what=what))
    of_plan = next((one for one in plan.consultations if one.id == name), None)
    called = (language.name(of_plan.name) or of_plan.about if of_plan else "") or name
    return language.text(msg("{consultation}, body {number}", consultation=called, number=number))
