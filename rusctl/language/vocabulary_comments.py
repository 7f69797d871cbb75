"""What people call how far a comment has come, what was done with an answer, and what one lacks."""

from rusctl.language.message import Message, msg
from rusctl.model.comments import AnswerFault
from rusctl.model.consultation import CommentStep, Settling

COMMENT_STEP: dict[CommentStep, Message] = {
    CommentStep.REGISTERED: msg("noted down"),
    CommentStep.THEMED: msg("has a theme"),
    CommentStep.DRAFTED: msg("answer drafted"),
    CommentStep.CHECKED: msg("answer checked"),
    CommentStep.APPROVED: msg("answer approved"),
    CommentStep.REOPENED: msg("reopened"),
}
SETTLING: dict[Settling, Message] = {
    Settling.CHECKED: msg("checked"),
    Settling.APPROVED: msg("approved"),
    Settling.REOPENED: msg("reopened"),
}
ANSWER_FAULT: dict[AnswerFault, Message] = {
    AnswerFault.NO_DISPOSITION: msg("no disposition"),
    AnswerFault.NO_REASON: msg("no reason"),
    AnswerFault.EMPTY_REASON: msg("the reason says nothing to who reads the letter alone"),
    AnswerFault.NO_CHANGE: msg("met without a change of the text"),
    AnswerFault.NO_PLACE: msg("does not say which paragraph has it already"),
    AnswerFault.UNEXPECTED_CHANGE: msg("names a change of the text, though it is not met"),
}
