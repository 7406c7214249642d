"""Count the words of text files: a process for each file, and one that adds up.

A word is a run of ASCII letters and digits; upper and lower case are the same word.
The output has a line ``COUNT WORD`` for each word, the most frequent first, and words
of equal count in alphabetical order.

Run it with:

    rebeam examples/wordcount.py FILE...

A file that cannot be read or is not UTF-8 text is named on standard error; the others
are counted all the same, and the exit code is 1 then. Without files it is 2.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass

from rebeam import *

WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Counted:
    """The words of one file, on their way to the reducer."""

    words: dict[str, int]


@dataclass(frozen=True)
class Total:
    """The words of all files, and a complaint for each that could not be counted."""

    words: dict[str, int]
    complaints: list[str]


def read_text(path: str) -> str:
    """The text of a file; ValueError with one line for the user when there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: byte {error.start}") from None
    except OSError as error:
        raise ValueError(str(error.strerror or error).lower()) from None


def ascii_lower(text: str) -> str:
    """Lower case for A to Z only: ``str.lower`` would turn the Kelvin sign into a k."""
    return text.translate(_LOWER)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


async def mapper(path: str, reducer: Pid) -> None:
    """Count one file and send the result; end with a reason when that cannot be done."""
    try:
        # Reading may block, so a thread does it: the other files go on meanwhile.
        text = await run_blocking(read_text, path)
    except ValueError as error:
        raise ProcessExit(("unreadable", str(error))) from None
    send(reducer, Counted(dict(Counter(WORD.findall(ascii_lower(text))))))


async def reducer(paths: list[str], owner: Pid) -> None:
    """Start a mapper for each file, add up what they send, and tell ``owner``.

    What a process sends arrives in order, its end last: a mapper whose ``Down`` is here
    has nothing more to say.
    """
    running = {}
    for path in paths:
        _, ref = spawn_monitor(mapper, path, self())
        running[ref] = path
    words: Counter[str] = Counter()
    complaints = {}
    while running:
        match await receive():
            case Counted(counts):
                words.update(counts)
            case Down(ref, _, reason):
                path = running.pop(ref)
                if reason != Reason.NORMAL:
                    complaints[path] = explain(reason)
    in_order = [f"{path}: {complaints[path]}" for path in paths if path in complaints]
    send(owner, Total(dict(words), in_order))


def explain(reason: object) -> str:
    """Why a mapper ended, for the user."""
    match reason:
        case ("unreadable", why):
            return str(why)
        case Crashed(exc_type, message):
            return f"{exc_type}: {message}"
    return str(reason)


async def main(paths: list[str]) -> int:
    if not paths:
        print("usage: rebeam wordcount.py FILE...", file=sys.stderr)
        return 2
    spawn_monitor(reducer, paths, self())
    match await receive():
        case Total(words, complaints):
            pass
        case Down(_, _, reason):
            print(f"wordcount: {explain(reason)}", file=sys.stderr)
            return 1
    for complaint in complaints:
        print(f"wordcount: {complaint}", file=sys.stderr)
    for word, times in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        print(times, word)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(await main(sys.argv[1:]))  # noqa: F704
