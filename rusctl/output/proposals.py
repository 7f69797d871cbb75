"""What `rusctl propose --json` gives: one flat object for each event of each proposal."""

from rusctl.language.catalogue import Language
from rusctl.language.names import event_title
from rusctl.model.plan import Event, Plan
from rusctl.output.rows import Field, Row, when_row
from rusctl.schedule.proposing.proposals import Certainty, ProposalAnswer

PROPOSAL = {
    "proposal": Field("integer", "the proposal's number; the first is the best"),
    "id": Field("string", "the event's id"),
    "title": Field("string", "what people see, in the folder's language"),
    "municipality": Field("string?", "where it is: an id"),
    "proposed": Field("date", "the day that is proposed"),
    "week": Field("integer", "the ISO week of that day"),
    "date": Field("date?", "the day it has now"),
    "window_from": Field("date?", "the first day it can be now"),
    "window_to": Field("date?", "the last day it can be now"),
    "proven": Field("boolean", "whether it is proven that no other answer is better"),
    "gap_percent": Field("integer", "how far it may be from the best one, at most"),
}


def proposal_row(number: int, event: Event, plan: Plan, answer: ProposalAnswer) -> Row:
    """Give the row of an event in a proposal."""
    day = answer.days[event.id]
    now = when_row(event.when, plan.process.timezone)
    return {
        "proposal": number,
        "id": event.id,
        "title": event_title(event, plan, Language(plan.process.language)),
        "municipality": event.municipality or None,
        "proposed": day.isoformat(),
        "week": day.isocalendar().week,
        "date": event.when.first.isoformat() if event.when and not now["window_from"] else None,
        "window_from": now["window_from"],
        "window_to": now["window_to"],
        "proven": answer.certainty is Certainty.BEST,
        "gap_percent": answer.gap,
    }
