"""Options that several commands take together: a record whose fields are options, which a command gets as one value."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take the fields of its named tuples as options of their own, where the tuple stands."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {}
    parameters = []
    for one in inspect.signature(command).parameters.values():
        kind = hints[one.name]
        if hasattr(kind, "_fields"):
            groups[one.name] = kind
            fields = get_type_hints(kind, include_extras=True)
            parameters += [
                inspect.Parameter(name, one.kind, default=kind._field_defaults[name], annotation=fields[name])
                for name in kind._fields
            ]
        else:
            parameters.append(one.replace(annotation=kind))

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        made = {name: kind(**{field: options.pop(field) for field in kind._fields}) for name, kind in groups.items()}
        command(*arguments, **made, **options)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run
