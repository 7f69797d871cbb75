"""The circulation list and the replies: numbers, several bodies on one reply, and what is read twice."""

import datetime as dt

from rusctl.consultation import store
from rusctl.consultation.schema import reply
from rusctl.consultation.standing import ReplyRate, rate, state
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.model.consultation import BodyNotice, BodyState, NewBody, NewReply

ASKED, CLOSES = dt.date(2019, 6, 26), dt.date(2019, 10, 15)
LATE = CLOSES + dt.timedelta(days=1)
BODIES = [
    NewBody(name="Exempelkommun", kind="municipality", legal_group="municipality", municipality="exempel"),
    NewBody(name="Storkommun", kind="municipality"),
    NewBody(name="Länsstyrelsen", kind="agency"),
    NewBody(name="Testa Testsson", private=True, unsolicited=True),
]


def asked(change: Transaction) -> list[int]:
    """Put the bodies on the list, and ask three of them."""
    numbers = store.add_bodies(change, "strategi", BODIES, "kf")
    rows = [one.row for one in store.listed(change.connection, "strategi")]
    store.tell(change, rows[:3], BodyNotice.ASKED, ASKED, channel="mail", noted_by="kf")
    return numbers


def states(register: Register, today: dt.date) -> list[BodyState]:
    with register.reading() as connection:
        return [state(one.facts, CLOSES, today) for one in store.listed(connection, "strategi")]


def test_bodies_are_numbered_by_consultation_and_private_persons_by_themselves(register: Register) -> None:
    assert register.change("consultation ask", asked) == [1, 2, 3, 4]
    again = register.change("consultation ask", lambda change: store.add_bodies(change, "plan", BODIES[3:]))
    assert again == [1]
    with register.reading() as connection:
        assert [one.person_number for one in store.listed(connection, "strategi")] == [None, None, None, 1]
        assert [one.name for one in store.listed(connection, "plan")] == ["Testa Testsson"]
    assert states(register, CLOSES) == [*[BodyState.ASKED] * 3, BodyState.UNSOLICITED]
    assert states(register, LATE) == [*[BodyState.SILENT] * 3, BodyState.UNSOLICITED]


def test_one_reply_of_two_bodies_is_one_reply_and_two_bodies(register: Register) -> None:
    register.change("consultation ask", asked)
    both = NewReply(bodies=(1, 2), arrived=CLOSES, source="a" * 64)

    def work(change: Transaction) -> list[int]:
        numbers = [store.add_reply(change, "strategi", both) for _ in range(2)]  # the same file read again
        more = NewReply(bodies=(1,), arrived=LATE, follows=1, replaces=True)
        return [*numbers, store.add_reply(change, "strategi", more)]

    assert register.change("consultation add", work) == [1, 1, 2]
    with register.reading() as connection:
        facts = [one.facts for one in store.listed(connection, "strategi")]
        assert [len(one.arrived) for one in facts] == [2, 1, 0, 0]
        assert rate(facts) == ReplyRate(2, 3)
        assert store.row_of(connection, reply, "strategi", 2) is not None
        assert store.row_of(connection, reply, "plan", 2) is None
    assert states(register, LATE)[:2] == [BodyState.ANSWERED] * 2


def test_an_extension_no_objection_and_a_body_that_declines(register: Register) -> None:
    register.change("consultation ask", asked)

    def work(change: Transaction) -> None:
        first, second, third, _ = (one.row for one in store.listed(change.connection, "strategi"))
        store.extend(change, first, LATE, "nämnden möts den 16 oktober", granted=ASKED, noted_by="kf")
        store.tell(change, [first, second], BodyNotice.REMINDED, CLOSES)
        store.tell(change, [third], BodyNotice.DECLINED, CLOSES)
        store.add_reply(change, "strategi", NewReply(bodies=(2,), arrived=CLOSES, stance="no-objection"))

    register.change("consultation extend", work)
    assert states(register, LATE)[:3] == [BodyState.REMINDED, BodyState.NO_OBJECTION, BodyState.DECLINED]
    assert states(register, LATE + dt.timedelta(days=1))[0] == BodyState.SILENT
