"""The consultation of the invented region: 130 replies, 1 500 comments, each answered, and sums that agree."""

import re
from collections import Counter

import pytest

from rusctl.consultation import answers, comments, letters
from rusctl.language.catalogue import Language
from rusctl.output.document import Bullets, Paragraph
from rusctl.services.consultation import change_list, likeness, publishing, text_links
from rusctl.services.consultation import letters as service
from rusctl.services.consultation.analysis import analysed
from rusctl.services.consultation.answering import AnswersWanted, listed
from rusctl.services.consultation.compilation import Compilation
from rusctl.services.consultation.compiled import gathered
from rusctl.services.consultation.letters import LetterWishes
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consultation.private_strings import RemovedStrings
from rusctl.services.consultation.splitting import split_of
from rusctl.services.consulting import naming, status
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from rusctl.storage import example
from tests.examples import NIGHTLY
from tests.examples_made import made_example

SWEDISH = Language("sv")
ROWS = example.example_rows(example.INVENTED)


@pytest.fixture(scope="module", name="region")
def region_fixture(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return made_example(tmp_path_factory.mktemp("region"))


def test_each_reply_is_split_and_each_comment_is_answered_and_approved(region: Project) -> None:
    with opened(region).reading() as connection:
        replies = comments.split_replies(connection, "remiss")
        answered = answers.read(connection, "remiss")
        given = letters.replies(connection, "remiss")
    assert (len(replies), len(answered)) == (130, 1_500)
    assert all(one.all_split for one in replies)
    assert all(one.approved and one.approved.body == "regionstyrelsen" for one in answered)
    assert not [one for one in listed(region, "remiss", AnswersWanted()) if one.faults]
    shared = [one for one in given if len(one.bodies) > 1]
    assert [len(one.bodies) for one in shared] == [3]
    assert [one.follows is not None for one in given].count(True) == 2
    covered = [split_of(one) for one in replies if one.comments]
    assert all(40 < one.coverage.per_cent < 100 for one in covered)


def test_the_sums_of_the_consultation_agree(region: Project) -> None:
    standing = status.status(region, naming.named(region)).standing
    assert (standing.replies, standing.comments, standing.answered, standing.approved) == (130, 1_500, 1_500, 1_500)
    found = analysed(region, "remiss")
    asked = [row for row in ROWS.bodies if row["asked"]]
    rates = {one.kind: one.rate.asked for one in found.kinds if one.rate.asked}
    assert rates == Counter(row["kind"] for row in asked)
    assert (found.together.rate.asked, found.together.rate.replied) == (len(asked), 101) == (144, 101)
    assert sum(one.rate.replied for one in found.kinds) == 101
    assert (found.bodies, found.replies, found.comments) == (173, 130, 1_500)


def test_the_three_orders_hold_the_same_comments(region: Project) -> None:
    one = naming.named(region)
    found = gathered(region, opened(region), one, SWEDISH)
    maker = Compilation(found, region.plan, TextPlaces(region, one), SWEDISH, region.today)
    parts = [*maker.parts()]
    assert [part.comments for part in parts] == [1_500] * 3
    assert sum(one.comments for one in found.replies) == 1_500
    of_points = Counter(row["point"] for row in ROWS.comments)
    fates = {row["point"]: row["disposition"] for row in ROWS.points}
    due: Counter[str] = Counter()
    for point, count in of_points.items():
        due[fates[point]] += count
    assert Counter(each.disposition for each in found.comments) == due
    removed = RemovedStrings(found.removed, found.public_words)
    assert publishing.looked_through(region, found, removed) == []
    assert {each.who for each in found.comments if each.kind == "Privatperson"} == {
        f"Privatperson {number}" for number in range(1, 25)
    }
    shown = [each.words for each in found.comments if "utelämnat" in each.words]
    assert len(shown) == 4
    assert not any("sson" in words or "sjuk sedan" in words for words in shown)


def test_you_said_we_did_says_what_many_said_and_how_many(region: Project) -> None:
    found = gathered(region, opened(region), naming.named(region), SWEDISH)
    blocks = change_list.you_said(found, region.plan, SWEDISH).blocks
    said = [line for block in blocks if isinstance(block, Bullets) for line in block.items]
    summary = "Att bussarna går också på kvällar och helger"
    count = sum(one.summary == summary for one in found.comments)
    assert count > 40
    assert f"{summary} ({count} synpunkter)" in said
    counts = [re.search(r"Ni sa: ([0-9]+) ", block.text) for block in blocks if isinstance(block, Paragraph)]
    assert sum(int(one[1]) for one in counts if one) == 1_500


def test_changes_and_comments_are_linked_both_ways(region: Project) -> None:
    found = text_links.links(region, "remiss")
    assert [one.change.id for one in found.without_comment] == ["p001", "p004", "p045"]
    assert found.unchanged == ()
    one = naming.named(region)
    compiled = gathered(region, opened(region), one, SWEDISH)
    listed_ = change_list.changes(region, compiled, TextPlaces(region, one))
    named = {each.name for change in listed_ for each in change.comments}
    met = {each.name for each in compiled.comments if each.disposition in ("met", "partly")}
    assert met <= named


def test_like_comments_are_grouped_and_eight_people_sent_one_letter(region: Project) -> None:
    found = likeness.listed(region, "remiss")
    groups = [one for one in found if one.what == likeness.GROUP]
    assert len(groups) == len([row for row in ROWS.points if row["group"]])
    assert not [one for one in found if one.unlike]
    assert 8 in {len(one.members) for one in found if one.what == likeness.CAMPAIGN}


def test_a_letter_to_each_stops_at_nothing(region: Project) -> None:
    one = naming.named(region)
    wanted = () if NIGHTLY else (1, 2, 24, 124)
    found = service.prepare(region, opened(region), one, LetterWishes(replies=wanted, decision="Regionfullmäktige"))
    assert found.faults == ()
    assert len(found.ready) == (128 if NIGHTLY else 4)
