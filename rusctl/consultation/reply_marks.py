"""What stands in a reply about itself: numbers of the diary, and that what it says is in an attached file."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

LOOKED_AT = 3_000  # characters from the beginning: a first page
_MOST_WORDS = 60  # of a text that says no more than that something is attached
_RUN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = "-\u2010\u2011\u2013"
_ATTACHED = re.compile(
    r"\bse\s+(?:även\s+|även\s+i\s+)?(?:bif(?:ogad|ogat|ogade|\.)|bilag|bilagd)|\bi\s+(?:bifogad|bilag)|\bbifog(?:ar|as|at|ad)\b"
    r"|\bfinns?\s+(?:i\s+)?bilag|\b(?:see|in)\s+(?:the\s+)?attach|\battached\b|\benclosed\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<yours>\b(?:ert|er|eder|eran|your)\s+)?(?:\b(?:vårt?|our)\s+)?"
    r"\b(?:dnr|d\.\s?nr|diarie(?:nummer|nr)|ärende(?:nummer|nr|beteckning)|beteckning|referens|ref)\b\.?[\s:.]{0,4}"
    r"(?P<number>(?:[A-ZÅÄÖ]{1,8}(?:-[A-ZÅÄÖ]{1,8})?[\s-]?)?\d[\w/.:-]{2,30})",
    re.IGNORECASE,
)


class FoundNumbers(NamedTuple):
    """Numbers of the diary in a reply: those of the region's own forms, and the one that the sender says is its own."""

    ours: tuple[str, ...] = ()
    theirs: str = ""


@lru_cache(maxsize=64)
def like(example: str) -> re.Pattern[str]:
    """Give the pattern of an example: each run of digits stands for any, a year for a year, a space for any or none.

    A last run after a hyphen is the number of a document in its case, and may lack: RV 2019/1234-56.
    """
    runs = _RUN.findall(example.strip())
    digits = [at for at, run in enumerate(runs) if run.isdecimal()]
    last = digits[-1] if digits else -1
    tail = (
        len(digits) > 2  # noqa: PLR2004 - a year, a case, and a document in it
        and last == len(runs) - 1
        and runs[last - 1] in _DASHES
        and not _YEAR.fullmatch(runs[last])
    )
    body = "".join(map(_of_run, runs[: last - 1] if tail else runs))
    more = rf"(?:[{_DASHES}]\d{{1,5}})?" if tail or len(digits) == 2 else ""  # noqa: PLR2004 - likewise
    return re.compile(rf"(?<![\w/{_DASHES}]){body}{more}(?![\w/]|[{_DASHES}]\d)", re.IGNORECASE)


def _of_run(run: str) -> str:
    if run.isdecimal():
        return r"(?:19|20)\d\d" if _YEAR.fullmatch(run) else r"\d{1,8}"
    if run.isspace():
        return r"[ \t\u00a0]*"
    if run in _DASHES:
        return rf"[{_DASHES}]"
    return re.escape(run)


def numbers(texts: Iterable[str], forms: Sequence[str]) -> FoundNumbers:
    """Give the numbers in a subject, a header and a first page, in that order, each once.

    `forms` are examples of the region's own numbers. What stands after "Ert dnr" is never the sender's own.
    """
    ours: list[str] = []
    theirs = ""
    for text in texts:
        page = text[:LOOKED_AT]
        ours += [_squeezed(found[0]) for form in forms if form.strip() for found in like(form).finditer(page)]
        theirs = theirs or next(
            (
                _squeezed(found["number"]).rstrip(".:-")
                for found in _LABEL.finditer(page)
                if not found["yours"] and not any(like(form).fullmatch(_squeezed(found["number"])) for form in forms)
            ),
            "",
        )
    return FoundNumbers(tuple(dict.fromkeys(ours)), theirs)


def is_of_case(number: str, case: str) -> bool:
    """Whether a number is that of a case, or of a document in it, however its spaces and capitals are."""
    short, whole = _bare(case), _bare(number)
    return bool(short) and (whole == short or whole.startswith(f"{short}-"))


def points_to_file(text: str) -> bool:
    """Whether a text says no more than that what there is to say is attached ("Se bifogad fil")."""
    return len(text.split()) <= _MOST_WORDS and _ATTACHED.search(text) is not None


def _bare(text: str) -> str:
    return re.sub(rf"[{_DASHES}]", "-", re.sub(r"\s", "", text)).casefold()


def _squeezed(text: str) -> str:
    return " ".join(text.split())
