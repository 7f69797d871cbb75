"""What people call how an input is sorted, and where it stands."""

from rusctl.language.message import Message, msg
from rusctl.model.inputs import Fate, Stance, Step

STANCE: dict[Stance, Message] = {
    Stance.FOR: msg("for"),
    Stance.FOR_WITH_CHANGE: msg("for, with a change"),
    Stance.AGAINST: msg("against"),
    Stance.UNCLEAR: msg("unclear"),
}
STEP: dict[Step, Message] = {
    Step.OPEN: msg("unsorted"),
    Step.LATER: msg("later"),
    Step.DONE: msg("sorted"),
}
FATE: dict[Fate, Message] = {
    Fate.PARAGRAPH: msg("taken up in a paragraph"),
    Fate.COMMITMENT: msg("taken up in a commitment"),
    Fate.NOTED: msg("noted"),
    Fate.PASSED_ON: msg("passed on"),
    Fate.NOT_TAKEN_UP: msg("not taken up"),
}
