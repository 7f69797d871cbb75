"""Measure the consultation: as many again take as long again, and memory stays within what a laptop has.

The peer of each row is the same command on a tenth, so that the ratio says how time grows; what a process takes to
start is in both.
"""

from collections.abc import Iterator
from pathlib import Path

from bench_base import RUSCTL, Measure

REPLIES, FEW, EACH = 130, 13, 12
MANY, TENTH, OF_MANY = 2_000, 200, 10  # replies, and the comments of each
LINEAR, MEMORY = 12.0, 500  # times the time of a tenth, and MiB


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured: a consultation of a region's size against a tenth of it; letters of ten times as many."""
    usual = [_folder(work, count, EACH) for count in (REPLIES, FEW)]
    whole, tenth = f"{REPLIES} replies with {REPLIES * EACH} comments", f"the same, {FEW} replies"
    lists = [_list(work, count) for count in (MANY, TENTH)]
    ours = [*RUSCTL, "consultation", "import", "--dry-run", "--project", usual[1]]
    title = f"`consultation import`, a list of {MANY} bodies"
    yield Measure(title, [*ours, lists[0]], f"the same, {TENTH} bodies", [*ours, lists[1]], LINEAR, MEMORY)
    new = str(work / "sheet.xlsx")
    for words in (
        ["split"],
        ["sheet", "--dry-run", "--output", new],
        ["like"],
        ["publish", "--dry-run", "--forms", "docx,html,xlsx"],
        ["publish", "--dry-run", "--forms", "pdf"],
        ["letters", "--dry-run"],
    ):
        ours = [*RUSCTL, "consultation", *words, "--project"]
        said = " ".join(word for word in words if word not in {"--dry-run", "--output", new})
        yield Measure(f"`consultation {said}`, {whole}", [*ours, usual[0]], tenth, [*ours, usual[1]], LINEAR, MEMORY)
    large = [_folder(work, count, OF_MANY) for count in (MANY, TENTH)]
    ours = [*RUSCTL, "consultation", "letters", "--dry-run", "--project"]
    title = f"`consultation letters`, {MANY} replies with {MANY * OF_MANY} comments"
    yield Measure(title, [*ours, large[0]], f"the same, {TENTH} replies", [*ours, large[1]], LINEAR, MEMORY)


def _folder(work: Path, replies: int, each: int) -> str:
    from tests.services.consultation.answered import many, remiss

    folder = work / f"consultation-{replies}"
    folder.mkdir()
    remiss(folder, many(replies, each))
    return str(folder)


def _list(work: Path, bodies: int) -> str:
    path = work / f"bodies-{bodies}.csv"
    rows = "".join(f"Exempelförening {at};Förening;info{at}@example.org\n" for at in range(bodies))
    path.write_text(f"Instans;Typ;E-post\n{rows}", encoding="utf-8")
    return str(path)
