"""A new folder's settings for editors name its schemas, and an editor says of a wrong value what `check` says."""

import configparser
import json
from pathlib import Path

import jsonschema
import pytest
import tomli

from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.storage.files.names import CHECKS, EVENTS, MUNICIPALITIES, PROCESS
from rusctl.storage.plan import read_plan
from rusctl.storage.schema import editors
from rusctl.storage.schema.json_schema import file_schema, schema_path
from rusctl.storage.schema.keys import FILES
from tests.storage.schema.test_schema import CHECKER, EVENT, MUNICIPALITY, PROCESS_TEXT, as_json


def test_every_file_has_its_schema_in_every_editors_settings() -> None:
    files = editors.editor_files(FILES)
    rules = tomli.loads(files[".taplo.toml"])["rule"]
    named = {rule["include"][0]: rule["schema"]["path"] for rule in rules}
    assert named == {file: f"./{schema_path(file)}" for file in FILES}
    assert all(rule["schema"]["enabled"] for rule in rules)
    settings = json.loads(files[".vscode/settings.json"])
    assert settings["evenBetterToml.schema.enabled"] is True
    assert settings["evenBetterToml.taplo.configFile.enabled"] is True
    assert settings["[toml]"]["editor.formatOnSave"] is False
    assert json.loads(files[".vscode/extensions.json"]) == {"recommendations": [editors.EXTENSION]}
    config = configparser.ConfigParser()
    config.read_string(files[".editorconfig"])
    assert dict(config["*.toml"])["end_of_line"] == "lf"


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".editorconfig").write_text("mine", encoding="utf-8")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").symlink_to(tmp_path / "nowhere")
    made = dict.fromkeys((*editors.NAMES, EVENTS), b"")
    left = editors.without_those_there(tmp_path, made)
    assert set(left) == {".taplo.toml", ".vscode/extensions.json", EVENTS}
    (tmp_path / ".vscode").rename(tmp_path / "elsewhere")
    (tmp_path / ".vscode").symlink_to(tmp_path / "elsewhere")
    assert set(editors.without_those_there(tmp_path, made)) == {".taplo.toml", EVENTS}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("file", "text"),
    [
        (EVENTS, EVENT.replace('"planned"', '"plannd"')),
        (EVENTS, EVENT.replace('"planned"', "1")),
        (EVENTS, EVENT.replace('"sala"', '"Sala 1"')),
        (EVENTS, f'{EVENT}date = "7 nov"'),
        (EVENTS, f"{EVENT}title = 1"),
        (EVENTS, f'{EVENT}roles = "politiker"'),
        (EVENTS, f'{EVENT}roles = ["Två ord"]'),
        (EVENTS, f"{EVENT}roles = [1]"),
        (EVENTS, f"{EVENT}round = 0"),
        (EVENTS, f'{EVENT}round = "ett"'),
        (EVENTS, "event = 1"),
        (MUNICIPALITIES, f"{MUNICIPALITY}code = 163"),
        (MUNICIPALITIES, f'{MUNICIPALITY}lat = "norr"'),
        (MUNICIPALITIES, f"{MUNICIPALITY}lat = 200.5"),
        (PROCESS, PROCESS_TEXT.replace('"Region"', "true")),
        (PROCESS, PROCESS_TEXT.replace('"rus.example"', '"å å"')),
        (CHECKS, "slip_days = -1"),
        (CHECKS, "slip_days = 1.5"),
    ],
)
def test_an_editor_says_of_a_wrong_value_what_check_says(file: str, text: str, code: str) -> None:
    language = Language(code)
    [fault] = read_plan({file: text.encode()}).faults
    schema = file_schema(file, language.phrase)
    validator = jsonschema.Draft202012Validator(schema, format_checker=CHECKER)
    [error] = validator.iter_errors(as_json(tomli.loads(text)))
    sentence = error.schema["errorMessage"]
    assert language.text(fault.message).startswith(f"{sentence},")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_has_a_description_in_the_language_that_ends_with_the_sentence(code: str) -> None:
    found = 0
    for file in FILES:
        for name, key in file_schema(file, Language(code).phrase)["properties"].items():
            found += 1
            about, _, sentence = key["description"].partition("\n\n")
            assert about
            assert sentence == f"{key['errorMessage']}."
            assert sentence.startswith(f"{name} {'ska vara' if code == 'sv' else 'must be'} ")
    assert found > 50
