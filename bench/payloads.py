"""The messages whose copying is measured, of about 10 B, 1 kB, 100 kB and 1 MB."""

from typing import Any

SIZES = {"10B": 10, "1kB": 1_000, "100kB": 100_000, "1MB": 1_000_000}
RECORD_BYTES = 65
"""About what a record below is written as JSON."""


def record(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"user{number}", "marks": [1, 2, 3], "on": True}


def nested(size: int) -> Any:
    """Lists in dicts in a list, about ``size`` bytes when written as JSON."""
    if size < RECORD_BYTES:
        return {"a": [1, 2]}
    return [record(number) for number in range(size // RECORD_BYTES)]


def payloads() -> dict[str, Any]:
    """By the name of its row."""
    made: dict[str, Any] = {}
    for name, size in SIZES.items():
        made[f"copy_str_{name}"] = "x" * size
        made[f"copy_bytes_{name}"] = b"x" * size
        made[f"copy_nested_{name}"] = nested(size)
    return made


def repetitions(name: str) -> int:
    """How many messages make a run that is neither too short nor too long."""
    size = SIZES[name.rpartition("_")[2]]
    return max(5, min(10_000, 2_000_000 // size)) if "nested" in name else 10_000
