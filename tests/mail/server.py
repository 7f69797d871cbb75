"""A real SMTP server (aiosmtpd) on loopback that can fail at any point of the protocol, for as many messages as wished.

It keeps what it has taken: a message counts as delivered when the server has it, whether or not its answer arrives.
"""

import asyncio
import base64
import contextlib
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.conftest import agree

CUT = "cut"
POINTS = ("banner", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "text", "dot", "after", "QUIT")


@dataclass
class Fault:
    """What goes wrong: at a point, an answer such as ``451 later`` or CUT, this many times, after so many passed well.

    "text" cuts while the text is coming in, "dot" answers the closing dot, and "after" takes the message and then
    answers wrongly or cuts.
    """

    point: str
    answer: str
    times: int = 1_000
    skip: int = 0

    def strikes(self, point: str) -> str:
        if point != self.point or self.times == 0:
            return ""
        if self.skip:
            self.skip -= 1
            return ""
        self.times -= 1
        return self.answer


@dataclass
class Box:
    """What a server has taken, and the faults it makes."""

    faults: list[Fault] = field(default_factory=list)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0
    hang: bool = False  # once the text is taken
    slow: bool = False  # once a sender is named
    seen: bool = False

    def strikes(self, point: str) -> str:
        return next((answer for fault in self.faults if (answer := fault.strikes(point))), "")

    def copies(self) -> dict[str, int]:
        """Give how many messages each recipient got."""
        counts: dict[str, int] = {}
        for recipient, _ in self.taken:
            counts[recipient] = counts.get(recipient, 0) + 1
        return counts

    def messages(self) -> list[Any]:
        return [message_from_bytes(octets, policy=policy.default) for _, octets in self.taken]


class _FaultyServer(SMTP):
    box: Box

    async def _handle_client(self) -> None:
        answer = self.box.strikes("banner")
        if answer == CUT:
            self._writer.close()
            return
        if answer:
            self._writer.write(answer.encode() + b"\r\n")
            self._writer.close()
            return
        await super()._handle_client()

    async def _struck(self, point: str) -> bool:
        """Make the fault of a point, if there is one."""
        answer = self.box.strikes(point)
        if not answer:
            return False
        if answer == CUT:
            _abort(self)
        else:
            await self.push(answer)
        return True

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._struck("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        if not await self._struck("EHLO"):
            await super().smtp_HELO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._struck("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._struck("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if self.box.slow:
            self.box.seen = True
            await asyncio.sleep(60)
        if not await self._struck("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._struck("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self._struck("DATA"):
            return
        if self.box.strikes("text"):
            await self.push("354 go ahead")
            await self._reader.readline()
            _abort(self)
            return
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self._struck("QUIT"):
            await super().smtp_QUIT(arg)


def _abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Handler:
    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if answer := self.box.strikes("dot"):
            if answer == CUT:
                _abort(server)
            return answer
        assert isinstance(envelope.content, bytes)
        self.box.taken.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)
        if self.box.hang:
            await asyncio.sleep(60)
        if answer := self.box.strikes("after"):
            if answer == CUT:
                _abort(server)
            return answer
        return "250 taken"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1]).decode()
        user, token = said.removeprefix("user=").removesuffix("\x01\x01").split("\x01auth=Bearer ")
        self.box.logins.append((user, token))
        if token == "good-token":
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"400"}')
        return AuthResult(success=False, handled=False)


@contextlib.contextmanager
def serving(box: Box, *, tls: ssl.SSLContext | None = None, implicit: bool = False, login: str = "") -> Iterator[Box]:
    """Run a server on a free port; with `tls` over STARTTLS, or from the start; with `login`, "user:password"."""

    def authenticator(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        said = f"{data.login.decode()}:{data.password.decode()}"
        box.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=said == login, handled=False)

    def protocol() -> SMTP:
        server = _FaultyServer(
            _Handler(box),
            loop=loop,
            tls_context=None if implicit else tls,
            authenticator=authenticator if login else None,
            auth_require_tls=not login or (tls is not None and not implicit),
            hostname="localhost",
            ident="test",
        )
        server.box = box
        return server

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = loop.create_server(protocol, "127.0.0.1", 0, ssl=tls if implicit else None)
    server = asyncio.run_coroutine_threadsafe(made, loop).result()
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextlib.contextmanager
def serving_plan(folder: Path) -> Iterator[Box]:
    """Run a server that a plan names."""
    with serving(Box()) as found:
        settings = f'\n[mail]\nhost = "127.0.0.1"\nport = {found.port}\nsecurity = "none"\n'
        path = folder / "config" / "targets.toml"
        path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")
        agree(folder)
        yield found


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)
