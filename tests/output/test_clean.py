"""Text for a terminal: what could act there is shown as its code, and what people write stays as they wrote it."""

import time

import pytest

from rusctl.output.clean import clean, json_safe, one_line, sentence


@pytest.mark.parametrize(
    "text",
    [
        "Möte i Åmål",
        "👩\u200d🌾",
        "👨\u200d👩\u200d👧\u200d👦 Familjedag",
        "👩🏽\u200d💻",
        "❤\ufe0f\u200d🔥",
        "🏳\ufe0f\u200d🌈",
        "🧑\u200d⚖\ufe0f",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert one_line(text) == text
    assert sentence(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sala\u200d kommun", "Sala\\u200d kommun"),
        ("pay\u200dpal", "pay\\u200dpal"),
        ("\u200d🌾", "\\u200d🌾"),
        ("👩\u200d", "👩\\u200d"),
        ("\ufe0f\u200d🌾", "\ufe0f\\u200d🌾"),
        ("👩\u200d\u200d🌾", "👩\\u200d\\u200d🌾"),
        ("👩\u200da", "👩\\u200da"),
        ("👩\u200b🌾", "👩\\u200b🌾"),
        ("👩\u202e🌾", "👩\\u202e🌾"),
        ("a\x1b[31m", "a\\u001b[31m"),
    ],
)
def test_what_could_act_or_deceive_is_shown_as_its_code(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_json_says_the_same_in_its_own_escapes() -> None:
    assert json_safe('"👩\u200d🌾"') == '"👩\\u200d🌾"'


def test_many_joiners_take_no_time() -> None:
    start = time.process_time()
    clean("👩\u200d" * 50_000)
    assert time.process_time() - start < 5
