import time
from collections.abc import Callable

import pytest

from rusctl.diagnostics import Finding

Ask = Callable[..., list[tuple[int, str]]]
Check = Callable[..., tuple[Finding, ...]]

NORBERG = '[[municipality]]\nid = "norberg"\nname = "Norberg"\n'
EVENT = '[[event]]\nid = "stop"\nkind = "kommundialog"\nstatus = "planned"\n'
ROLES = """
[[role]]
id = "politiker"
name = "Politiker"
group = "actor"

[[role]]
id = "projektledare"
name = "Projektledare"
group = "crew"
"""
MILESTONE = '[[milestone]]\nid = "board"\ntitle = "Styrelsen"\n'


def test_the_nearest_municipality_is_offered(ask: Ask) -> None:
    found = ask("unknown-municipality", municipalities=NORBERG, events=EVENT + 'municipality = "norbreg"\n')
    assert found == [(5, '"norbreg" is not a municipality; did you mean "norberg"?')]


def test_a_municipality_that_resembles_none_is_to_be_declared(ask: Ask) -> None:
    found = ask("unknown-municipality", municipalities=NORBERG, events=EVENT + 'municipality = "xyz"\n')
    assert found == [(5, '"xyz" is not a municipality; declare it in config/municipalities.toml')]


def test_travel_names_municipalities_too(ask: Ask) -> None:
    travel = '[[travel]]\nbetween = ["norberg", "salla"]\nminutes = 50\n'
    assert ask("unknown-municipality", municipalities=NORBERG + travel) == [
        (5, '"salla" is not a municipality; declare it in config/municipalities.toml')
    ]


@pytest.mark.parametrize(
    "municipalities",
    [
        "[[municipality]\n",
        '[[municipalty]]\nid = "norberg"\nname = "Norberg"\n',
        '[[municipality]]\nid = "Norberg!"\nname = "Norberg"\n',
        '[[municipality]]\nname = "Norberg"\n',
        'municipality = "norberg"\n',
    ],
)
def test_nothing_is_unknown_where_the_declarations_were_not_all_read(ask: Ask, municipalities: str) -> None:
    events = EVENT + 'municipality = "norberg"\n'
    assert ask("unknown-municipality", municipalities=municipalities, events=events) == []


@pytest.mark.parametrize("fault", ["colour = 1\n", NORBERG])
def test_other_faults_of_the_declarations_hide_nothing(ask: Ask, fault: str) -> None:
    municipalities = NORBERG + fault
    assert (
        len(ask("unknown-municipality", municipalities=municipalities, events=EVENT + 'municipality = "sala"\n')) == 1
    )


def test_a_role_of_the_wrong_group(ask: Ask) -> None:
    events = EVENT + 'roles = ["politiker", "projektledare"]\ncrew = ["projektledare",\n"politiker"]\n'
    assert ask("unknown-role", roles=ROLES, events=events) == [
        (5, '"projektledare" is a role on the region\'s side; move it to crew'),
        (7, '"politiker" is an actor group; move it to roles'),
    ]


def test_a_role_is_offered_from_its_own_group(ask: Ask) -> None:
    events = EVENT + 'roles = ["politker"]\ncrew = ["politker"]\n'
    assert ask("unknown-role", roles=ROLES, events=events) == [
        (5, '"politker" is not a role; did you mean "politiker"?'),
        (6, '"politker" is not a role; declare it in config/roles.toml'),
    ]


def test_an_owner_may_be_of_either_group(ask: Ask) -> None:
    for owner in ("politiker", "projektledare"):
        assert ask("unknown-role", roles=ROLES, process=f'{MILESTONE}owner = "{owner}"\n') == []
    assert ask("unknown-role", roles=ROLES, process=f'{MILESTONE}owner = "projektledar"\n') == [
        (4, '"projektledar" is not a role; did you mean "projektledare"?')
    ]


def test_a_milestone_may_come_after_an_event(ask: Ask) -> None:
    assert ask("unknown-milestone", events=EVENT, process=f'{MILESTONE}after = ["stop"]\n') == []
    assert ask("unknown-milestone", events=EVENT, process=f'{MILESTONE}after = ["stopp", "x"]\n') == [
        (4, '"stopp" is neither a milestone nor an event; did you mean "stop"?'),
        (4, '"x" is neither a milestone nor an event; declare it, or take it out'),
    ]


def test_what_comes_after_an_event_is_not_judged_where_events_are_unread(ask: Ask) -> None:
    assert ask("unknown-milestone", events="[[event", process=f'{MILESTONE}after = ["stop"]\n') == []


def test_the_tours_kind_is_a_kind(ask: Ask) -> None:
    process = 'tour_kind = "kommundialg"\n[kinds]\nkommundialog = "Kommundialog"\n'
    assert ask("unknown-kind", process=process) == [
        (1, '"kommundialg" is not a kind of event; did you mean "kommundialog"?')
    ]


def test_any_kind_will_do_where_none_is_declared(ask: Ask) -> None:
    assert ask("unknown-kind", events=EVENT) == []


def test_a_body_is_declared(ask: Ask) -> None:
    process = f'[[body]]\nid = "styrelsen"\nname = "S"\n{MILESTONE}body = "x"\n'
    assert ask("unknown-body", process=process) == [
        (7, '"x" is not a body; declare it as [[body]] in config/process.toml')
    ]


def test_a_wholly_wrong_file_is_told_in_reasonable_time(ask: Ask) -> None:
    municipalities = "".join(f'[[municipality]]\nid = "kommun-{number}"\nname = "K"\n' for number in range(290))
    events = "".join(
        f'[[event]]\nid = "e{number}"\nkind = "k"\nstatus = "planned"\nmunicipality = "komun-{number}"\n'
        for number in range(2000)
    )
    start = time.process_time()
    assert len(ask("unknown-municipality", municipalities=municipalities, events=events)) == 2000
    assert time.process_time() - start < 10


def test_a_value_in_a_list_is_told_by_the_lists_key(ask: Ask) -> None:
    expected = "roles must be small letters a to z, digits and hyphens, such as koping-2, and this is "
    found = ask("wrong-type", events=EVENT + "roles = [\n5]\n")
    assert found == [(6, f"{expected}a whole number")]
