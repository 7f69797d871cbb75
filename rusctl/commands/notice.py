"""`rusctl notice`."""

import typer

from rusctl.commands import pick
from rusctl.commands.options import EventId
from rusctl.commands.rights import lacking, processing
from rusctl.commands.session import session
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.output.clean import clean


def notice(context: typer.Context, name: EventId) -> None:
    """Write the text that tells an event's participants about their personal data, in Swedish or English (--lang)."""
    run = session(context)
    plan = run.readable().plan
    event = pick.event(plan, name)
    title = event_title(event, plan, run.language)
    when = f", {dates.full(event.when, run.language.code)}" if event.when else ""
    say = run.say
    run.out(clean(say(msg("Your personal data: {title}", title=title + when))))
    run.out("")
    run.out(
        clean(
            say(
                msg(
                    "{region} holds a register of those who take part in {process}. It has your name, organisation, "
                    "municipality, role, official e-mail address and telephone number, which events you were invited "
                    "to, what you answered and whether you came. It holds no personnummer, and no opinions.",
                    region=plan.process.region,
                    process=plan.process.name,
                )
            )
        )
    )
    run.out("")
    for _, heading, text in processing(plan.retention):
        run.out(clean(f"{say(heading)}: {say(text)}"))
    run.out("")
    run.out(
        clean(
            say(
                msg(
                    "You have the right to see what is held about you, to have it corrected, and to ask that its use "
                    "is restricted or that it is erased. Gender and special diets are only counted, never noted about "
                    "you. The register is a public document: whoever asks may get what is not secret.",
                )
            )
        )
    )
    run.out(clean(say(msg("Write to {contact}.", contact=plan.process.contact or say(msg("(contact is missing)"))))))
    missing = lacking(plan.retention)
    if missing or not plan.process.contact:
        run.tell(
            msg(
                "the text is not complete: write {keys} in config/retention.toml, and contact in config/process.toml",
                keys=missing or ["contact"],
            )
        )
        raise typer.Exit(1)
