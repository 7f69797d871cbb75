"""Measure a folder of answers by mail: a thousand mails, of which four in five have a calendar and one is in words."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_databases import Place, rusctl

MAILS = 1_000
WITHIN = 20.0  # seconds that a folder of so many may take
DAY, EVENT = "2018-11-08", "arboga"
_WORDS = """From: Testperson {number} <p{number}@example.org>
To: rus@example.se
Subject: SV: Kommundialog
Message-ID: <a{number}@example.org>
Date: Fri, 09 Nov 2018 09:00:00 +0100
MIME-Version: 1.0
Content-Type: {kind}

"""
_LETTER = "Hej!\nJa, jag kommer, tar med en kollega.\nHälsningar\n"
_CALENDAR = """--b
Content-Type: text/plain; charset=utf-8

Svar.
--b
Content-Type: text/calendar; charset=utf-8; method=REPLY

BEGIN:VCALENDAR
PRODID:-//example//bench//SV
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{event}@{domain}
DTSTAMP:20181109T080000Z
SEQUENCE:0
ATTENDEE;PARTSTAT={answer};CN=Testperson {number}:mailto:p{number}@example.org
COMMENT:Hej
END:VEVENT
END:VCALENDAR
--b--
"""


def a_folder(folder: Path, domain: str) -> Path:
    """Write the answers of a thousand people who were invited."""
    folder.mkdir()
    answers = ("ACCEPTED", "DECLINED", "TENTATIVE")
    for number in range(MAILS):
        if number % 5 == 0:
            text = _WORDS.format(number=number, kind="text/plain; charset=utf-8") + _LETTER
        else:
            head = _WORDS.format(number=number, kind='multipart/alternative; boundary="b"')
            text = head + _CALENDAR.format(number=number, answer=answers[number % 3], event=EVENT, domain=domain)
        (folder / f"{number:04}.eml").write_text(text, encoding="utf-8", newline="\r\n")
    return folder


def replies(work: Path, place: Place, timed: Callable[..., list[float]], domain: str) -> Iterator[tuple[str, float]]:
    """Measure reading the folder: its name in the table, and the median of seconds."""
    later, os.environ["RUSCTL_TODAY"] = os.environ["RUSCTL_TODAY"], DAY
    people = work / "people.txt"
    people.write_text("".join(f"Testperson {one} <p{one}@example.org>\n" for one in range(MAILS)), encoding="utf-8")
    place.fresh("empty")
    begun = time.perf_counter()
    rusctl("invite", EVENT, "--to", str(people))
    print(f"invited in {time.perf_counter() - begun:.1f} s", flush=True)
    place.keep("invited")
    mails = a_folder(work / "mails", domain)
    (seconds,) = timed(lambda: rusctl("replies", str(mails)), before=lambda: place.fresh("invited"))
    os.environ["RUSCTL_TODAY"] = later
    yield f"`replies`, a folder of {MAILS} mails, {place.name}", seconds
