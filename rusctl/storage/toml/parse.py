"""Reading TOML 1.0, strictly, and saying in plain words what is wrong with a text that is none."""

import re
from typing import Any

import tomli

from rusctl.language.message import Message, msg

BOM = "\ufeff"
MOST_DIGITS = 500_000  # of a number; tomli's pattern remembers each, at more than a hundred bytes a digit
MOST_MIB = 20  # of a text; a hundred thousand events take about as much
MOST_TABLES = 300_000  # of a file, with lists and the parts of dotted keys; tomli takes a thousand bytes for each
MOST_VALUES = 3_000_000  # of the lists of a file; tomli takes a millionth of a second for each


class TomlFault(Exception):  # noqa: N818 - it is a finding's matter, not always an error
    """A text is no TOML 1.0: the line, counted from 1, and what to say."""

    def __init__(self, line: int, message: Message) -> None:
        """Keep the line and the message."""
        super().__init__(message.id)
        self.line = line
        self.message = message


def parse(data: bytes) -> dict[str, Any]:
    """Give what a TOML 1.0 text holds; raises TomlFault where it is none."""
    return parse_text(decode(data))


def decode(data: bytes) -> str:
    """Give the text of a file, without the byte order mark that some editors put first."""
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TomlFault(1, msg("the file is saved as UTF-16; save it as UTF-8 in your editor")) from None
    raise TomlFault(line, msg("a character here is not UTF-8; save the file as UTF-8 in your editor")) from None


def parse_text(text: str) -> dict[str, Any]:
    """Give what a text without byte order mark holds; raises TomlFault."""
    if len(text) > MOST_DIGITS:
        _refuse_too_much(text)
        _refuse_endless_numbers(text)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        from rusctl.storage.toml.faults import explain  # noqa: PLC0415 - only a faulty file needs it

        line, message = explain(text.replace("\r\n", "\n"), error.pos, error.msg)
        raise TomlFault(line, message) from None
    except RecursionError:
        raise TomlFault(1, msg("the file nests lists or tables too deeply; write it flatter")) from None
    except ValueError:
        from rusctl.storage.toml.faults import long_number_line  # noqa: PLC0415 - as above

        raise TomlFault(long_number_line(text), msg("a number here has too many digits")) from None


def _refuse_too_much(text: str) -> None:
    """Raise TomlFault where a text would take too much time or memory to read, before it is read."""
    if len(text) > MOST_MIB << 20:
        raise TomlFault(1, msg("the file is larger than {most} MiB", most=MOST_MIB))
    if text.count(",") <= MOST_VALUES and sum(map(text.count, "[{.")) <= MOST_TABLES:
        return
    tables = values = 0
    records = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("[["):  # one more record of a list takes little
            tables += line != records
            records = line
        else:
            tables += line.count("[") + line.count("{") + line.rpartition("=")[0].count(".")
        values += line.count(",")
        if tables > MOST_TABLES:
            raise TomlFault(
                number, msg("the file has more than {most} tables and lists; no plan has so many", most=MOST_TABLES)
            )
        if values > MOST_VALUES:
            raise TomlFault(number, msg("the file has more than {most} values; no plan has so many", most=MOST_VALUES))


def _refuse_endless_numbers(text: str) -> None:
    """Raise TomlFault at a number that takes too much memory to read, before it is read."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_DIGITS:
            for match in re.finditer(r"(?:^|[=\[,])[ \t]*+[+\-]?([0-9][0-9A-Fa-f_xo.+\-]*+)", line):
                if len(match[1]) > MOST_DIGITS:
                    raise TomlFault(number, msg("a number here has too many digits"))
