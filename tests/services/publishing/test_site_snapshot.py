"""What the public site may show of what was said: small numbers, approved words, what is never told, and the file."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.errors import PrivacyError, RusctlError
from rusctl.model.inputs import NewInput
from rusctl.model.plan import Texts
from rusctl.services.inputs.storing import opened
from rusctl.services.project import Project
from rusctl.services.publishing import site_snapshot
from rusctl.services.site import building
from rusctl.site import snapshot
from rusctl.site.snapshot import (
    SaidAt,
    SaidHeading,
    SaidQuote,
    SiteComment,
    SiteConsultation,
    SiteData,
    SiteRespondent,
    SiteTable,
    small,
)
from rusctl.storage.files import journal
from tests.examples_made import AFTER, made_example

FILE = Path("site") / "data.json"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The invented region, as `rusctl init --example` makes it."""
    return made_example(tmp_path_factory.mktemp("region"))


@pytest.fixture
def quoting(region: Project) -> Iterator[Project]:
    """The same region, whose site.toml a test may write."""
    path = region.folder.path / "site" / "site.toml"
    old = path.read_bytes()
    yield region
    path.write_bytes(old)
    (region.folder.path / FILE).unlink(missing_ok=True)


def approve(region: Project, *idents: str) -> Project:
    path = region.folder.path / "site" / "site.toml"
    path.write_text(f"quotes = {json.dumps(idents)}\n", encoding="utf-8")
    return region.again()


def test_what_is_counted_is_told_and_nobody_is_named(region: Project) -> None:
    found = site_snapshot.made(region)
    data = found.data
    assert (data.inputs, data.sorted, data.day.isoformat()) == (300, 270, AFTER)
    ageing = next(one for one in data.headings if one.key == "challenge:aldrande")
    assert (ageing.inputs, len(ageing.municipalities)) == (35, 8)
    assert data.quotes == ()
    octets = found.change.after or b""
    with opened(region).reading() as connection:
        texts = [text for (text,) in connection.exec_driver_sql("select text from input_text")]
    assert len(texts) == 300
    assert not [text for text in texts if text.encode() in octets]


def test_no_small_number_is_told_nor_can_be_worked_out(region: Project) -> None:
    data = site_snapshot.made(region).data
    for one in data.headings:
        assert one.inputs is None or one.inputs == 0 or one.inputs >= 5
        assert one.inputs is not None or one.municipalities == one.roles == ()
    hidden = [one for one in data.events if one.inputs is None]
    assert len(hidden) != 1
    assert [small(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]


def test_words_leave_where_they_are_approved_and_point_at_nobody(quoting: Project) -> None:
    with opened(quoting).reading() as connection:
        ident, text = next(
            iter(
                connection.exec_driver_sql(
                    "select ident, text from input join input_text on input_text.input = input.id order by input.id"
                )
            )
        )
    project = approve(quoting, ident)
    found = site_snapshot.made(project)
    assert [(one.id, one.text) for one in found.data.quotes] == [(ident, text)]
    site_snapshot.write(project, found)
    page = building.built(project.again(), "").files["said/words/index.html"].decode()
    assert text in page.replace("&#39;", "'")
    again = site_snapshot.made(project.again())
    assert again.change.before == again.change.after
    file = project.folder.path / FILE
    file.write_bytes(file.read_bytes().replace(text.encode(), b"Other words."))
    assert site_snapshot.made(project.again()).reworded == (ident,)
    with pytest.raises(RusctlError, match="quotes"):
        site_snapshot.made(approve(quoting, "INGEN-001"))


def test_words_that_point_at_somebody_stay_however_approved(quoting: Project) -> None:
    from rusctl.inputs import store  # noqa: PLC0415

    event = quoting.plan.events[0].id
    new = NewInput(event=event, text="Ring 021-12 34 56 och fråga.")
    (ident,) = opened(quoting).change("test", lambda change: store.add(change, [new]))
    with pytest.raises(PrivacyError):
        site_snapshot.made(approve(quoting, ident))
    assert not (quoting.folder.path / FILE).exists()


def test_the_file_is_written_as_a_change_that_undo_takes_back(quoting: Project) -> None:
    project = quoting.again()
    site_snapshot.write(project, site_snapshot.made(project))
    assert (project.folder.path / FILE).exists()
    journal.undo(project.folder.path, ("undo",), project.now)
    assert not (project.folder.path / FILE).exists()


WHOLE = SiteData(
    day=dt.date(2026, 1, 15),
    inputs=None,
    sorted=7,
    headings=(
        SaidHeading("theme:x", "theme", Texts({"sv": "Å", "en": "A"}), "equality:halsa", 9, ("sala",), ("unga",)),
    ),
    events=(SaidAt("sala", None), SaidAt("norberg", 12, ("theme:x",))),
    quotes=(SaidQuote("SALA-001", "Ord", "sala", ("theme:x",)),),
    consultations=(
        SiteConsultation(
            "remiss",
            Texts({"sv": "Remissen"}),
            40,
            31,
            (SiteRespondent("sala", "Sala kommun"),),
            (SiteComment("sala", "3.2", "Text", Texts({"sv": "Beaktas"}), "Skäl", "före", "efter"),),
        ),
    ),
    follow_up=(SiteTable(Texts({"sv": "T"}), Texts({"sv": "om"}), (Texts({"sv": "År"}),), ((Texts({"": "2024"}),),)),),
)


def test_what_is_written_is_read_back() -> None:
    assert snapshot.read(snapshot.written(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 2, "day": "2024-01-01"}',
        b'{"format": 1, "day": "x"}',
        b'{"format": 1, "day": "2024-01-01", "more": 1}',
        b'{"format": 1, "day": "2024-01-01", "inputs": -1}',
        b'{"format": 1, "day": "2024-01-01", "inputs": true}',
        b'{"format": 1, "day": "2024-01-01", "headings": [{"key": 1}]}',
        b'{"format": 1, "day": "2024-01-01", "headings": [{"key": "a", "part": "b", "name": "c"}]}',
        b'{"format": 1, "day": "2024-01-01", "quotes": [{"person": "x"}]}',
        b'{"format": 1, "day": "2024-01-01", "follow_up": [{}]}',
        b"\xff\xfe",
        b"[" * 5_000,
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(octets: bytes) -> None:
    with pytest.raises(RusctlError):
        snapshot.read(octets)


def test_a_person_whom_somebody_wrote_into_the_file_stops_the_build(quoting: Project) -> None:
    project = quoting.again()
    site_snapshot.write(project, site_snapshot.made(project))
    file = project.folder.path / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("Klimatet", "eva.ek@example.org"), encoding="utf-8")
    with pytest.raises(PrivacyError):
        building.built(project.again(), "")
