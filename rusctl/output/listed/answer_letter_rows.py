"""What the listing of letters to respondents gives: which version went to whom, when and how."""

from rusctl.model.letters import MadeLetter
from rusctl.output.rows import Field, Row

ANSWER_LETTER = {
    "reply": Field("integer", "the number of the reply that it answers"),
    "recipient": Field("string", "to whom it goes"),
    "letter": Field("integer", "which response letter to them it is: 1 for the first, more for corrections"),
    "corrects": Field("boolean", "whether it takes the place of one that went out"),
    "language": Field("string", "the language that it is written in"),
    "file": Field("string", "its file, below register/ in the plan's folder"),
    "sha256": Field("string", "the SHA-256 of the Word file, in hexadecimal"),
    "answers": Field("integer", "how many answers it was made from"),
    "made": Field("date", "the day it was made"),
    "sent": Field("date?", "the day it went out, where that is noted"),
    "channel": Field("string?", "the way it went out: an id of a channel"),
}


def answer_letter_row(reply: int, recipient: str, one: MadeLetter) -> Row:
    """Give the row of a letter."""
    return {
        "reply": reply,
        "recipient": recipient,
        "letter": one.ordinal,
        "corrects": one.corrects is not None,
        "language": one.language,
        "file": one.path,
        "sha256": one.sha256,
        "answers": len(one.answers),
        "made": one.at.date().isoformat(),
        "sent": one.sent.isoformat() if one.sent else None,
        "channel": one.channel or None,
    }
