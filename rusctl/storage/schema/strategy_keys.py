"""The keys of config/strategy.toml and config/commitments.toml: versions of the text, and joint commitments."""

from rusctl.language.message import msg
from rusctl.model.follow_up import ReportPoint
from rusctl.model.strategy import INPUT, PARAGRAPH, CommitmentKind, CommitmentState, HowChanged
from rusctl.storage.schema import records
from rusctl.storage.schema.forms import Choice, Day, Listed, Pattern, Text
from rusctl.storage.schema.string_patterns import slug, text
from rusctl.storage.schema.tables import Key, Keys, Named, Records, Table

paragraph = Pattern(PARAGRAPH, msg("the id of a paragraph, such as p031"))
input_id = Pattern(INPUT, msg("the id of an input, such as SALA-014"))
_VERSION: Keys = {
    "id": Key(slug, "the version's own short name; its text is strategy/ID.md", required=True),
    "name": Key(Named(), "what people see"),
    "date": Key(Day(), "the day of the version"),
    "milestone": Key(slug, "the decision it was made for or adopted by: an id of a milestone"),
    "source": Key(text, "the file it was read from, written by rusctl"),
    "unnumbered": Key(Listed(paragraph), "headings that have no number, such as a foreword: ids"),
}
_CHANGE: Keys = {
    "version": Key(slug, "the version in which it was changed: an id", required=True),
    "paragraph": Key(paragraph, "the paragraph: an id", required=True),
    "how": Key(
        Choice(HowChanged, HowChanged),
        "split: it is a part of another; merged: others were put into it; gone: it stands no more; written by rusctl",
    ),
    "of": Key(Listed(paragraph), "the paragraph it is a part of, or those put into it: ids"),
    "reason": Key(text, "why it was changed"),
    "inputs": Key(Listed(input_id), "the inputs that led to the change: ids"),
}
_FOLLOW_UP: Keys = {
    "date": Key(Day(), "the day it is said", required=True),
    "state": Key(Choice(CommitmentState, CommitmentState), "how it stood then", required=True),
    "text": Key(text, "what is said of it; never about a person"),
}
_COMMITMENT: Keys = {
    "id": Key(slug, "the commitment's own short name", required=True),
    "what": Key(text, "what is to be done", required=True),
    "who": Key(Listed(text), "the organisations that do it, by name; never a person", required=True),
    "by": Key(Day(), "the last day it is to be done"),
    "state": Key(Choice(CommitmentState, CommitmentState), "how it stands; default: agreed"),
    "done": Key(Day(), "the day it was done"),
    "inputs": Key(Listed(input_id), "the inputs it is from: ids"),
    "paragraph": Key(paragraph, "the paragraph of the strategy's text that it carries out: an id"),
    "event": Key(slug, "the event at which it was made: an id"),
    "dnr": Key(text, "the diarienummer of the document about it"),
    "note": Key(Text(lines=True), "anything else, never about a person"),
    "source": Key(text, "who or what said it"),
    "kind": Key(
        Choice(CommitmentKind, CommitmentKind),
        "commitment: what several have agreed to do; measure: a measure (åtgärd) of the plan of action; "
        "default: commitment",
    ),
    "themes": Key(Listed(slug), "what it is about: ids of headings in config/frame.toml, such as a target area"),
    "points": Key(
        Listed(Choice(ReportPoint, ReportPoint)),
        "the points of the report on results that it is named at, such as 8.1b for 8 § 1 b",
    ),
    "follow_up": Key(Records(Table(_FOLLOW_UP, records.follow_up)), "how it stood, day by day; nothing is taken out"),
}
STRATEGY_KEYS: Keys = {
    "version": Key(Records(Table(_VERSION, records.text_version)), "the versions of the text, the first one first"),
    "change": Key(Records(Table(_CHANGE, records.text_change)), "what is said of a paragraph's change"),
}
COMMITMENT_KEYS: Keys = {
    "commitment": Key(Records(Table(_COMMITMENT, records.commitment)), "the joint commitments (gemensamma åtaganden)"),
}
