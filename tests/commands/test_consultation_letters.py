"""`rusctl consultation letters` as somebody runs it: files made, what stops others, and the list of who got which."""

import json
from pathlib import Path

from tests.conftest import Run
from tests.services.consultation.answered import Came, Said, remiss

GOOD = Came(("Exempelkommun",), (Said("Tåg saknas mellan Sala och Norberg."),))
UNANSWERED = Came(("Storkommun",), (Said("Bussarna måste gå oftare.", ""),))


def test_letters_are_made_noted_as_sent_and_listed(tmp_path: Path, rusctl: Run) -> None:
    remiss(tmp_path, [GOOD, UNANSWERED])
    where = ("--project", str(tmp_path), "--lang", "en")
    tried = rusctl("consultation", "letters", "--dry-run", *where)
    assert (tried.code, tried.out) == (3, "")
    made = rusctl("consultation", "letters", "1", *where)
    assert (made.code, made.out) == (0, "register/letters/remiss/001-1-exempelkommun.docx\n")
    assert (tmp_path / made.out.strip()).read_bytes().startswith(b"PK")
    all_of_them = rusctl("consultation", "letters", *where)
    assert all_of_them.code == 3
    assert "2.1: has no answer" in all_of_them.err
    sent = rusctl("consultation", "letters", "--sent", "2019-12-02", "--channel", "E-post", *where)
    assert "1 response letter recorded as sent" in sent.err
    (row,) = json.loads(rusctl("consultation", "letters", "--json", *where).out)
    assert (row["reply"], row["recipient"], row["sent"], row["channel"]) == (1, "Exempelkommun", "2019-12-02", "e-mail")
    own = tmp_path / "answer.docx"
    assert rusctl("consultation", "letters", "--write-template", str(own), *where).code == 0
    assert own.read_bytes().startswith(b"PK")
