"""`rusctl participants count`."""

from typing import Annotated

from rusctl.commands.common import pick, typed
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.people.participants_words import PeopleWords, summary


def count(
    context: typed.Context,
    name: EventId,
    words: Annotated[
        list[str] | None,
        typed.Argument(metavar="[ROLE N]...", help="Roles and numbers: politiker 7 tjansteman 5 naringsliv 4."),
    ] = None,
    *,
    what: Annotated[
        str,
        typed.Option(
            "--what", metavar="WHAT", completes=typed.COUNT, help="What is counted: came, coming, declined or invited."
        ),
    ] = "came",
    municipality: Annotated[
        str,
        typed.Option(
            "--municipality",
            metavar="ID",
            completes=typed.MUNICIPALITY,
            help="Where they are from; else the event's municipality.",
        ),
    ] = "",
    women: Annotated[
        int | None, typed.Option("--women", help="How many of them are women; for one role.", min=0)
    ] = None,
    men: Annotated[int | None, typed.Option("--men", help="How many of them are men; for one role.", min=0)] = None,
    diets: Annotated[
        list[str] | None,
        typed.Option("--diet", metavar="DIET=N", help="How many eat a diet: vegetarian=3. Repeatable."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Record head counts for an event by role, without names. A new count replaces the earlier one.

    People added by name are counted in addition.
    """
    from rusctl.services.people import counting, taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    if not (words or diets) and pick.asks():
        words = _asked(run, number=women is None or men is None)
    numbers = counting.read(plan, what, words or (), women=women, men=men, eating=diets or ())
    counted = counting.count(run.project, event, numbers, municipality=municipality, dry_run=dry_run)
    sums = summary(PeopleWords(plan, run.language), counted.sums)
    eaten = counting.shown(counted.diets, [diet for diet, _ in numbers.diets])
    for line in [*sums, *(f"{run.say(diet)}: {number}" for diet, number in eaten)]:
        run.out(line)
    doubt = taking_part.doubt(event, run.project.today) if numbers.what == "came" else None
    if doubt:
        run.tell(doubt)
    if dry_run:
        run.dry_run()


def _asked(run: Terminal, *, number: bool) -> list[str]:
    """Ask which role is counted, and how many there were where the options do not say it."""
    found = pick.picked(run, typed.ROLE)
    return [*found, *pick.picked(run, typed.TEXT, about=run.say(msg("How many?")))] if found and number else found
