"""Every listing that has --json, by the words that give it; the schemas, docs/json.md and tests are made from this."""

from collections.abc import Sequence

from rusctl.output import input_rows, plan_rows, registered, sorting_rows, strategy_rows, synthesis_rows
from rusctl.output.baselines import BASELINE, SLIP
from rusctl.output.changes import CHANGE
from rusctl.output.consequences import CONSEQUENCE
from rusctl.output.forecast import FORECAST
from rusctl.output.listed import comment_rows, follow_up_rows
from rusctl.output.listed.answer_letter_rows import ANSWER_LETTER
from rusctl.output.listed.calendar_rows import CALENDAR
from rusctl.output.listed.consultation_rows import BODY, CONSULTATION, CONSULTATION_WORD
from rusctl.output.listed.consultation_rows import STATUS as CONSULTATION_STATUS
from rusctl.output.listed.deadline_rows import DEADLINE
from rusctl.output.listed.letter_rows import LETTER_TEXT
from rusctl.output.listed.phase_rows import PHASE
from rusctl.output.listed.release_rows import RELEASE
from rusctl.output.listed.reply_rows import CONSULTATION_REPLY, CONSULTATION_REPLY_TEXT
from rusctl.output.listed.template_rows import TEMPLATE
from rusctl.output.listed.travel_rows import TRAVEL
from rusctl.output.mail_rows import ANSWER, OUTBOX, REPLY, REVIEW, TOLD, UNREACHED
from rusctl.output.proposals import PROPOSAL
from rusctl.output.report import FINDING
from rusctl.output.rows import EVENT, MILESTONE, PUBLISHED, Field
from rusctl.output.timeline_rows import TIMELINE

