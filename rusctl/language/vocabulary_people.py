"""What people call the members of the enums of people and of messages: for each enum one table, and no other."""

from rusctl.language.hard_words import Hard
from rusctl.language.message import Message, msg
from rusctl.model import messages
from rusctl.model.inputs import Sensitive
from rusctl.model.messages import Reason, State
from rusctl.model.people import Answer, Attendance, Audience, Kind
from rusctl.model.recipients import Part

ANSWER: dict[Answer, Message] = {
    Answer.NONE: msg("no answer"),
    Answer.ACCEPTED: msg("yes"),
    Answer.DECLINED: msg("no"),
    Answer.TENTATIVE: msg("maybe"),
    Answer.DELEGATED: msg("sends somebody else"),
}
ATTENDANCE: dict[Attendance, Message] = {
    Attendance.UNKNOWN: msg("not known"),
    Attendance.ATTENDED: msg("came"),
    Attendance.ABSENT: msg("did not come"),
}
PARTICIPATION: dict[Kind, Message] = {
    Kind.PERSON: msg("by name"),
    Kind.COUNT: msg("without names"),
    Kind.ERASED: msg("erased"),
}
STATE: dict[State, Message] = {
    State.DRAFT: msg("draft"),
    State.QUEUED: msg("queued"),
    State.SENDING: msg("being sent"),
    State.SENT: msg("sent"),
    State.UNKNOWN: msg("unknown"),
    State.FAILED: msg("failed"),
    State.WITHDRAWN: msg("removed before sending"),
}
KIND: dict[messages.MessageKind, Message] = {
    messages.MessageKind.INVITATION: msg("invitation"),
    messages.MessageKind.UPDATE: msg("new date"),
    messages.MessageKind.INFORMATION: msg("changed details"),
    messages.MessageKind.REMINDER: msg("reminder"),
    messages.MessageKind.CANCELLATION: msg("cancellation"),
    messages.MessageKind.WITHDRAWAL: msg("invitation withdrawn"),
    messages.MessageKind.PLACE: msg("place offered"),
    messages.MessageKind.THANKS: msg("thanks"),
    messages.MessageKind.CONSULTATION: msg("cover letter"),
    messages.MessageKind.CONSULTATION_REMINDER: msg("reminder to reply"),
    messages.MessageKind.DONE: msg("word that it is done"),
}
LETTER: dict[messages.LetterKind, Message] = {
    messages.LetterKind.INVITATION: msg("invitation"),
    messages.LetterKind.UPDATE: msg("new date"),
    messages.LetterKind.INFORMATION: msg("changed details"),
    messages.LetterKind.REMINDER: msg("reminder"),
    messages.LetterKind.CANCELLATION: msg("cancellation"),
    messages.LetterKind.POSTPONEMENT: msg("postponement"),
    messages.LetterKind.WITHDRAWAL: msg("invitation withdrawn"),
    messages.LetterKind.PLACE: msg("place offered"),
    messages.LetterKind.THANKS: msg("thanks"),
    messages.LetterKind.FIRST: msg("first message"),
    messages.LetterKind.CONSULTATION: msg("cover letter"),
    messages.LetterKind.CONSULTATION_REMINDER: msg("reminder to reply"),
    messages.LetterKind.DONE: msg("word that it is done"),
}
REASON: dict[Reason, Message] = {
    Reason.STRANGER: msg("was not invited"),
    Reason.SENDER: msg("the mail is from somebody else"),
    Reason.DELEGATED: msg("sends somebody else"),
    Reason.UNCLEAR: msg("the answer is not clear"),
    Reason.UNDATED: msg("has no DTSTAMP"),
    Reason.FUTURE: msg("is dated in the future"),
    Reason.AHEAD: msg("refers to an invitation that was never sent"),
    Reason.COUNTER: msg("proposes another time"),
    Reason.WORDS: msg("an answer in words"),
    Reason.AUTOMATIC: msg("an automatic answer"),
    Reason.ENCLOSED: msg("what it says is in a file that is not opened here"),
    Reason.UNDELIVERED: msg("a message did not arrive"),
}
PART: dict[Part, Message] = {
    Part.REQUIRED: msg("needed"),
    Part.OPTIONAL: msg("optional"),
    Part.CHAIR: msg("chairs the meeting"),
    Part.INFORMED: msg("for information"),
}
AUDIENCE: dict[Audience, Message] = {
    Audience.INTERNAL: msg("Participants (personal data)"),
    Audience.REQUEST: msg("Participants (handed out on request)"),
    Audience.PUBLIC: msg("Participants, in numbers"),
}

SENSITIVE: dict[Sensitive, Message] = {
    Sensitive.EMAIL: msg("an email address"),
    Sensitive.PHONE: msg("a telephone number"),
    Sensitive.NAME: msg("a name of the register"),
    Sensitive.NUMBER: msg("a personnummer"),
    Sensitive.PROTECTED: msg("protected identity"),
    Sensitive.HEALTH: msg("health"),
    Sensitive.OPINION: msg("opinions"),
    Sensitive.PARTY: msg("a party"),
}
HARD: dict[Hard, Message] = {
    Hard.PROTECTED: msg("protected identity"),
    Hard.NUMBER: msg("a personnummer"),
    Hard.HEALTH: msg("health"),
    Hard.OPINION: msg("opinions"),
    Hard.PARTY: msg("a party"),
}
