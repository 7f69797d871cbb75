"""Measure the tables of a synthesis over many inputs against the bare SQL that counts the same.

Ours is all of it: the questions to the database, and the rows, weights and cells of the table that are made of them.
"""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench_databases import Place
from bench_register import Figure, timed

ROLES = ("politiker", "tjansteman", "naringsliv", "civilsamhalle")
KINDS = ("utmaning", "mojlighet", "forslag", "sakuppgift")
AT_ONCE = 20_000
_TAGS = "input_tag t JOIN input i ON i.id = t.input"
_BY = f"SELECT t.heading, {{by}}, count(DISTINCT t.input) FROM {_TAGS} {{more}}GROUP BY 1, 2"  # noqa: S608 - of words that stand here
_ROLE = _BY.format(by="r.role", more="JOIN input_role r ON r.input = i.id ")
_PLACE = _BY.format(by="i.municipality", more="")
TABLES = {
    "weights": (_PLACE, _ROLE),
    "municipality": (_PLACE,),
    "role": (_PLACE, _ROLE),
    "question": (_BY.format(by="i.question", more=""),),
    "kind": (_BY.format(by="i.kind", more=""),),
}
"""Each table, with the bare questions that give its numbers."""


def filled(folder: Path, count: int) -> Any:
    """Store so many inputs of ten municipalities, each under two headings and in one role or two; give the register."""
    from rusctl.database import making
    from rusctl.inputs import store
    from rusctl.inputs.schema import heading, inputs, tag
    from rusctl.model.inputs import NewInput
    from rusctl.services.project import Project

    plan = Project(str(folder)).plan
    places = [one.id for one in plan.municipalities]
    register = making.open_register(folder, "")
    chance = random.Random(14)  # noqa: S311 - the same inputs every time are what is wanted
    headings: list[int] = []

    def made(change: Any) -> None:
        headings.extend(
            change.insert(heading, kind=one.kind, heading=one.id, sv=one.id, at=change.now) for one in plan.frame
        )

    register.change("inputs tag", made)
    for _ in range(0, count, AT_ONCE):
        some = [
            NewInput(
                event="sala",
                text="buss",
                question=chance.choice(("f1", "f2", "f3", "f4")),
                kind=chance.choice(KINDS),
                roles=tuple(chance.sample(ROLES, chance.choice((1, 1, 1, 2)))),
                municipality=chance.choice(places),
            )
            for _ in range(AT_ONCE)
        ]

        def stored(change: Any, some: list[NewInput] = some) -> None:
            first = change.reserve(inputs, 1)[0] + (change.connection.dialect.name == "postgresql")
            store.add(change, some)
            change.insert_many(
                tag,
                [
                    {"input": row, "heading": one, "at": change.now}
                    for row in range(first, first + len(some))
                    for one in chance.sample(headings, 2)
                ],
            )

        register.change("inputs import", stored)
    return register


def tables(place: Place, folder: Path, count: int) -> Iterator[Figure]:
    """Measure each table."""
    from rusctl.model.synthesis import Dimension, Selected
    from rusctl.services.inputs.synthesis import Synthesis
    from rusctl.services.project import Project

    place.fresh("empty")
    register = filled(folder, count)
    project = Project(str(folder))
    project.readable()
    with contextlib.closing(place.connect()) as driver:
        driver.cursor().execute("ANALYZE")
    with contextlib.closing(place.connect()) as driver, register.reading() as connection:
        for name, questions in TABLES.items():

            def ours(name: str = name) -> None:
                found = Synthesis(project, connection, Selected())
                assert found.weights if name == "weights" else found.table(Dimension(f"by_{name}")).cells  # noqa: S101

            def peer(questions: tuple[str, ...] = questions) -> None:
                for one in questions:
                    assert driver.cursor().execute(one).fetchall()  # noqa: S101

            mine, theirs = timed(ours, peer, before=lambda: None)
            what = f"`inputs synthesis`, {name}, {count} inputs, {place.name}"
            yield Figure(what, "the bare SQL", mine, theirs, 2)
