"""What people call the members of the enums of the strategy's text and of joint commitments."""

from rusctl.language.message import Message, msg
from rusctl.model.follow_up import Way
from rusctl.model.strategy import Became, CommitmentKind, CommitmentState
from rusctl.model.traces import TraceKind

BECAME: dict[Became, Message] = {
    Became.SAME: msg("the same"),
    Became.REWORDED: msg("reworded"),
    Became.MOVED: msg("moved"),
    Became.SPLIT: msg("split off"),
    Became.MERGED: msg("merged"),
    Became.NEW: msg("new"),
    Became.GONE: msg("gone"),
}
COMMITMENT_KIND: dict[CommitmentKind, Message] = {
    CommitmentKind.COMMITMENT: msg("joint commitment"),
    CommitmentKind.MEASURE: msg("measure"),
}
COMMITMENT_STATE: dict[CommitmentState, Message] = {
    CommitmentState.PROPOSED: msg("proposed"),
    CommitmentState.AGREED: msg("agreed"),
    CommitmentState.UNDER_WAY: msg("under way"),
    CommitmentState.DONE: msg("done"),
    CommitmentState.DROPPED: msg("dropped"),
}
WAY: dict[Way, Message] = {
    Way.CLOSER: msg("closer to what is wanted"),
    Way.FURTHER: msg("further from what is wanted"),
    Way.SAME: msg("as it was"),
    Way.UNKNOWN: msg("cannot be told"),
}
TRACE: dict[TraceKind, Message] = {
    TraceKind.INPUT: msg("input"),
    TraceKind.THEME: msg("theme"),
    TraceKind.FATE: msg("fate"),
    TraceKind.PARAGRAPH: msg("paragraph"),
    TraceKind.CHANGE: msg("change"),
    TraceKind.DECISION: msg("decision"),
    TraceKind.COMMITMENT: msg("commitment"),
    TraceKind.FOLLOW_UP: msg("follow-up"),
}
