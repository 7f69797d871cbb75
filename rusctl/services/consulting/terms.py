"""The words that rows of consultations are sorted by, one after another: what each list is called, and its words."""

from collections.abc import Iterator, Mapping

from rusctl.language.message import Message, msg
from rusctl.model.consulting import ConsultationWord, Disposition
from rusctl.model.plan import Plan

LISTS: Mapping[str, Message] = {
    "kind": msg("kind of body"),
    "legal_group": msg("legal group"),
    "stance": msg("stance"),
    "disposition": msg("disposition"),
    "channel": msg("channel"),
}
"""What each list of config/consultations.toml is called."""


def every_term(plan: Plan) -> Iterator[tuple[str, ConsultationWord | Disposition]]:
    """Give each word with the name of its list: those of the folder, of each list it has none of those shipped."""
    words = plan.consultation_words
    of_list: Mapping[str, tuple[ConsultationWord, ...] | tuple[Disposition, ...]] = {
        "kind": words.kinds,
        "legal_group": words.legal_groups,
        "stance": words.stances,
        "disposition": words.dispositions,
        "channel": words.channels,
    }
    for name in LISTS:
        for one in of_list[name]:
            yield name, one
