"""What is written beside an answer: kept until the event is over, without what nobody is to keep, and whose it is."""

from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from rusctl.mail.schema import answer, review
from rusctl.model.people import Person
from rusctl.model.recipients import Recipient
from rusctl.services.mailing import answered, reviewing
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.people import comments, retention
from rusctl.services.people import extract as extracting
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from tests.services.conftest import add
from tests.services.mailing.conftest import entered, invite, mail_list, run_invitation
from tests.services.mailing.test_take_replies import reply, results, taken

HARD = "COMMENT:Jag är sjukskriven för depression\\, pnr 19121212-1212. Dan Dahl kommer inte. Vi ses!\n"
KEPT = "[…] Dan Dahl kommer inte. Vi ses!"
OVER = "2018-11-27"


def kept(project: Project) -> list[str]:
    with opened(project).reading() as connection:
        return [text for table in (answer, review) for text in connection.execute(select(table.c.comment)).scalars()]


def later(project: Project) -> Project:
    return Project(str(project.folder.path), OVER)


def of(rows: list[Any], table: str) -> list[str]:
    return [row.values["comment"] for row in rows if row.table == table]


def test_what_is_hard_is_left_out_and_said(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, reply(answer="DECLINED", more=HARD), reply("okand", more=HARD))
    assert kept(tour) == [KEPT, KEPT]
    assert [row["comment"] for row in answered.invited(tour.again())] == [KEPT]
    assert [row["comment"] for row in reviewing.to_review(tour.again())] == [KEPT]
    for path in tour.folder.path.rglob("*"):
        assert not path.is_file() or b"depression" not in path.read_bytes()


def test_comments_go_when_the_event_is_over_and_are_shown_no_more(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    given = reply(more="COMMENT:Vi ses\n")
    taken(tour, tmp_path, given)
    assert [row["comment"] for row in answered.invited(later(tour))] == [None]
    assert comments.forget(tour.again(), opened(tour)) == 0
    assert kept(tour) == ["Vi ses"]
    assert results(taken(later(tour), tmp_path, given)) == ["known"]
    assert kept(tour) == [""]
    assert results(taken(later(tour), tmp_path, given)) == ["known"]


def test_retention_takes_them_too(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, reply(more="COMMENT:Vi ses\n"))
    add(tour.folder.path, "config/retention.toml", '[[class]]\nid = "p"\nwhat = "person"\nmonths = 99\ndecision = "D"')
    assert retention.carry_out(later(tour), retention.find(later(tour))) is None
    assert kept(tour) == [""]


def test_none_is_kept_where_the_folder_says_so(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    path = tour.folder.path / "config/retention.toml"
    path.write_text("comments = false\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    taken(tour, tmp_path, reply(more="COMMENT:Vi ses\n"))
    assert kept(tour) == [""]


def test_an_extract_has_of_anothers_comment_what_is_about_the_person(tour: Project, tmp_path: Path) -> None:
    entered(tour, Person(name="Anna Ek", email="ett@example.org"), Person(name="Dan Dahl", email="dan@example.org"))
    run_invitation(tour, Invitation("norberg", mail_list(Recipient(address="ett@example.org"))))
    said = "Min mor är hos mig. Dan Dahl kommer inte. Ring mig!"
    taken(tour, tmp_path, reply(), reply("okand"))
    with opened(tour).engine.begin() as connection:
        for table in (answer, review):
            connection.execute(update(table).values(comment=said))
    mine, theirs = (extracting.held(tour.again(), number) for number in (1, 2))
    assert of(mine, "answer") == [said]
    assert of(theirs, "answer") == of(theirs, "review") == ["Dan Dahl kommer inte. […]"]
