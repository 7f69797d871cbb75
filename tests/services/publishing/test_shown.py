"""What is said of a publication: each feed's changes, each server's, and how deliveries ended."""

from types import SimpleNamespace
from typing import Any

import pytest

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.language.message import Message, msg
from rusctl.services.project import Project
from rusctl.services.publishing import publishing, shown, to_server, unheard
from rusctl.services.publishing.publishing import Prepared
from rusctl.services.publishing.server_changes import ServerLine
from rusctl.services.publishing.to_server import Permissions
from tests.services.conftest import said
from tests.services.publishing.conftest import FOLDER


def prepared(project: Project) -> Prepared:
    return publishing.prepare_all(project.again(), (FOLDER,), Permissions())


def lines(found: Any) -> list[str]:
    return [one.indent + said(one.message) for one in found]


def test_a_new_feed_is_counted_and_then_nobody_sees_a_change(tour: Project) -> None:
    found = prepared(tour)
    first, second, *_ = lines(shown.feeds(found))
    assert (first.partition("/")[0], second.partition(" with ")[0]) == (FOLDER.id, "  a new feed")
    assert list(shown.notes(found)) == []
    assert {row["target"] for row in shown.rows(found, ())} == {FOLDER.id}
    publishing.write(tour, found)
    again = prepared(tour)
    assert list(shown.feeds(again)) == []
    assert list(map(said, shown.notes(again))) == ["nobody who has a feed will see a change"]


def servers(*, fails: Any) -> list[Any]:
    words = SimpleNamespace(
        ended=lambda outcome: [
            ServerLine(msg("{text}", text=outcome)),
            ServerLine(msg("{text}", text="mer"), below=True),
        ]
    )
    return [SimpleNamespace(target=SimpleNamespace(id=str(one)), words=words, fails=one) for one in fails]


def test_all_servers_are_delivered_to_and_the_last_refusal_is_the_end(
    tour: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deliver(_project: Project, ready: Any) -> tuple[str, ...]:
        if ready.fails:
            raise ready.fails
        return ("given",)

    monkeypatch.setattr(to_server, "deliver", deliver)
    monkeypatch.setattr(to_server, "summary", lambda outcomes: msg("{text}", text=str(len(outcomes))))
    monkeypatch.setattr(to_server, "refused", lambda _target, _outcomes: None)
    told: list[Message] = []
    seen: list[str] = []
    tour.tell = told.append
    first, last = EnvironmentFailureError(msg("{text}", text="first")), ConflictError(msg("{text}", text="last"))
    with pytest.raises(ConflictError):
        shown.deliver_all(tour, servers(fails=[first, None, last]), lambda found: seen.extend(lines(found)))
    assert seen == ["given", "    mer"]
    assert list(map(said, told)) == ["1", "first"]


def test_of_targets_that_nobody_agreed_to_it_is_said_what_they_would_get(
    tour: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unheard, "summary", lambda _publication, target: msg("{text}", text=target.id))
    monkeypatch.setattr(unheard, "lines", lambda _publication, _target: [msg("{text}", text="rad")])
    told: list[Message] = []
    seen: list[str] = []
    tour.tell = told.append
    shown.dry(tour, prepared(tour), [FOLDER], lambda found: seen.extend(lines(found)))
    assert (seen, list(map(said, told))) == (["rad"], [FOLDER.id])
