"""`rusctl coverage`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import municipality_name, role_names
from rusctl.output.registered import coverage_row
from rusctl.output.tables import Cell, Column, Row, print_table
from rusctl.register import coverage as matrix
from rusctl.services.people.register_access import opened
from rusctl.services.reporting import legal_coverage
from rusctl.services.reporting.coverage import by_name, chart, totals, unheard

if TYPE_CHECKING:
    from rusctl.register.coverage import Coverage

PEOPLE = 10_000


def coverage(
    context: typed.Context,
    *,
    legal: Annotated[
        bool, typed.Option("--legal", help="Duty by duty: who had to be heard, who was, when and how, and who was not.")
    ] = False,
    svg: SvgFile = "",
    as_json: AsJson = False,
) -> None:
    """Show participants by municipality and role over the whole process, and what they count as."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    run = terminal(context)
    endings.keep_to(svg, ".svg")
    plan = run.project.readable().plan
    if legal:
        _legal(run, as_json=as_json)
        return
    with opened(run.project).reading() as connection:
        found = matrix.coverage(plan, headcounts.of_those_who_came(connection), run.project.today)
    wanted = matrix.wanted(plan)
    more = [role.id for role in plan.roles if role.id not in found.roles and any(role.id == one for _, one in wanted)]
    found = found._replace(roles=[*found.roles, *more])
    counts_as = {role.id: role.counts_as for role in plan.roles}
    if as_json:
        give(
            run,
            (
                coverage_row(
                    here,
                    role,
                    counts_as.get(role, ""),
                    found.numbers.get((here, role), 0),
                    events,
                    wanted.get((here, role)),
                )
                for here in found.municipalities
                for role in dict.fromkeys((*found.roles, *found.unheard))
                for events in [found.events.get((here, role), 0)]
            ),
        )
        return
    if not found.numbers and not wanted:
        run.tell(msg("nobody is counted yet; rusctl participants count and attend do it"))
        return
    _print(run, found, wanted)
    for line in totals(found, plan):
        run.out(run.say(line))
    if missing := unheard(found, plan, run.language):
        run.out(run.say(missing))
    if svg:
        write_chart(run, chart(found, plan, run.language), svg)


def _legal(run: Terminal, *, as_json: bool) -> None:
    plan = run.project.readable().plan
    found = legal_coverage.legal_coverage(run.project)
    if as_json:
        give(run, map(legal_coverage.row, found.rows))
        return
    headings = (msg("Law"), msg("With whom"), msg("Heard"), msg("When"), msg("Event and form"))
    numbers = (msg("Asked"), msg("Came"))
    columns = [*(Column(run.say(one)) for one in headings), *(Column(run.say(one), number=True) for one in numbers)]
    print_table(columns, legal_coverage.table(found.rows, plan, run.language))
    run.tell_all(legal_coverage.notes(found, plan, run.language))


def _print(run: Terminal, found: "Coverage", wanted: Mapping[tuple[str, str], int]) -> None:
    plan = run.project.readable().plan
    names = role_names(plan, run.language)
    columns = [
        Column(run.say(msg("Municipality"))),
        *(Column(names.get(role, role), number=True) for role in found.roles),
        Column(run.say(msg("All")), number=True),
        Column(run.say(msg("Per 10,000 inhabitants")), number=True),
    ]
    people = {one.id: one.population for one in plan.municipalities}
    table: list[Row] = []
    for here in by_name(found, plan):
        total = found.total(municipality=here)
        inhabitants = people.get(here)
        table.append(
            (
                municipality_name(plan, here) or run.say(msg("not known")),
                *(_cell(found.numbers.get((here, role), 0), wanted.get((here, role))) for role in found.roles),
                Cell(str(total), "" if total else "bold red"),
                _decimal(run, total * PEOPLE / inhabitants) if inhabitants else "",
            )
        )
    total = found.total()
    sums = [found.total(role=role) for role in found.roles]
    table.append((Cell(run.say(msg("All")), "bold"), *map(str, sums), str(total), ""))
    table.append((run.say(msg("Municipalities reached")), *(str(found.reached(role)) for role in found.roles), "", ""))
    table.append((run.say(msg("Share")), *(_share(one / total if total else 0) for one in sums), "", ""))
    table.append(
        (
            run.say(msg("Share, municipalities alike")),
            *(_share(found.share_alike(role)) for role in found.roles),
            "",
            "",
        )
    )
    print_table(columns, table)


def _cell(number: int, wanted: int | None) -> Cell:
    """Give how many came and, where that is said, of how many that are wanted at least."""
    if wanted is None:
        return Cell(str(number) if number else "–")
    return Cell(f"{number}/{wanted}", "bold red" if number < wanted else "")


def _share(part: float) -> str:
    return f"{part:.0%}".replace("%", " %")


def _decimal(run: Terminal, number: float) -> str:
    text = f"{number:.1f}"
    return text.replace(".", ",") if run.language.code == "sv" else text
