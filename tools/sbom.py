"""Prints what rusctl is made of, as CycloneDX: itself and every library it needs, with the versions that are installed.

python tools/sbom.py > rusctl.cdx.json
"""

import json
import re
import sys
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement


def parts(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Add a package and what it needs on this machine; PackageNotFoundError where one is missing."""
    key = plain(name)
    if key not in found:
        found[key] = distribution(name)
        for text in found[key].requires or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                parts(needed.name, found)
    return found


def plain(name: str) -> str:
    """Give a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def sbom(name: str = "rusctl") -> dict[str, object]:
    """Give the list of parts of a package."""
    found = parts(name, {})
    own, *others = [_component(key, one) for key, one in found.items()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**own, "type": "application"}},
        "components": sorted(others, key=lambda one: one["name"]),
    }


def _component(key: str, one: Distribution) -> dict[str, str]:
    purl = f"pkg:pypi/{key}@{one.version}"
    return {"type": "library", "bom-ref": purl, "name": key, "version": one.version, "purl": purl}


if __name__ == "__main__":
    json.dump(sbom(), sys.stdout, indent=1)
    print()
