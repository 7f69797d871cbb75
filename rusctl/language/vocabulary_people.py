"""What people call the members of the enums of people and of messages: for each enum one table, and no other."""

from rusctl.language.message import Message, msg
from rusctl.model.people import Answer

ANSWER: dict[Answer, Message] = {
    Answer.NONE: msg("no answer"),
    Answer.ACCEPTED: msg("yes"),
    Answer.DECLINED: msg("no"),
    Answer.TENTATIVE: msg("maybe"),
    Answer.DELEGATED: msg("sends somebody else"),
}
