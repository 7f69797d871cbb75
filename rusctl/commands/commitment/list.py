"""`rusctl commitment list` and `rusctl commitment show`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.vocabulary_strategy import COMMITMENT_KIND, COMMITMENT_STATE
from rusctl.output.tables import Cell, Column, print_pairs, print_table
from rusctl.services.strategy import commitments
from rusctl.storage.files.names import COMMITMENTS


def show_all(
    context: typed.Context,
    *,
    everything: Annotated[bool, typed.Option("--all", help="Show also those that are done or dropped.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the joint commitments that remain: who does what, by when, and from what."""
    run = terminal(context)
    plan, today = run.complete(COMMITMENTS).plan, run.project.today
    found = [one for one in commitments.dated(plan, everything=True) if everything or one.open]
    nothing = msg("there is no joint commitment; add one with rusctl commitment add WHAT --who NAME")
    if listed(run, [commitments.row(one, today) for one in found], nothing, as_json=as_json):
        return
    headings = (msg("Commitment"), msg("Who"), msg("By"), msg("Left"), msg("Paragraph"), msg("Inputs"))
    table = [
        (
            Cell(one.what, below=one.id),
            ", ".join(one.who),
            dates.medium(one.by, run.language.code) if one.by else "",
            run.say(commitments.left(one, today)),
            one.paragraph,
            ", ".join(one.inputs),
        )
        for one in found
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)


def show(
    context: typed.Context,
    which: Annotated[str, typed.Argument(metavar="COMMITMENT", help="Its id, or what it says.", asks=typed.COMMITMENT)],
    *,
    as_json: AsJson = False,
) -> None:
    """Show a joint commitment with all its values."""
    run = terminal(context)
    plan, today = run.complete(COMMITMENTS).plan, run.project.today
    one = commitments.named(plan, which)
    if as_json:
        give(run, [commitments.row(one, today)])
        return
    code = run.language.code
    pairs = [
        (msg("Commitment"), one.what),
        (msg("Id"), one.id),
        (msg("Who"), ", ".join(one.who)),
        (msg("By"), dates.medium(one.by, code) if one.by else ""),
        (msg("State"), run.say(COMMITMENT_STATE[one.state])),
        (msg("Left"), run.say(commitments.left(one, today)) if one.open and one.by else ""),
        (msg("Done"), dates.medium(one.done, code) if one.done else ""),
        (msg("Inputs"), ", ".join(one.inputs)),
        (msg("Paragraph"), one.paragraph),
        (msg("Kind"), run.say(COMMITMENT_KIND[one.kind])),
        (msg("Themes"), ", ".join(one.themes)),
        (msg("Event"), one.event),
        (msg("Diarienummer"), one.dnr),
        (msg("Source"), one.source),
        (msg("Note"), one.note),
    ]
    pairs += [
        (
            msg("Followed up"),
            f"{dates.medium(each.date, code)}: {run.say(COMMITMENT_STATE[each.state])}. {each.text}".strip(),
        )
        for each in one.follow_ups
    ]
    print_pairs((run.say(name), text) for name, text in pairs if text)
