"""The words of replies to consultations: who decided on one, in both languages by the catalogues."""

from collections.abc import Mapping

from rusctl.language.message import Message, msg
from rusctl.model.consultation import DecisionLevel

DECISION_LEVEL: Mapping[DecisionLevel, Message] = {
    DecisionLevel.BOARD: msg("the board"),
    DecisionLevel.COMMITTEE: msg("a committee"),
    DecisionLevel.OFFICIAL: msg("an officer"),
    DecisionLevel.UNKNOWN: msg("not known"),
}
DECISION_WORDS: dict[str, tuple[str, ...]] = {
    "board": ("kommunstyrelsen", "regionstyrelsen", "styrelsen", "styrelse", "fullmäktige"),
    "committee": ("nämnd", "nämnden", "utskott", "utskottet"),
    "official": ("tjänsteperson", "tjänsteman", "delegation", "delegationsbeslut", "chef"),
    "unknown": ("okänd", "framgår inte"),
}
"""What people write for who decided, in Swedish."""
