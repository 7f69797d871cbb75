"""`rusctl notice`."""

from rusctl.commands.common import typed
from rusctl.commands.common.options import EventId
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.plan import Texts
from rusctl.output.clean import one_line
from rusctl.services import selection
from rusctl.services.people.told_of_data import RIGHTS, lacking, objection, processing


def notice(context: typed.Context, name: EventId) -> None:
    """Write the text that tells an event's participants about their personal data, in Swedish or English (--lang)."""
    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    title = event_title(event, plan, run.language)
    when = f", {dates.full(event.when, run.language.code)}" if event.when else ""
    say = run.say
    run.out(one_line(say(msg("Your personal data: {title}", title=title + when))))
    run.out("")
    run.out(
        one_line(
            say(
                msg(
                    "{region} keeps a register of those who take part in {process}. It contains your name, "
                    "organisation, municipality and role (a party only with an elected office), your official email "
                    "address and telephone number, the language of messages to you, which events you were invited "
                    "to, when and how, what you answered, with a comment if you wrote one, whom you replaced, and "
                    "whether you attended. It contains no personal identity numbers and no opinions; opinions and "
                    "health information are removed from comments, and a comment is kept as long as the answer.",
                    region=plan.process.region,
                    process=plan.process.name,
                )
            )
        )
    )
    run.out("")
    for _, heading, text in processing(plan.retention):
        run.out(one_line(f"{say(heading)}: {say(text)}"))
    comments = (
        msg(
            "What you write beside your answer is kept as a comment until the event is over, for those who prepare it; "
            "health, opinions and personnummer are left out."
        )
        if plan.retention.comments
        else msg("What you write beside your answer, as a comment, is not kept.")
    )
    run.out(one_line(say(comments)))
    run.out("")
    run.out(
        one_line(
            say(
                msg(
                    "{rights} Gender and special diets are only counted, never noted about you. The register is a "
                    "public document: whoever asks may get what is not secret.",
                    rights=RIGHTS,
                )
            )
        )
    )
    run.out(one_line(say(objection(plan))))
    if not plan.process.contact:
        run.out(one_line(say(msg("Write to {contact}.", contact=say(msg("(contact is missing)"))))))
    if plan.retention.more:
        run.out(one_line(say(msg("{text}", text=Texts(plan.retention.more)))))
    missing = [f"{key} (config/retention.toml)" for key in lacking(plan.retention)]
    missing += [] if plan.process.contact else ["contact (config/process.toml)"]
    if missing:
        run.tell(msg("the text is not complete; write down {keys}", keys=missing))
        raise typed.Exit(1)
