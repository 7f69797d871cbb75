"""What personal data look like in a text: e-mail addresses, Swedish telephone numbers, personnummer.

Each function gives where in the text something begins. The patterns are compiled when first used, since most commands
never do.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

SPACE = "[ \u00a0\u2009\u202f]"
HYPHEN = "[-\u2010-\u2014\u2212]"
GAP = rf"\)?(?:{SPACE}?(?:{HYPHEN}|/){SPACE}?|{SPACE})"
NATIONAL = range(7, 10)  # digits of a Swedish number without the leading 0 (PTS, the Swedish numbering plan)
SINGLE_RUN = range(5, 9)  # digits of a subscriber's number written without spaces
RUNS = 7  # groups of digits that one number has after its first, at most
WRITTEN_TOGETHER = range(8, 10)
ODD_LENGTH = 7  # a day of birth has six digits, or eight with its century
ALL_DIGITS = "0123456789"  # an alphabet, and no telephone
COORDINATION = 60  # added to the day in a samordningsnummer
CENTURIES = ("18", "19", "20")
HOURS, MINUTES = 24, 60
AT_SIGNS = ("@", "\uff20", "at)", "at]", "(a)", "%40", "\\u0040", "&#64;", "&#x40;")  # one of them stands in each


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Give the e-mail addresses and where they begin.

    For the @ there may be "(at)", "[at]", "(a)", or what it becomes in TOML, JSON, HTML and the address of a page.
    """
    for match in _addresses(text):
        yield match.start(), f"{match['local']}@{match['domain']}"


def address_places(text: str) -> Iterator[tuple[int, int]]:
    """Give where the e-mail addresses of `addresses` begin and end."""
    return (match.span() for match in _addresses(text))


def _addresses(text: str) -> Iterator[re.Match[str]]:
    if any(sign in text for sign in AT_SIGNS):
        yield from _address().finditer(text)


def phone_numbers(text: str) -> Iterator[int]:
    """Give where Swedish telephone numbers begin, with +46 or a leading 0.

    Dates, times, four-digit codes and registration numbers are told from them by how the digits are grouped.
    """
    return (start for start, _ in phone_places(text))


def phone_places(text: str) -> Iterator[tuple[int, int]]:
    """Give where the telephone numbers of `phone_numbers` begin, and where the digits that belong to them end."""
    for match in _phone().finditer(text):
        runs = _digits().findall(match["rest"])
        if match["country"]:
            found = any(sum(map(len, runs[:count])) in NATIONAL for count in range(1, len(runs) + 1))
        else:
            found = _national("0" + runs[0], runs[1:])
        if found:
            yield match.span()


def personal_numbers(text: str) -> Iterator[int]:
    """Give where personnummer and samordningsnummer begin: ten or twelve digits, with -, +, a space or nothing between.

    The day must exist and the check digit be right (Luhn's, as Skatteverket's SKV 704 describes it). After a space,
    four digits that can be a time of day are taken for one.
    """
    for match in _personal_number().finditer(text):
        day, start = match["day"], match.start()
        if any(sign.isspace() for sign in match["between"] or "") and is_time(match["serial"]):
            continue
        if len(day) != ODD_LENGTH and _begins(text, start) and _is_personal(day[:-6], day[-6:], match["serial"]):
            yield start


def harmless(text: str) -> bool:
    """Whether a text holds nothing of the kind."""
    found: tuple[Iterator[object], ...] = (addresses(text), phone_numbers(text), personal_numbers(text))
    return not any(True for kind in found for _ in kind)


def _begins(text: str, start: int) -> bool:
    """Whether a number that starts here is not the end of a word or a longer number."""
    before = text[max(0, start - 2) : start]
    return not (before and (before[-1].isalnum() or before[-1] == "_")) and not (
        len(before) > 1 and before[0].isdigit() and before[-1] in ".,"
    )


def _national(area: str, rest: list[str]) -> bool:
    """Whether an area code, with its 0, and the runs of digits after it are a telephone number, or begin with one."""
    digits = len(area) - 1
    if digits in WRITTEN_TOGETHER:
        return area != ALL_DIGITS and not (len(area) == len(ALL_DIGITS) and _is_personal("", area[:6], area[6:]))
    if area != "08" and len(area) not in (3, 4):
        return False
    shortest = NATIONAL[0] + (len(area) == 4)  # noqa: PLR2004 - a four-digit area code has at least five digits after it
    return any(
        _grouped([len(run) for run in rest[:count]])
        and shortest <= digits + sum(map(len, rest[:count])) <= NATIONAL[-1]
        for count in range(1, len(rest) + 1)
    )


def _grouped(lengths: list[int]) -> bool:
    """Whether digits are grouped as in a subscriber's number: 17 45 00, 123 4567 or 174500, and not 11 2018."""
    if len(lengths) == 1:
        return lengths[0] in SINGLE_RUN
    return all(length in (2, 3) for length in lengths) or lengths == [3, 4]


def _is_personal(century: str, day: str, serial: str) -> bool:
    """Whether six digits are a day of birth and the ten together have the right check digit."""
    return not serial.startswith("000") and is_birthday(century, day) and check_digit_is_right(day + serial)


def is_birthday(century: str, day: str) -> bool:
    """Whether six digits are a day, or a day and 60 as in a samordningsnummer; without a century in one of them."""
    if century and century not in CENTURIES:
        return False
    year, month, number = day[:2], int(day[2:4]), int(day[4:6])
    number -= COORDINATION if number > COORDINATION else 0
    return any(_exists(int(first + year), month, number) for first in ([century] if century else CENTURIES))


def check_digit_is_right(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn's)."""
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def is_time(serial: str) -> bool:
    """Whether four digits can be a time of day."""
    return int(serial[:2]) < HOURS and int(serial[2:]) < MINUTES


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


@cache
def _address() -> re.Pattern[str]:
    at = r"(?:[@\uff20]|\s?[\[(]at[\])]\s?|\(a\)|%40|\\u0040|&#(?:64|x40);)"
    domain = r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+"  # its end begins with a letter: rusctl@v0.1.0 is no address
    return re.compile(rf"(?<![\w.+%-])(?P<local>[\w.+%-]+){at}(?P<domain>{domain})")


@cache
def _phone() -> re.Pattern[str]:
    # The first character comes before what looks back at it, so that the search can leap from one to the next.
    return re.compile(
        rf"[+0](?<![\w/+-].)(?<![0-9][.,].)"
        rf"(?:(?P<country>(?<=\+)46|(?<=0)046)(?:{GAP})?(?:\(0\)(?:{GAP})?)?(?=[1-9])|(?<=0)(?=[1-9]))"
        rf"(?P<rest>[0-9]+(?:{GAP}[0-9]+){{0,{RUNS}}})(?![0-9]|[.,:][0-9]|[A-Za-z_])"
    )


@cache
def _digits() -> re.Pattern[str]:
    return re.compile("[0-9]+")


@cache
def _personal_number() -> re.Pattern[str]:
    between = rf"(?P<between>{SPACE}?(?:{HYPHEN}|\+){SPACE}?|{SPACE})?"
    return re.compile(rf"(?P<day>[0-9]{{6,8}}){between}(?P<serial>[0-9]{{4}})(?![0-9A-Za-z_]|[-+.,:/][0-9])")