STATUS = {
    "today": Field("date", "the day it is said for"),
    "events": Field("integer", "how many stops the tour has, without cancelled ones"),
    "events_with_date": Field("integer", "how many of them have a day"),
    "next_event": Field("string?", "the next event with a day: an id"),
    "next_event_days": Field("integer?", "days until it; negative where it is under way"),
    "milestones_left": Field("integer", "how many milestones remain"),
    "milestones_overdue": Field("integer", "how many of them are overdue"),
    "errors": Field("integer", "how many errors rusctl check finds"),
    "warnings": Field("integer", "how many warnings rusctl check finds"),
    "notes": Field("integer", "how many notes rusctl check finds"),
    "municipalities_missing": Field("strings", "ids of the municipalities that a tour visits less often than it is to"),
    "undecided_overdue": Field("integer", "how many events are tentative although their last day to decide has passed"),
    "undelivered": Field("integer", "messages about what is to come that did not arrive, as far as a file tells it"),
    "phases": Field("strings", "the phases that the day is in: ids"),
    "milestones_unsettled_overdue": Field(
        "integer", "how many milestones have a date to settle although the last day for it has passed"
    ),
}
RULE = {
    "code": Field("string", "the rule's code"),
    "name": Field("string", "the rule's name"),
    "severity": Field("string", "error, warning or note"),
    "sentence": Field("string", "what it finds, in English"),
}
LOG = {
    "number": Field("integer", "the change's number in this folder"),
    "when": Field("moment", "when it was made"),
    "command": Field("string", "the command line"),
    "files": Field("strings", "the files it changed"),
    "undoes": Field("integer?", "the number of the change that it undid"),
    "undone": Field("boolean", "whether it was undone"),
}
WHERE = {
    "folder": Field("string", "the project's folder"),
    "why": Field("string", "what led to it, in English"),
}
TRUST = {
    "kind": Field("string", "caldav, folder, mail or register"),
    "id": Field("string", "the target's id; mail or register for those"),
    "file": Field("string", "the file that asks for it"),
    "line": Field("integer", "the line"),
    "asks": Field("strings", "the keys and values that would act, and the plan's files they name"),
    "agreed": Field("boolean", "whether you have agreed to it on this machine"),
    "digest": Field("string", "the digest of all that the folder asks for, for --digest"),
}
BUSY = {
    "id": Field("string", "the busy calendar's id"),
    "name": Field("string?", "what people call it"),
    "crew": Field("strings", "the crew roles it binds: ids"),
    "roles": Field("strings", "the actor groups it binds: ids"),
    "municipality": Field("string?", "the municipality whose events it binds: an id"),
    "body": Field("string?", "the body whose events it binds: an id"),
    "everyone": Field("boolean", "whether it binds every event"),
    "times": Field("integer?", "how many times it holds; null where its file cannot be read"),
    "from": Field("date?", "the first day for which it was read"),
    "to": Field("date?", "the last day for which it was read"),
    "file": Field("string", "the file that holds its times"),
}
BUSY_TIME = {
    "start": Field("moment", "when it starts, with offset; or the first of several days"),
    "end": Field("moment", "when it ends, with offset; or the last of several days, which is included"),
    "title": Field("string?", "what it is, where titles were kept"),
}
LISTINGS: dict[str, dict[str, Field]] = {
    "status": STATUS,
    "tour": EVENT,
    "tour --travel": TRAVEL,
    "event show": EVENT,
    "template list": TEMPLATE,
    "phase list": PHASE,
    "milestones": MILESTONE,
    "milestone show": MILESTONE,
    "busy list": BUSY,
    "busy show": BUSY_TIME,
    "municipality list": plan_rows.MUNICIPALITY,
    "venue list": plan_rows.VENUE,
    "role list": plan_rows.ROLE,
    "body list": plan_rows.BODY,
    "travel list": plan_rows.TRAVEL,
    "lead-time list": plan_rows.LEAD_TIME,
    "deadlines": DEADLINE,
    "timeline": TIMELINE,
    "calendar": CALENDAR,
    "check": FINDING,
    "rules": RULE,
    "publish": PUBLISHED,
    "commitment list": strategy_rows.COMMITMENT,
    "follow-up status": follow_up_rows.INDICATOR,
    "indicator show": follow_up_rows.FIGURES,
    "programme list": follow_up_rows.PROGRAMME,
    "result list": follow_up_rows.RESULT,
    "commitment show": strategy_rows.COMMITMENT,
    "trace": strategy_rows.TRACE_STEP,
    "strategy versions": strategy_rows.VERSION,
    "strategy show": strategy_rows.PARAGRAPH,
    "strategy changes": strategy_rows.TEXT_CHANGE,
    "release list": RELEASE,
    "release show": CHANGE,
    **registered.LISTINGS,
    **input_rows.LISTINGS,
    **sorting_rows.LISTINGS,
    **synthesis_rows.LISTINGS,
    **comment_rows.LISTINGS,
    "consultation list": CONSULTATION,
    "consultation words": CONSULTATION_WORD,
    "consultation received": CONSULTATION_REPLY,
    "consultation show": CONSULTATION_REPLY_TEXT,
    "consultation letters": ANSWER_LETTER,
    "consultation bodies": BODY,
    "consultation status": CONSULTATION_STATUS,
    "diff": CHANGE,
    "invite": TOLD,
    "remind": TOLD,
    "offer": TOLD,
    "thank": TOLD,
    "letter list": LETTER_TEXT,
    "outbox list": OUTBOX,
    "outbox show": OUTBOX,
    "outbox addresses": UNREACHED,
    "replies": REPLY,
    "answers": ANSWER,
    "review": REVIEW,
    "log": LOG,
    "where": WHERE,
    "trust": TRUST,
    "propose": PROPOSAL,
    "forecast": FORECAST,
    "whatif move": CONSEQUENCE,
    "whatif slip": CONSEQUENCE,
    "baseline list": BASELINE,
    "baseline diff": SLIP,
}
PERSONAL = frozenset(
    {
        *("person extract", "person find", "person list", "person duplicates", "participants list"),
        *("invite", "remind", "offer", "thank", "outbox list", "outbox show", "outbox addresses"),
        *("replies", "answers", "review", "register log", "retention log"),
        *("inputs list", "inputs show", "inputs search", "inputs suggest", "consultation bodies"),
        "venue list",
    }
)  # what they give may be about a person, so a file of it is for its owner's eyes, and not where git keeps it


def listing_of(command: str, words: Sequence[str]) -> tuple[str, dict[str, Field]]:
    """Give the listing of a command, by the words of its command line where an option makes another of it."""
    known = [name for name in LISTINGS if name.startswith(f"{command} --")]
    name = next((one for one in known if one.removeprefix(f"{command} ") in words), command)
    return name, LISTINGS[name]
