"""Sending what waits in the outbox: each message at most once, and what is not certain is said to be unknown."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.mail.outbox import HeldBackError, Outbox, QueuedMessage
from rusctl.mail.smtp import Delivery, Server, SmtpConnection, StoppedError
from rusctl.model.messages import State
from rusctl.storage.files.made import note

MOST_IN_A_ROW = 3  # connections lost, or messages put off, one after another


class DeliveryCounts(NamedTuple):
    """How many ended how, and why sending stopped before the end, if it did.

    `held` are the numbers of those that were not ours to send when it was their turn.
    """

    counts: Counter[State]
    stopped: Message | None = None
    held: tuple[int, ...] = ()


def dispatch(
    outbox: Outbox,
    server: Server,
    messages: Sequence[QueuedMessage],
    dated: Callable[[bytes], bytes],
    pause: Callable[[], None],
    *,
    along: Callable[[Sequence[QueuedMessage]], Iterable[QueuedMessage]] = iter,
) -> DeliveryCounts:
    """Send messages in order; the sender's lock is held.

    `dated` puts the Date into a message, `pause` waits between two, `along` is told of each that is done. A server
    that puts off or drops one message after another is left alone, with the rest still queued.
    """
    counts: Counter[State] = Counter()
    courier = SmtpConnection(server)
    held: list[int] = []
    trouble = 0
    try:
        for index, message in enumerate(along(messages)):
            if index:
                pause()
            if not courier.open:
                courier.connect()
            sent = _send(outbox, courier, message, dated)
            if sent is None:
                held.append(message.number)
                continue
            state, said = sent
            counts[state] += 1
            trouble = 0 if state in (State.SENT, State.FAILED) else trouble + 1
            if trouble == MOST_IN_A_ROW and index + 1 < len(messages):
                text = msg("{host} put off several messages in a row ({said})", host=server.host, said=said)
                return DeliveryCounts(counts, text, tuple(held))
    except StoppedError as error:
        return DeliveryCounts(counts, error.message, tuple(held))
    finally:
        courier.close()
    return DeliveryCounts(counts, held=tuple(held))


def _send(
    outbox: Outbox, courier: SmtpConnection, message: QueuedMessage, dated: Callable[[bytes], bytes]
) -> tuple[State, str] | None:
    begun = held = False

    def begin() -> bool:
        nonlocal begun, held
        try:
            outbox.begin(message.number)
        except HeldBackError:
            held = True
            return False
        begun = True
        return True

    try:
        verdict = courier.deliver(message.address, dated(message.octets), begin)
    except BaseException:
        # Interrupted on the way, by a signal or the disk: what had been begun is not certain.
        if begun:
            outbox.settle(message.number, State.UNKNOWN, "")
        raise
    if held:
        return None
    if verdict.outcome is Delivery.SENT:
        note(msg("what was sent by mail"))
    state = State(verdict.outcome.value)
    outbox.settle(message.number, state, "" if verdict.outcome is Delivery.SENT else verdict.said)
    return state, verdict.said
