"""What is written to people, and what comes back: where a message is on its way, what it is for, why to look at it."""

from enum import StrEnum


class State(StrEnum):
    """Where a message is on its way.

    A `draft` was handed out as a file; whether it was sent, only who opened it knows. `sending` is written down before
    the server gets the text; a crash or a cut then leaves `unknown`, and that is never sent again by itself.
    """

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class MessageKind(StrEnum):
    """What a letter is for.

    `place` offers a place to somebody who waits for one; `thanks` goes to who came, and has no calendar. Those of a
    consultation go to its bodies. `done` tells who asked for something that it is done.
    """

    INVITATION = "invitation"
    UPDATE = "update"
    INFORMATION = "information"
    REMINDER = "reminder"
    CANCELLATION = "cancellation"
    WITHDRAWAL = "withdrawal"
    PLACE = "place"
    THANKS = "thanks"
    CONSULTATION = "consultation"
    CONSULTATION_REMINDER = "consult-reminder"
    DONE = "done"


CONSULTING = frozenset((MessageKind.CONSULTATION, MessageKind.CONSULTATION_REMINDER))
"""What a consultation asks its bodies, which is about no event."""

OF_NO_EVENT = CONSULTING | {MessageKind.DONE}
"""Messages that are about no event."""


class LetterKind(StrEnum):
    """Which texts of letters a region can word in its own way: what messages are for, a postponement, a greeting.

    `first` stands in the first message to somebody, above what the law has them told.
    """

    INVITATION = "invitation"
    UPDATE = "update"
    INFORMATION = "information"
    REMINDER = "reminder"
    CANCELLATION = "cancellation"
    POSTPONEMENT = "postponement"
    WITHDRAWAL = "withdrawal"
    PLACE = "place"
    THANKS = "thanks"
    FIRST = "first"
    CONSULTATION = "consultation"
    CONSULTATION_REMINDER = "consult-reminder"
    DONE = "done"


class Reason(StrEnum):
    """Why somebody has to look at an answer."""

    STRANGER = "stranger"
    SENDER = "sender"
    DELEGATED = "delegated"
    UNCLEAR = "unclear"
    UNDATED = "undated"
    FUTURE = "future"
    AHEAD = "ahead"
    COUNTER = "counter"
    WORDS = "words"
    AUTOMATIC = "automatic"
    ENCLOSED = "enclosed"
    UNDELIVERED = "undelivered"
