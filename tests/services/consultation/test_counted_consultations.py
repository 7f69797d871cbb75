"""Consultations that were counted in public, counted again: bodies, replies and comments are three numbers."""

from collections import Counter
from pathlib import Path

import pytest

from rusctl.consultation import store
from rusctl.language.catalogue import Language
from rusctl.model.consulted import ConsultationStanding
from rusctl.model.consulting import PRIVATE
from rusctl.services.consultation.analysis import analysed
from rusctl.services.consultation.compilation import Compilation
from rusctl.services.consultation.compiled import gathered
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consulting import naming, status
from rusctl.services.consulting.opening import opened
from tests.services.consultation.answered import Came, many, remiss

SWEDISH = Language("sv")


def test_lulea_2018_has_34_replies_and_320_comments_in_every_order(tmp_path: Path) -> None:
    found = [*many(20, 9), *many(14, 10)]
    project, register = remiss(tmp_path, found)
    counted = analysed(project)
    assert (counted.bodies, counted.replies, counted.comments) == (34, 34, 320)
    assert round(counted.comments / counted.replies, 1) == 9.4
    one = naming.named(project)
    compiled = gathered(project, register, one, SWEDISH)
    parts = [*Compilation(compiled, project.plan, TextPlaces(project, one), SWEDISH, project.today).parts()]
    assert [part.comments for part in parts] == [320, 320, 320]


def test_gotland_2020_has_one_number_of_replies_and_says_what_it_counts(tmp_path: Path) -> None:
    found = [Came((f"Remissinstans {at}",), (), private=at <= 47) for at in range(1, 131)]
    project, _ = remiss(tmp_path, [*found[:-1], found[-1]._replace(bodies=("En kommun", "En annan kommun"))])
    with opened(project).reading() as connection:
        kinds = Counter(one.facts.kind for one in store.listed(connection, "remiss"))
    counted = analysed(project)
    assert (counted.replies, counted.bodies, kinds[PRIVATE]) == (130, 131, 47)
    standing = status.status(project, naming.named(project))
    said = {SWEDISH.text(name): SWEDISH.text(text) for name, text in status.said(standing, project.today, SWEDISH)}
    assert said["Yttranden"] == "130"


JUDGED = {"support": 71, "oppose": 1, "unclear": 3}


def test_vastra_gotaland_2017_has_75_judgements_of_75_replies(tmp_path: Path) -> None:
    stances = [stance for stance, count in JUDGED.items() for _ in range(count)]
    project, register = remiss(tmp_path, [Came((f"Instans {at}",), (), stance=one) for at, one in enumerate(stances)])
    found = gathered(project, register, naming.named(project), SWEDISH)
    counts = Counter(one.stance for one in found.replies)
    assert counts == {"Tillstyrker": 71, "Avstyrker": 1, "Oklart": 3}
    assert sum(counts.values()) == len(found.replies) == 75
    assert round(100 * counts["Tillstyrker"] / 75, 1) == 94.7


@pytest.mark.parametrize(("replied", "asked", "shown"), [(127, 200, 64), (40, 49, 82), (1, 3, 33)])
def test_a_rate_is_said_in_whole_per_cent(replied: int, asked: int, shown: int) -> None:
    """Västra Götaland 2020: 127 of about 200 is about 64 %, and 63.5 % would claim what nobody knows."""
    standing = ConsultationStanding(id="remiss", rates=(("municipality", replied, asked),))
    assert SWEDISH.text(status.replied_said(standing)) == f"{replied} av {asked} tillfrågade ({shown} %)"
