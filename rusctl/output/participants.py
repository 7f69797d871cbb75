"""Words for what people answer, and for whether they came."""

from rusctl.language.message import Message, msg

ANSWERS: dict[str, Message] = {
    "none": msg("no answer"),
    "accepted": msg("yes"),
    "declined": msg("no"),
    "tentative": msg("perhaps"),
    "delegated": msg("another comes instead"),
}
ATTENDANCES: dict[str, Message] = {
    "unknown": msg("not known"),
    "attended": msg("came"),
    "absent": msg("did not come"),
}
