"""`rusctl event add`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, pick, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.nouns import event_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.language.slug import free, short
from rusctl.services import selection
from rusctl.services.planning import series
from rusctl.services.planning.change_events import when_table
from rusctl.storage.toml import edits


@spread
def add(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(
            metavar="[EVENT]", help="The new event's id; derived from its municipality or title if omitted."
        ),
    ] = None,
    *,
    when: Annotated[str, typed.Option("--date", "--when", metavar="WHEN", help="When it is, as people write it.")] = "",
    kind: Annotated[
        str, typed.Option("--kind", metavar="KIND", completes=typed.KIND, help="What kind of meeting it is.")
    ] = "",
    municipality: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality",
            metavar="ID",
            completes=typed.MUNICIPALITY,
            help="Where it is; repeatable for an event for several.",
        ),
    ] = None,
    title: Annotated[str, typed.Option("--title", metavar="TEXT", help="What people see.")] = "",
    status: Annotated[
        str, typed.Option("--status", metavar="STATUS", completes=typed.STATUS, help="planned, tentative or confirmed.")
    ] = "",
    how: event_options.EventDetails,
    number: Annotated[
        int | None, typed.Option("--round", metavar="N", help="Which round of a tour it is of.", min=1)
    ] = None,
    themes: Annotated[
        list[str] | None,
        typed.Option(
            "--theme", metavar="ID", completes=typed.THEME, help="What it is about, of the frame; repeatable."
        ),
    ] = None,
    partner: Annotated[
        str, typed.Option("--partner", metavar="TEXT", help="The organisation that holds it, if not the region.")
    ] = "",
    count: Annotated[
        int | None, typed.Option("--count", metavar="N", help="How many dialogues it stands for.", min=1)
    ] = None,
    people: Annotated[
        int | None, typed.Option("--people", metavar="N", help="How many took part in all.", min=0)
    ] = None,
    papers: Annotated[
        str, typed.Option("--papers", metavar="TIME", help="How long before it the papers go out: '14 days'.")
    ] = "",
    every: Annotated[str, typed.Option("--every", metavar="TIME", help="It comes again so often: '2 weeks'.")] = "",
    times: Annotated[int | None, typed.Option("--times", metavar="N", help="So many times in all.", min=1)] = None,
    until: Annotated[str, typed.Option("--until", metavar="DAY", help="Until this day at the latest.")] = "",
    source: Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of it.")] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add an event, or with --every those that come again."""
    run = terminal(context)
    known = run.project.readable().plan
    if not (name or municipality or title) and pick.asks():
        municipality = pick.picked(run, typed.MUNICIPALITY)
    places = list(dict.fromkeys(selection.municipality(known, one) for one in municipality or ()))
    themes = [selection.theme(known, one) for one in themes or ()]
    again = series.recurrence(every, times, ask.limit(run, "--until", until, last=True, yes=yes) if until else None)
    if again and (how.answer_by or how.decide_by):
        raise UsageError(msg("--answer-by and --decide-by are days of one event; set them with rusctl event set"))
    if papers:
        series.span_of(papers, "--papers")
    kind = pick.kind(run, kind)
    reading = ask.reading(run, when, yes=yes) if when else None
    date = reading.when if reading else None
    table: dict[str, Any] = {
        "id": _id(run, name, places[0] if places else "", title),
        "kind": kind,
        "title": title,
        "municipality": places[0] if places else "",
        "municipalities": places if len(places) > 1 else "",
        "round": number or "",
        "themes": themes or "",
        **(when_table(date) if date else {}),
        "status": selection.new_status(status, reading).value,
        **event_options.details(run, how, yes=yes),
        "partner": partner,
        "count": count or "",
        "people": "" if people is None else people,
        "papers": papers,
        "source": source,
        "stated": run.project.today if date else "",
    }
    table = {key: value for key, value in table.items() if value not in ("", [])}
    taken = {record.id for record in known.records}
    new = series.tables(table, date, again, taken) if again else [table]
    series.refuse_unreadable(run.project.loaded, new)
    done = msg("{id} is added", id=table["id"])
    if again:
        done = nmsg("{count} event of {id} is added", "{count} events of {id} are added", len(new), id=table["id"])
    change(run, {one["id"] for one in new}, [edits.Append(("event",), one) for one in new], done, dry_run=dry_run)


def _id(run: Terminal, name: str | None, municipality: str, title: str) -> str:
    """Give the id that was asked for, if it is free, else one made of what there is to make it of."""
    taken = {event.id for event in run.project.loaded.plan.events}
    if name:
        if name in taken:
            raise RusctlError(msg("there is already an event {id}; choose another id", id=name))
        return name
    wanted = municipality or short(title)
    if not wanted:
        raise UsageError(msg("which event is it? Give an id, a --municipality or a --title"))
    return free(wanted, taken)
