"""Every listing that has --json, by the words that give it; the schemas, docs/json.md and tests are made from this."""

from rusctl.output.changes import CHANGE
from rusctl.output.report import FINDING
from rusctl.output.rows import EVENT, MILESTONE, PUBLISHED, Field

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
    "undoes": Field("integer?", "the number of the change it took back"),
    "undone": Field("boolean", "whether it was taken back"),
}
WHERE = {
    "folder": Field("string", "the project's folder"),
    "why": Field("string", "what led to it, in English"),
}
LISTINGS: dict[str, dict[str, Field]] = {
    "status": STATUS,
    "tour": EVENT,
    "event show": EVENT,
    "milestones": MILESTONE,
    "check": FINDING,
    "rules": RULE,
    "publish": PUBLISHED,
    "diff": CHANGE,
    "log": LOG,
    "where": WHERE,
}
