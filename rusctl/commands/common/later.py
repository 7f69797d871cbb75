"""Modules that load a slow library, named at the top and loaded when something of them is first used.

Help and completion import every command of a noun, and pay for no database. Whoever uses this imports the module for
type checkers beside it, under TYPE_CHECKING.
"""

import importlib.util
import sys
from typing import Any


def later(name: str) -> Any:
    """Give a module that is loaded when one of its members is first asked for."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - a module of ours
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    package, _, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)
    return module
