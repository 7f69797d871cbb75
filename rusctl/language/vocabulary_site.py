"""The words of the public site: how a stop stands, what its mark on the map is, and small numbers in words."""

from rusctl.language.message import msg
from rusctl.model.public_status import PublicStatus

PUBLIC_STATUS = {
    PublicStatus.CONFIRMED: msg("Confirmed"),
    PublicStatus.TENTATIVE: msg("Tentative"),
    PublicStatus.UNDECIDED: msg("Not decided"),
    PublicStatus.PASSED: msg("Date has passed"),
    PublicStatus.HELD: msg("Held"),
    PublicStatus.CANCELLED: msg("Cancelled"),
}

NUMBERS = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def number_word(number: int, code: str) -> str:
    """Write a number up to twelve as a word, a larger one in figures."""
    words = NUMBERS[code]
    return words[number] if number < len(words) else str(number)
