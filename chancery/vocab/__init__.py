"""The vocabularies of the package, YAML files that each name their source in their heads, and what is made of them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of ``name``.yaml, read once; not to be changed. FileNotFoundError if there is none."""
    path = Path(__file__).with_name(f"{name}.yaml")
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def words(name: str, of: str) -> frozenset[str]:
    """The words of one list of ``name``.yaml."""
    return frozenset(load(name)[of])
