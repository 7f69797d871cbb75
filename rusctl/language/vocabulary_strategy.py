"""What people call the members of the enums of the strategy's text and of joint commitments."""

from rusctl.language.message import Message, msg
from rusctl.model.follow_up import ReportPoint, Way
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
POINT: dict[ReportPoint, Message] = {
    ReportPoint.HOMES: msg("Equal opportunities for housing, work and welfare throughout the country (1 a)"),
    ReportPoint.SKILLS_EVERYWHERE: msg("Provision and development of skills throughout the country (1 b)"),
    ReportPoint.INNOVATION: msg("Innovation, renewal, entrepreneurship and enterprise throughout the country (1 c)"),
    ReportPoint.ACCESS: msg("Accessibility throughout the country by digital communication and transport (1 d)"),
    ReportPoint.SUSTAINABLE_MEASURES: msg("Sustainability in strategies, programmes and measures (2)"),
    ReportPoint.TERRITORY: msg("Territorial perspectives, and the differing conditions within the county (3)"),
    ReportPoint.FUNDS: msg("Decisions on funds (1)"),
    ReportPoint.SUSTAINABLE_FUNDS: msg("Sustainability in decisions on funds (2)"),
    ReportPoint.TERRITORY_OF_FUNDS: msg("Territorial perspectives in decisions on funds (3)"),
    ReportPoint.EQUAL_FUNDS: msg("Gender equality, integration, environment and climate by support and grants (4)"),
    ReportPoint.COOPERATION: msg("Cooperation with municipalities, länsstyrelsen and other state authorities (1)"),
    ReportPoint.CONSULTED: msg("Consultation of organisations, such as civil society, and of business (2)"),
    ReportPoint.LEARNED: msg("Experience and knowledge, and how they were used (1)"),
    ReportPoint.SUSTAINABLE_ANALYSES: msg("Sustainability in analyses, follow-up and evaluation (2)"),
    ReportPoint.TERRITORY_OF_ANALYSES: msg("Territorial perspectives in analyses, follow-up and evaluation (3)"),
    ReportPoint.SKILLS: msg("Goals and priorities for the provision of skills, and assessments of the skills needed"),
    ReportPoint.AGENDA: msg("Contribution to Agenda 2030, where there is one"),
}
"""The points of the report on results, as the ordinance puts them, each with its number in its paragraph."""
WAY: dict[Way, Message] = {
    Way.CLOSER: msg("better"),
    Way.FURTHER: msg("worse"),
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
