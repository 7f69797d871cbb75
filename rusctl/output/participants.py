"""Words for whether people came."""

from rusctl.language.message import Message, msg

ATTENDANCES: dict[str, Message] = {
    "unknown": msg("not known"),
    "attended": msg("came"),
    "absent": msg("did not come"),
}
