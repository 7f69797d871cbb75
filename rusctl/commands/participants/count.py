"""`rusctl participants count`."""

from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, EventId
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.people.participants_words import summary
from rusctl.services.people.register_access import doubt_early, municipality_chooser, not_done, opened, role_chooser
from rusctl.services.session import Session, session

MOST = 1_000_000


def count(
    context: typed.Context,
    name: EventId,
    words: Annotated[
        list[str] | None,
        typed.Argument(metavar="[ROLE N]...", help="Roles and numbers: politiker 7 tjansteman 5 naringsliv 4."),
    ] = None,
    *,
    what: Annotated[
        str, typed.Option("--what", metavar="WHAT", help="What is counted: came, coming, declined or invited.")
    ] = "came",
    municipality: Annotated[
        str, typed.Option("--municipality", metavar="ID", help="Where they are from; else the event's municipality.")
    ] = "",
    women: Annotated[
        int | None, typed.Option("--women", help="How many of them are women; for one role.", min=0)
    ] = None,
    men: Annotated[int | None, typed.Option("--men", help="How many of them are men; for one role.", min=0)] = None,
    diets: Annotated[
        list[str] | None,
        typed.Option("--diet", metavar="DIET=N", help="How many eat a diet: vegetarian=3; may be repeated."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Say how many took part in an event, by role and without a name; it takes the place of what was said before.

    Persons who are entered by name are counted besides.
    """
    from rusctl.register import headcounts, participants

    run = session(context)
    plan = run.readable().plan
    event = selection.event(plan, name)
    selection.known([what], list(participants.COUNTED), msg("what can be counted"))
    numbers = _numbers(run, words or [])
    eaten = [_diet(one) for one in diets or ()]
    gender = _gender(numbers, women, men)
    if not numbers and not eaten:
        raise UsageError(msg("say roles and numbers, such as politiker 7 tjansteman 5"))
    place = municipality_chooser(plan)(municipality) or event.municipality
    register = opened(run)

    def work(change: Any) -> Any:
        for role, number in numbers.items():
            if number is not None:
                participants.count(change, event.id, what, role=role, municipality=place, number=number)
        if gender:
            participants.genders(change, event.id, *gender)
        for diet, number in eaten:
            participants.diets(change, event.id, diet, number)
        return headcounts.of_event(change.connection, event.id), participants.diets_of(change.connection, event.id)

    sums, eaten_there = register.change("participants count", work, dry_run=dry_run)
    for line in [*summary(run, sums), *(f"{diet}: {number}" for diet, number in eaten_there.items())]:
        run.out(line)
    if what == "came":
        doubt_early(run, event)
    if dry_run:
        not_done(run)


def _numbers(run: Session, words: list[str]) -> dict[str, int | None]:
    """Read pairs of a role and a number, in either order; a role alone at the end is one whose gender is said."""
    choose = role_chooser(run.readable().plan)
    found: dict[str, int | None] = {}
    left = list(words)
    while left:
        one, other = left.pop(0), left.pop(0) if left else ""
        if one.isdecimal() and not other.isdecimal():
            one, other = other, one
        role = choose(one)
        if not role or (other and not other.isdecimal()):
            raise UsageError(msg("say roles and numbers, such as politiker 7 tjansteman 5"))
        if role in found:
            raise RusctlError(msg("the role {role} is there twice; say it once", role=role))
        if other and int(other) > MOST:
            raise RusctlError(msg("{number} is more people than there can be", number=other))
        found[role] = int(other) if other else None
    return found


def _gender(numbers: dict[str, int | None], women: int | None, men: int | None) -> tuple[str, int, int] | None:
    if women is None and men is None:
        if None in numbers.values():
            raise UsageError(msg("say roles and numbers, such as politiker 7 tjansteman 5"))
        return None
    if len(numbers) != 1:
        raise UsageError(msg("say women and men for one role at a time"))
    ((role, number),) = numbers.items()
    if number is not None and (women is None or men is None):
        women, men = (number - (men or 0) if women is None else women), (number - (women or 0) if men is None else men)
    if women is None or men is None:
        raise UsageError(msg("say both --women and --men"))
    if women < 0 or men < 0 or (number is not None and women + men > number):
        raise RusctlError(msg("women and men are more than the {number} there were", number=number))
    return role, women, men


def _diet(text: str) -> tuple[str, int]:
    from rusctl.register.fields import one_line

    name, _, number = text.rpartition("=")
    if not name.strip() or not number.strip().isdecimal() or int(number) > MOST:
        raise UsageError(msg("write a diet and a number, such as vegetarian=3"))
    return one_line(name, "diet"), int(number)
