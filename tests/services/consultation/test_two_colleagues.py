"""Two colleagues who answer the same comments at once: from sheets and in the terminal, in folders of their own.

Each run draws what they do, and does some of it at the same moment: in turn from two sheets, from a sheet and in the
terminal, and both in the terminal. Whatever they do, every text that somebody wrote is
a version of an answer, and who writes without having read the valid answer is told of it and shown both.
"""

import random
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.model.comments import AnsweredComment
from rusctl.services.consultation import answering, read_comments, splitting
from rusctl.services.consultation.answering import AnswerSaid, AnswersWanted
from rusctl.services.consultation.splitting import SplitSaid
from rusctl.services.consulting.opening import opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from tests.conftest import DAY
from tests.consultation.replies import BUSES, TRAINS, came
from tests.examples import NIGHTLY
from tests.register.conftest import (  # noqa: F401 - what tests ask for by name
    database,
    made_database,
    made_file,
    postgres_fixture,
)
from tests.services.consultation.split_replies import WHICH, declared
from tests.services.consultation.test_comment_sheet import edited, written

RUNS = 200 if NIGHTLY else 3
STEPS = 6


class Colleague:
    """One who answers: a folder, initials, and the sheet that they have open, which they may have written long ago."""

    def __init__(self, folder: Path, initials: str, draw: random.Random, names: Sequence[str]) -> None:
        self.project, self.initials, self.draw, self.names = Project(str(folder), DAY), initials, draw, names
        self.sheet = written(self.project)
        self.said: list[tuple[str, str]] = []

    def text(self, name: str) -> str:
        """Write a reason that nobody else writes."""
        text = f"{self.initials} skriver {len(self.said)}, eftersom {name} är så."
        self.said.append((name, text))
        return text

    def takes_a_sheet(self) -> None:
        self.sheet = written(self.project)

    def edits_and_reads(self) -> None:
        for name in self.draw.sample(self.names, self.draw.randint(1, len(self.names))):
            self.sheet = edited(self.sheet, name, disposition="Tillgodoses inte", reason=self.text(name))
        found = read_comments.read(self.project, "", self.sheet, by=self.initials)
        assert not found.faults
        for one in found.waiting:  # both are shown
            assert one.said.reason
            assert one.now.reason
            assert one.said.reason != one.now.reason

    def answers_in_the_terminal(self) -> None:
        name = self.draw.choice(self.names)
        text = self.text(name)
        said = AnswerSaid(disposition="not-met", reason=text, by=self.initials)
        (done,) = answering.answer(self.project, "", [name], said)
        valid = done.now.valid
        assert valid is not None
        assert done.beside == (valid.text != text)
        if done.beside:  # both are shown
            assert text in {one.text for one in done.now.waiting}

    def lets_another_be_valid(self) -> None:
        found = answering.listed(self.project, "", AnswersWanted(waiting=True))
        for one in found[:1]:
            answering.take(self.project, "", one.of.comment.name, one.of.waiting[0].ordinal, self.initials)

    def does(self) -> Callable[[], None]:
        """Draw what is done next."""
        return self.draw.choice(
            [self.takes_a_sheet, self.edits_and_reads, self.edits_and_reads, self.answers_in_the_terminal]
        )


@pytest.fixture(name="folders")
def folders_fixture(database: str, project: Path, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:  # noqa: F811 - the fixture that is imported
    """Two folders on one PostgreSQL database, or one folder twice where the database is a file in it."""
    if not database:
        shutil.copytree(request.getfixturevalue("made_file"), project / "register")
    else:
        making.make(project, database, PIECES)
    declared(Project(str(project), DAY))
    if not database:
        return project, project
    other = tmp_path / "other"
    shutil.copytree(project, other)
    return project, other


def versions(project: Project) -> dict[str, AnsweredComment]:
    return {one.of.comment.name: one.of for one in answering.listed(project, "", AnswersWanted())}


@pytest.mark.timeout(3_000)
def test_whatever_two_do_at_once_no_text_is_lost(folders: tuple[Path, Path]) -> None:
    for seed in range(RUNS):
        first = Project(str(folders[0]), DAY)
        number = opened(first).change("consultation add", lambda change: came(change, which=WHICH))
        splitting.split(first, "", number, SplitSaid(quotes=[TRAINS, BUSES]))
        run(folders, seed, number)


def run(folders: tuple[Path, Path], seed: int, number: int) -> None:
    """Let two colleagues work on a reply, and look whether every text is there."""
    draw = random.Random(seed)
    names = (f"{number}.1", f"{number}.2")
    two = [
        Colleague(folder, who, random.Random(draw.random()), names)
        for folder, who in zip(folders, ("ak", "bo"), strict=True)
    ]
    sheet, terminal = Colleague.edits_and_reads, Colleague.answers_in_the_terminal
    pair = ((sheet, sheet), (sheet, terminal), (terminal, terminal))[seed % 3]
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(does, one) for does, one in zip(pair, two, strict=True)]:
            done.result()
        for _ in range(STEPS):
            if draw.random() < 0.5:
                for done in [both.submit(one.does()) for one in two]:
                    done.result()
            else:
                draw.choice(two).does()()
        draw.choice(two).lets_another_be_valid()
    found = versions(two[0].project)
    for one in two:
        for name, text in one.said:
            of = found[name]
            assert text in {each.text for each in of.answers}, (seed, name, text)
            assert of.valid is not None
    for of in found.values():  # none is kept twice, and numbers go up
        assert [each.ordinal for each in of.answers] == [*range(1, len(of.answers) + 1)]
