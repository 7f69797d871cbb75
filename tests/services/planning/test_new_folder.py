"""What the user says of a new folder, read by the service itself."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.services.planning import new_folder
from rusctl.services.planning.new_folder import PeriodDay
from rusctl.services.project import Project
from rusctl.storage import template
from rusctl.storage.files import names
from rusctl.storage.template import Answers, NewMunicipality

ANSWERS = Answers(
    "Strategi",
    "Sörmland",
    new_folder.ZONE,
    "sv",
    "",
    "strategi.sormland.rusctl",
    dt.date(2027, 1, 11),
    dt.date(2027, 6, 1),
    new_folder.kinds(["Kommundialog"]),
    new_folder.municipalities(["Håbo", "Habo=1643"]),
)


def test_what_is_made_is_a_plan_without_faults(tmp_path: Path) -> None:
    files, kept = new_folder.files(tmp_path, ANSWERS)
    assert not kept
    template.write(tmp_path, files)
    loaded = Project(str(tmp_path)).readable()
    assert loaded.faults == ()
    assert [(one.id, one.code) for one in loaded.plan.municipalities] == [("habo", ""), ("habo-2", "1643")]
    assert {one.municipality for one in loaded.plan.events} == {"habo", "habo-2"}


def test_a_list_of_what_git_passes_over_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / template.IGNORE).write_text("*.tmp\n", encoding="utf-8")
    files, kept = new_folder.files(tmp_path, ANSWERS)
    assert kept
    assert template.IGNORE not in files


def test_names_and_codes_are_taken_apart_and_each_has_an_id_of_its_own() -> None:
    assert new_folder.municipalities(["Sala=1981", "Köping"]) == (
        NewMunicipality("sala", "Sala", "1981"),
        NewMunicipality("koping", "Köping"),
    )
    for words in (["Sala", "Sala"], ["Sala=1"], [""]):
        with pytest.raises(RusctlError):
            new_folder.municipalities(words)


def test_codes_are_statistics_swedens_in_sweden() -> None:
    towns = new_folder.municipalities(["Vasa=905", "Hamar"])
    assert new_folder.with_codes(towns, "FI") == towns
    with pytest.raises(RusctlError):
        new_folder.with_codes(towns, "SE")
    assert new_folder.with_codes(towns[1:], "SE") == towns[1:]


def test_the_country_is_that_of_the_clock_and_is_said_where_it_is_another() -> None:
    assert (new_folder.country_of("Europe/Oslo"), new_folder.country("fi")) == ("NO", "FI")
    assert new_folder.about_country("SE") is None
    said = new_folder.about_country("FI")
    assert said
    assert said.args == {"country": "FI"}
    assert new_folder.about_country("SE", "Europe/Stockholm") is None
    for zone in ("Etc/UTC", "Europe/Atlantis"):
        said = new_folder.about_country("SE", zone)
        assert said
        assert said.args == {"zone": zone}


def test_the_kind_that_is_offered_has_a_name_in_both_languages() -> None:
    found = new_folder.kinds(["Municipal dialogue", "Möte"])
    assert list(found.values()) == [new_folder.KIND, "Möte"]
    assert list(found) == ["kommundialog", "mote"]


def test_a_domain_is_made_of_names_and_no_label_is_too_long() -> None:
    assert new_folder.default_domain("Regional strategi", "Sörmland") == "regional-strategi.sormland.rusctl"
    first, *_ = new_folder.default_domain("x" * 100, "…").split(".")
    assert len(first) == new_folder.LONGEST_LABEL
    assert new_folder.default_domain("…", "…") == "rus.rus.rusctl"


def test_each_answer_is_read_as_the_loader_will() -> None:
    first = dt.date(2027, 1, 11)
    assert new_folder.day_after("2027-01-11", first).day == first
    assert new_folder.first_day("jan 2027", first) == PeriodDay(dt.date(2027, 1, 1))
    assert new_folder.day_after("jan 2027", first) == PeriodDay(dt.date(2027, 1, 31))
    assert new_folder.contact("") == ""
    assert new_folder.zone("Europe/Helsinki") == "Europe/Helsinki"
    assert new_folder.language("en") == "en"
    wrong = (
        lambda: new_folder.day_after("2027-01-10", first),
        lambda: new_folder.contact("nobody"),
        lambda: new_folder.zone("Mars/Base"),
        lambda: new_folder.language("fi"),
        lambda: new_folder.form(names.PROCESS, "name")(""),
        lambda: new_folder.form(names.PROCESS, "uid_domain")("A b"),
    )
    for read in wrong:
        with pytest.raises(RusctlError):
            read()
