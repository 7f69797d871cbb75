"""What a plan is made of, changed by services: each change to its own lines, and nothing removed that is named."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.model.durations import Span, Unit
from rusctl.model.people import Person
from rusctl.services import selection
from rusctl.services.people import new_register, persons
from rusctl.services.planning import change_events, lead_times, plan_records, tours, travel_times
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.plan_records import BODY, FOLLOW, LEAD, MEETING_DAYS, MUNICIPALITY, ROLE, TOUR, TRAVEL
from rusctl.services.project import Project
from rusctl.storage.files.names import CHECKS, DEADLINES, EVENTS, MUNICIPALITIES, PROCESS, ROLES, WORKDAYS
from rusctl.storage.toml.edits import Edit
from tests.services.conftest import add, change, said

EVENT = '[[event]]\nid = "e"\nkind = "kommundialog"\nstatus = "planned"\n'
TOUR_OF = '[[tour]]\nid = "t"\nkind = "kommundialog"\n'
WAIVER = '[[waiver]]\nrule = "RUS110"\nreason = "x"\nuntil = 2019-01-01\n'
FEBRUARY, MARCH = dt.date(2019, 2, 5), dt.date(2019, 3, 5)


def made(project: Project, kind: plan_records.RecordKind, edits: list[Edit]) -> tuple[Project, str]:
    """Write edits, and give the project after them and the lines that changed, without those around."""
    proposal = change_events.propose(project, edits, kind.file)
    change_events.refuse_new_faults(project, proposal)
    change_events.write(project, proposal.new, proposal.old, kind.file)
    lines = proposal.difference.splitlines()[2:]
    return project.again(), "\n".join(line for line in lines if line[:1] in "+-" and line[1:].strip())


def refused(error: type[RusctlError], sentence: str) -> "pytest.RaisesExc[RusctlError]":
    return pytest.raises(error, check=lambda one: sentence in said(one.message))


def test_a_record_is_added_set_and_taken_out_and_nothing_else_is_touched(tour: Project) -> None:
    path = tour.folder.path / MUNICIPALITIES
    before = path.read_bytes()
    name = plan_records.new_id(tour, MUNICIPALITY, "", "Åmål")
    again, lines = made(tour, MUNICIPALITY, plan_records.added(MUNICIPALITY, {"id": name, "name": "Åmål", "code": ""}))
    assert lines == '+[[municipality]]\n+id = "amal"\n+name = "Åmål"'
    at = again.plan.municipalities[-1].at
    again, lines = made(again, MUNICIPALITY, plan_records.changed(again, at, {"population": 12_000, "code": None}))
    assert lines == "+population = 12000"
    again, lines = made(again, MUNICIPALITY, plan_records.changed(again, at, {"population": ""}))
    assert lines == "-population = 12000"
    made(again, MUNICIPALITY, plan_records.removed(again, MUNICIPALITY, "amal", at))
    assert path.read_bytes() == before


def test_an_id_is_made_of_the_name_and_one_that_is_taken_is_refused(tour: Project) -> None:
    assert plan_records.new_id(tour, MUNICIPALITY, "", "Sala") == "sala-2"
    assert plan_records.new_id(tour, MUNICIPALITY, "sala-by", "Sala") == "sala-by"
    with refused(RusctlError, "there is already a municipality sala"):
        plan_records.new_id(tour, MUNICIPALITY, "sala", "Sala")
    with refused(UsageError, "is no id"):
        plan_records.new_id(tour, MUNICIPALITY, "Sala by", "Sala")


def test_what_the_file_could_not_hold_is_refused_before_anything_is_written(tour: Project) -> None:
    before = (tour.folder.path / MUNICIPALITIES).read_bytes()
    with refused(RusctlError, "four digits"):
        made(tour, MUNICIPALITY, plan_records.added(MUNICIPALITY, {"id": "amal", "name": "Åmål", "code": "19"}))
    assert (tour.folder.path / MUNICIPALITIES).read_bytes() == before


def test_a_file_that_is_not_there_is_made_and_taken_back_as_it_was(tour: Project) -> None:
    (tour.folder.path / ROLES).unlink()
    (tour.folder.path / EVENTS).write_text("", encoding="utf-8")
    project = tour.again()
    again, lines = made(project, ROLE, plan_records.added(ROLE, {"id": "rad", "name": "Råd", "group": "actor"}))
    assert lines.startswith("+[[role]]")
    assert [one.id for one in again.plan.roles] == ["rad"]


@pytest.mark.parametrize(
    ("kind", "name", "file", "text", "place"),
    [
        (MUNICIPALITY, "amal", EVENTS, EVENT + 'municipality = "amal"', "(e)"),
        (MUNICIPALITY, "amal", EVENTS, EVENT + 'municipalities = ["amal"]', "(e)"),
        (MUNICIPALITY, "amal", MUNICIPALITIES, '[[travel]]\nbetween = ["sala", "amal"]\nminutes = 7', MUNICIPALITIES),
        (MUNICIPALITY, "amal", PROCESS, TOUR_OF + 'municipalities = ["amal"]', "(t)"),
        (MUNICIPALITY, "amal", WORKDAYS, '[propose]\nshare = [["sala", "amal"]]', WORKDAYS),
        (MUNICIPALITY, "amal", WORKDAYS, '[propose]\nhome = "amal"', WORKDAYS),
        (MUNICIPALITY, "amal", CHECKS, WAIVER + 'record = "amal"', CHECKS),
        (ROLE, "vakt", EVENTS, EVENT + 'roles = ["vakt"]', "(e)"),
        (ROLE, "vakt", EVENTS, EVENT + 'crew = ["vakt"]', "(e)"),
        (ROLE, "vakt", EVENTS, EVENT + 'confirms = "vakt"', "(e)"),
        (ROLE, "vakt", PROCESS, '[[milestone]]\nid = "m"\ntitle = "M"\nowner = "vakt"', "(m)"),
        (BODY, "namnd", PROCESS, '[[milestone]]\nid = "m"\ntitle = "M"\nbody = "namnd"', "(m)"),
        (BODY, "namnd", WORKDAYS, '[[meeting_day]]\nbody = "namnd"\ndays = [2019-02-05]', WORKDAYS),
        (BODY, "namnd", DEADLINES, '[[lead]]\nid = "notice"\nbody = "namnd"\nbefore = "14 days"', "(notice)"),
    ],
)
def test_what_something_names_is_not_removed_and_the_place_is_named(  # noqa: PLR0917 - a case
    tour: Project, kind: plan_records.RecordKind, name: str, file: str, text: str, place: str
) -> None:
    values = {"id": name, "name": name.capitalize(), "group": "actor" if kind is ROLE else ""}
    again, _ = made(tour, kind, plan_records.added(kind, values))
    records: list[Any] = [*again.plan.municipalities, *again.plan.roles, *again.plan.bodies]
    at = next(one.at for one in records if one.id == name)
    add(tour.folder.path, file, text)
    again = again.again()
    with refused(PolicyError, f"{name} is named in {file}:") as caught:
        plan_records.removed(again, kind, name, at)
    assert place in said(caught.value.message)


def test_what_somebody_in_the_register_has_is_not_removed(tour: Project) -> None:
    again, _ = made(tour, MUNICIPALITY, plan_records.added(MUNICIPALITY, {"id": "amal", "name": "Åmål"}))
    new_register.make(again)
    persons.add(again, Person(name="Testperson", municipality="amal"))
    at = again.plan.municipalities[-1].at
    with refused(PolicyError, "amal is named in 1 row of the register"):
        plan_records.removed(again, MUNICIPALITY, "amal", at)


def test_many_places_are_counted(tour: Project) -> None:
    at = next(one.at for one in tour.plan.bodies if one.id == "regionen")
    for number in range(12):
        add(tour.folder.path, PROCESS, f'[[milestone]]\nid = "m{number}"\ntitle = "M"\nbody = "regionen"')
    with refused(PolicyError, " more; change that first"):
        plan_records.removed(tour.again(), BODY, "regionen", at)


def test_words_of_a_role_a_body_and_degrees_are_read(tour: Project) -> None:
    assert (plan_records.group("arbetar"), plan_records.group("Actor")) == ("crew", "actor")
    assert (plan_records.body_kind("Nämnd"), plan_records.body_kind("council")) == ("committee", "council")
    assert plan_records.degrees("--lat", "59,62", 90) == pytest.approx(59.62)
    assert (plan_records.degrees("--lat", "", 90), plan_records.degrees("--lat", None, 90)) == ("", None)
    for text in ("norr", "91", "-90.5", "nan"):
        with refused(UsageError, "is no number of degrees"):
            plan_records.degrees("--lat", text, 90)
    with refused(UsageError, "it has a name"):
        plan_records.kept(" ")
    with refused(UsageError, "nothing to change was given"):
        plan_records.changed(tour, tour.plan.bodies[0].at, {"name": None})


def test_travel_times_are_given_given_anew_and_taken_out_in_either_direction(tour: Project) -> None:
    pair = travel_times.pair(tour.plan, "Sala", "norberg")
    again, lines = made(tour, TRAVEL, travel_times.setting(tour, pair, 45))
    assert lines == '+[[travel]]\n+between = ["sala", "norberg"]\n+minutes = 45'
    back = travel_times.pair(again.plan, "norberg", "sala")
    again, lines = made(again, TRAVEL, travel_times.setting(again, back, 50))
    assert lines == "-minutes = 45\n+minutes = 50"
    again, lines = made(again, TRAVEL, travel_times.setting(again, pair, 50, 62))
    assert lines == "+km = 62"
    again, _ = made(again, TRAVEL, travel_times.removing(again, back))
    assert again.plan.travels == tour.plan.travels
    with refused(RusctlError, "no travel time is given between norberg and sala"):
        travel_times.removing(again, back)
    with refused(UsageError, "both words mean sala"):
        travel_times.pair(tour.plan, "sala", "SALA")


def test_meeting_days_are_added_once_and_taken_out_one_by_one(tour: Project) -> None:
    again, lines = made(tour, MEETING_DAYS, lead_times.adding_days(tour, "regionen", [MARCH, FEBRUARY], "beslut"))
    assert "+days = [2019-02-05, 2019-03-05]" in lines
    assert lead_times.meeting_days(again.plan, "regionen") == [FEBRUARY, MARCH]
    assert lead_times.adding_days(again, "regionen", [MARCH], "") == []
    again, lines = made(again, MEETING_DAYS, lead_times.removing_days(again, "regionen", [FEBRUARY]))
    assert lines == "-days = [2019-02-05, 2019-03-05]\n+days = [2019-03-05]"
    with refused(RusctlError, "regionen has no such meeting day"):
        lead_times.removing_days(again, "regionen", [FEBRUARY])
    again, _ = made(again, MEETING_DAYS, lead_times.removing_days(again, "regionen", [MARCH]))
    assert lead_times.meeting_days(again.plan, "regionen") == []


def test_a_day_beside_a_comment_is_not_taken_out_with_it(tour: Project) -> None:
    add(
        tour.folder.path,
        WORKDAYS,
        '[[meeting_day]]\nbody = "regionen"\ndays = [\n  2019-02-05, # extra\n  2019-03-05,\n]',
    )
    project = tour.again()
    with refused(PolicyError, "change it in an editor"):
        made(project, MEETING_DAYS, lead_times.removing_days(project, "regionen", [FEBRUARY]))


def test_a_lead_time_is_set_by_a_word_of_either_language(tour: Project) -> None:
    council = "regionfullmaktige"
    again, lines = made(tour, LEAD, lead_times.setting(tour, council, "kallelse", "15 dagar", None, None, None))
    assert '+id = "summons"' in lines
    assert '+before = "15 days"' in lines
    again, lines = made(again, LEAD, lead_times.setting(again, council, "summons", "3 veckor", None, None, "beslut"))
    assert lines == '-before = "15 days"\n+before = "3 weeks"\n+source = "beslut"'
    again, _ = made(again, FOLLOW, lead_times.setting(again, council, "justerat", "10 dagar", None, None, None))
    assert [one.within for one in again.plan.leadtimes.follows] == [Span(10, Unit.DAYS)]
    step = lead_times.setting(again, council, "papers", "11 dagar", "Handlingarna skickas", "kallelsen", None)
    again, _ = made(again, LEAD, step)
    assert [(one.id, one.of) for one in again.plan.leadtimes.leads] == [("summons", ""), ("papers", "summons")]
    with refused(PolicyError, "summons is named in config/deadlines.toml:"):
        lead_times.removing(again, council, "kallelse")
    name, edits = lead_times.removing(again, council, "handlingarna skickas")
    assert name == "papers"
    again, _ = made(again, LEAD, edits)
    assert [one.id for one in again.plan.leadtimes.leads] == ["summons"]


@pytest.mark.parametrize(
    ("step", "time", "title", "of", "sentence"),
    [
        ("notice", "snart", None, None, "is no length of time"),
        ("papers", "11 dagar", None, None, "give with --title"),
        ("adjusted", "11 dagar", "Justerat", None, "counted after the meeting"),
        ("papers", "11 dagar", "Handlingar", "summons", "summons is not a lead time of regionfullmaktige"),
        ("Mina papper", "11 dagar", "Handlingar", None, "is no id"),
    ],
)
def test_a_lead_time_that_says_too_little_is_refused(  # noqa: PLR0917 - a case
    tour: Project, step: str, time: str, title: str | None, of: str | None, sentence: str
) -> None:
    with refused(RusctlError, sentence):
        lead_times.setting(tour, "regionfullmaktige", step, time, title, of, None)


def test_a_lead_time_that_is_not_there_is_not_removed(tour: Project) -> None:
    with refused(RusctlError, "notice is not a lead time"):
        lead_times.removing(tour, "regionfullmaktige", "notice")


def declared(project: Project, **more: object) -> tuple[Project, str | None]:
    """Declare a tour, and give the project after it with what was said."""
    known = {"kind": None, "name": None, "number": None, "municipalities": None, "visits": None, "themes": None}
    told = tours.values(project.plan, *(known | {"kind": "kommundialog"} | more).values())  # type: ignore[arg-type]
    name = tours.new_id(project, None, told["name"], "kommundialog", told["round"])
    edits, note = tours.declaring(project, name, told)
    again, _ = made(project, TOUR, edits)
    return again, said(note) if note else None


def test_a_second_round_is_declared_and_the_first_goes_on_being_judged(tour: Project) -> None:
    again, note = declared(tour, number=2, municipalities=["Sala", "köping"])
    assert note == "kommundialog is declared too, the first round of kommundialog, so that it goes on being judged"
    assert [(one.id, one.round, one.municipalities) for one in again.plan.tours] == [
        ("kommundialog", 1, None),
        ("kommundialog-2", 2, ("sala", "koping")),
    ]
    _, note = declared(again, number=3)
    assert note is None


def test_a_tour_in_place_of_the_first_is_declared_alone(tour: Project) -> None:
    again, note = declared(tour, visits=2)
    assert (note, [(one.id, one.visits) for one in again.plan.tours]) == (None, [("kommundialog", 2)])
    found = tours.tour(again.plan, "KOMMUNDIALOG")
    again, _ = made(again, TOUR, plan_records.changed(again, found.at, {"visits": 0, "name": "Turnén"}))
    assert tours.tour(again.plan, "turnén").visits == 0
    name, edits = tours.removing(again, "Turnén")
    again, _ = made(again, TOUR, edits)
    assert (name, again.plan.tours) == ("kommundialog", ())
    with refused(RusctlError, "is not a declared tour"):
        tours.tour(again.plan, "turnén")


def test_an_id_of_a_tour_that_is_taken_is_refused(tour: Project) -> None:
    again, _ = declared(tour, visits=2)
    with refused(RusctlError, "there is already a tour kommundialog"):
        tours.new_id(again, "kommundialog", None, "kommundialog", None)
    assert tours.new_id(again, None, "Våren 2019", "kommundialog", None) == "varen-2019"


def test_the_folder_of_themes_has_nothing_lacking_once_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / EVENTS).write_text(
        '[[event]]\nid = "a"\nkind = "temadialog"\nmunicipality = "sala"\nstatus = "confirmed"\ndate = 2018-02-26\n',
        encoding="utf-8",
    )
    (tmp_path / PROCESS).write_text(
        'name = "RUS"\nregion = "R"\ntimezone = "Europe/Stockholm"\nuid_domain = "x.se"\ntour_kind = "temadialog"\n'
        'period = { from = 2018-01-01, to = 2019-12-31 }\n[kinds]\ntemadialog = "Temadialog"\n',
        encoding="utf-8",
    )
    towns = "".join(f'[[municipality]]\nid = "{name}"\nname = "{name}"\n' for name in ("sala", "boden", "kalix"))
    (tmp_path / MUNICIPALITIES).write_text(towns, encoding="utf-8")
    project = Project(str(tmp_path), "2018-02-01")
    never = {
        one.record for one in findings_of(project.loaded, project.today) if one.name == "municipality-never-visited"
    }
    assert never == {"boden", "kalix"}
    edits, note = tours.declaring(
        project, "teman", tours.values(project.plan, selection.kind(project.plan, ""), None, None, None, 0, None)
    )
    again, _ = made(project, TOUR, edits)
    assert note is None
    assert not [one for one in findings_of(again.loaded, again.today) if one.name == "municipality-never-visited"]


def test_change_is_used_by_hand_too(tour: Project) -> None:
    change(tour.folder.path, PROCESS, "tour_kind", "# tour_kind")
    again, note = declared(tour.again(), number=2)
    assert (note, [one.round for one in again.plan.tours]) == (None, [2])


@pytest.mark.parametrize("held", ["[]", "{}", "1", '["sala"]'])
def test_an_id_that_is_no_text_does_not_stop_a_new_one(tour: Project, held: str) -> None:
    path = tour.folder.path / ROLES
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[role]]\nid = {held}\n", encoding="utf-8")
    assert plan_records.new_id(tour, ROLE, "", "Hemlig roll") == "hemlig-roll"


def test_a_change_of_no_record_says_nothing_of_files_that_it_does_not_touch(tour: Project) -> None:
    events = tour.folder.path / EVENTS
    events.write_text(f"{events.read_text(encoding='utf-8')}\n[[event]]\nid = nan\nkind = nan\n", encoding="utf-8")
    values = {"between": ["sala", "koping"], "minutes": 41}
    proposal = change_events.propose(tour, plan_records.added(plan_records.TRAVEL, values), MUNICIPALITIES)
    assert change_events.carry_out(tour, proposal, {""}) == ()
