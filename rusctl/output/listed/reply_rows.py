"""What the listings of replies give to programs: whose each is, when it came, and where its files are."""

from rusctl.model.consultation import StoredFile, StoredReply, StoredText
from rusctl.output.rows import Field, Row

CONSULTATION_REPLY = {
    "number": Field("integer", "the reply's number"),
    "bodies": Field("strings", "names of the bodies that it is from"),
    "arrived": Field("date?", "the day on which it came in, as the registrar states it"),
    "late": Field("boolean?", "whether it came after the last day of its bodies; null where a day is not known"),
    "channel": Field("string?", "in which way it came: an id"),
    "stance": Field("string?", "where it stands as a whole: an id"),
    "dnr": Field("string?", "its diarienummer in the region's official register"),
    "their_dnr": Field("string?", "its diarienummer in the sender's official register"),
    "level": Field("string", "who decided on it: board, committee, official or unknown"),
    "authored": Field("date?", "the day that stands on it"),
    "decided": Field("date?", "the day on which it was decided"),
    "text_version": Field("string?", "the version of the strategy's text that it is about: an id"),
    "follows": Field("integer?", "the reply that it adds to or replaces: a number"),
    "replaces": Field("boolean", "whether it replaces the one that it follows"),
    "files": Field("integer", "how many files it has"),
    "texts": Field("integer", "how many texts were read of it"),
    "all_split": Field("boolean", "whether somebody has said that no more comments are in it"),
}
CONSULTATION_REPLY_TEXT = {
    **CONSULTATION_REPLY,
    "file_names": Field("strings", "names of its files, in their order"),
    "sha256": Field("strings", "SHA-256 of its files, in the same order"),
    "paths": Field(
        "strings", "where its files lie below register/; empty for what is kept in the official register alone"
    ),
    "elsewhere": Field("strings", "names of those of its files that are not in this folder"),
    "contents": Field("strings", "its texts as they were read, in their order"),
}


def reply_row(one: StoredReply, *, late: bool | None) -> Row:
    """Give a reply's values by the names of `CONSULTATION_REPLY`."""
    return {
        "number": one.number,
        "bodies": [name for _, name in one.bodies],
        "arrived": one.arrived.isoformat() if one.arrived else None,
        "late": late,
        "channel": one.channel or None,
        "stance": one.stance or None,
        "dnr": one.dnr or None,
        "their_dnr": one.their_dnr or None,
        "level": one.level.value,
        "authored": one.authored.isoformat() if one.authored else None,
        "decided": one.decided.isoformat() if one.decided else None,
        "text_version": one.text_version or None,
        "follows": one.follows,
        "replaces": one.replaces,
        "files": one.files,
        "texts": one.texts,
        "all_split": one.all_split,
    }


def shown_row(
    one: StoredReply, files: list[tuple[StoredFile, bool]], texts: list[StoredText], *, late: bool | None
) -> Row:
    """Give a reply's values by the names of `CONSULTATION_REPLY_TEXT`."""
    return {
        **reply_row(one, late=late),
        "file_names": [file.name for file, _ in files],
        "sha256": [file.sha256 for file, _ in files],
        "paths": [file.path for file, _ in files],
        "elsewhere": [file.name for file, here in files if not here],
        "contents": [text.text for text in texts],
    }
