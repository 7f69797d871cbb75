"""The keys of the table [propose] in config/workdays.toml: what is preferred when dates are proposed."""

from typing import Any

from rusctl.language.message import msg
from rusctl.model.plan import Source
from rusctl.model.proposing import Preferences, Quiet
from rusctl.storage.schema.forms import BAD, Choice, Faults, Listed, Number, Schema, ValueType, fault
from rusctl.storage.schema.tables import Key, Keys, Table

PROPOSE = "propose"
YEAR, TEN_YEARS = 366, 3_660
MINUTES_IN_A_DAY = 1_440
TWO = 2


class Truth(ValueType):
    """True or false."""

    expected = msg("true or false")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the truth value."""
        if type(value) is bool:
            return value
        return fault(faults, "wrong-type", at, msg("{key} must be true or false", key=str(at.route[-1])))

    def schema(self, say: Any) -> Schema:  # noqa: ARG002 - the shape of all forms
        """Give a boolean schema."""
        return {"type": "boolean"}


class PairOf(Listed):
    """A list of two different values."""

    def __init__(self, form: ValueType) -> None:
        super().__init__(form)
        self.expected = msg('a list of two, such as ["sala", "norberg"]')

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the two values."""
        read = super().read(value, at, faults)
        if read is BAD or (len(read) == len(set(read)) == TWO):
            return read
        return fault(faults, "invalid-value", at, msg("each of share names two different municipalities"))

    def schema(self, say: Any) -> Schema:
        """Give an array schema of two."""
        return super().schema(say) | {"minItems": TWO, "maxItems": TWO, "uniqueItems": True}


def preference_keys(slug: ValueType) -> dict[str, Key]:
    """Give the table's key; `slug` is the form of ids."""
    propose: Keys = {
        "notice_days": Key(Number(0, TEN_YEARS), "days from today that people need; no date before is proposed"),
        "rest_days": Key(Number(0, YEAR), "days of rest between two stops of the same crew"),
        "most_a_week": Key(Number(1, 1_000), "at most so many stops in a week"),
        "bridge_days": Key(Truth(), "true: a bridge day (klämdag) is a day like others"),
        "short_days": Key(Truth(), "true: the eve of a holiday, when offices close early, is a day like others"),
        "quiet": Key(Listed(Choice(Quiet, Quiet)), "weeks of every year that are avoided; [] for none"),
        "home": Key(slug, "the municipality the crews set out from"),
        "share": Key(Listed(PairOf(slug)), "pairs of municipalities that may be visited on one day"),
        "minutes_a_day": Key(Number(0, MINUTES_IN_A_DAY), "minutes on the road that a day's earlier date is worth"),
    }
    return {
        PROPOSE: Key(Table(propose, _preferences), "what rusctl propose keeps to, unless its options say otherwise")
    }


def _preferences(table: dict[str, Any], at: Source, _faults: Faults) -> Preferences:
    """Make the preferences; what is not said is as rusctl has it."""
    return Preferences(at=at, said=frozenset(table), **table)
