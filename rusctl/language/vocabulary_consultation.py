"""The words of consultations: how a body stands, and what was said to it."""

from rusctl.language.message import Message, msg
from rusctl.model.consultation import BodyState

BODY_STATE: dict[BodyState, Message] = {
    BodyState.NOT_ASKED: msg("not asked"),
    BodyState.ASKED: msg("asked"),
    BodyState.REMINDED: msg("reminded"),
    BodyState.ANSWERED: msg("replied"),
    BodyState.ANSWERED_LATE: msg("replied late"),
    BodyState.NO_OBJECTION: msg("no objection"),
    BodyState.DECLINED: msg("declines to reply"),
    BodyState.SILENT: msg("silent"),
    BodyState.UNSOLICITED: msg("replied unasked"),
}
