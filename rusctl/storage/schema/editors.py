"""What a folder tells editors, so that they complete and check its files by the schemas: VS Code and others.

Each file's first line names its schema, which Tombi and Taplo follow by themselves; Taplo's own file says the same
where that line is gone. In VS Code it is the extension Even Better TOML that reads both.
"""

from collections.abc import Iterable
from pathlib import Path

from rusctl.storage.schema.json_schema import schema_path

EXTENSION = "tamasfe.even-better-toml"
_EDITORCONFIG = """\
# https://editorconfig.org
[*.toml]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
"""
_SETTINGS = """\
{
  "evenBetterToml.schema.enabled": true,
  "evenBetterToml.taplo.configFile.enabled": true,
  "[toml]": { "editor.formatOnSave": false, "files.encoding": "utf8", "files.eol": "\\n" }
}
"""
_EXTENSIONS = f'{{\n  "recommendations": ["{EXTENSION}"]\n}}\n'
NAMES = (".editorconfig", ".taplo.toml", ".vscode/extensions.json", ".vscode/settings.json")


def editor_files(files: Iterable[str]) -> dict[str, str]:
    """Give the settings of editors by name, for a folder with these files of the plan."""
    taplo = "\n".join(
        f'[[rule]]\ninclude = ["{file}"]\nschema = {{ path = "./{schema_path(file)}", enabled = true }}\n'
        for file in files
    )
    return dict(zip(NAMES, (_EDITORCONFIG, taplo, _EXTENSIONS, _SETTINGS), strict=True))


def without_those_there(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Give the files of a new folder without the settings of editors that are there already: they stay as they are.

    Neither is anything written through a folder that is a link, or a file.
    """
    there = {name for name in NAMES if _is_taken(folder / name) or _is_no_folder((folder / name).parent)}
    return {name: data for name, data in files.items() if name not in there}


def _is_taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _is_no_folder(path: Path) -> bool:
    return path.name == ".vscode" and _is_taken(path) and (path.is_symlink() or not path.is_dir())
