"""The place of the cursor in Python text that is being typed: string, call, subscript."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"""(?P<string>(?P<prefix>(?i:[rbuf]{0,2}))
          (?:'''(?P<t1>(?:\\(?:.|\Z)|[^\\])*?)(?P<e1>'''|\Z)
          |\"\"\"(?P<t2>(?:\\(?:.|\Z)|[^\\])*?)(?P<e2>\"\"\"|\Z)
          |'(?P<t3>(?:\\(?:.|\Z)|[^\\'\n])*)(?P<e3>'|$)
          |"(?P<t4>(?:\\(?:.|\Z)|[^\\"\n])*)(?P<e4>"|$)))
      |(?P<comment>\#[^\n]*)
      |(?P<open>[\[({])
      |(?P<close>[\])}])
      |(?P<comma>,)
      |(?P<name>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_PATH = re.compile(r"(?:[^\W\d]\w*\.)*[^\W\d]\w*$")
_KEYWORD = re.compile(r"([^\W\d]\w*)\s*=(?!=)")
_LAST_PIECE = re.compile(r"[^\s(\[{,=+\-*/<>!&|^%:;]*$")


class Bracket:
    """A bracket that is open at the cursor."""

    def __init__(self, kind: str, at: int, before: str, arguments: tuple[str, ...]) -> None:
        """``before`` is the dotted name before it, or ``""``; ``arguments`` are the texts
        between its commas, the last of which ends at the cursor."""
        self.kind = kind
        self.at = at
        self.before = before
        self.arguments = arguments


class Place:
    """Where the cursor is."""

    def __init__(self, text: str) -> None:
        """``text`` is all that stands before it."""
        self.text = text
        self.string: str | None = None
        """What is typed of the string it is in; None outside of one."""
        self.is_comment = False
        self.brackets: tuple[Bracket, ...] = ()
        """The innermost last."""
        self.literal: str | None = None
        """The type of a literal whose attribute is being typed, as ``"abc".up``."""

    @property
    def call(self) -> Bracket | None:
        """The call whose argument is being typed."""
        inner = self.brackets[-1] if self.brackets else None
        return inner if inner is not None and inner.kind == "(" and inner.before else None


class _Open:
    """A bracket that has been read, and not its end."""

    def __init__(self, at: int, before: str) -> None:
        self.at = at
        self.before = before
        self.starts = [at + 1]


def place_of(text: str) -> Place:
    """The place at the end of a text."""
    place = Place(text)
    opened: list[_Open] = []
    literal = None
    ended = 0  # the end of the last string, bracket or comment
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if piece.group("string") is not None:
            n = next(n for n in "1234" if piece.group("t" + n) is not None)
            if piece.end() == len(text) and not piece.group("e" + n):
                place.string = piece.group("t" + n)
            literal = "bytes" if "b" in piece.group("prefix").lower() else "str"
        elif kind == "comment":
            place.is_comment = piece.end() == len(text)
            literal = None
        elif kind == "open":
            path = _PATH.search(text, 0, piece.start())
            opened.append(_Open(piece.start(), path.group() if path else ""))
            literal = None
        elif kind == "close":
            literal = _literal(text, opened.pop(), piece.start()) if opened else None
        elif kind == "comma" and opened:
            opened[-1].starts.append(piece.end())
            literal = None
        if kind not in ("name", "comma"):
            ended = piece.end()
    if place.string is None and re.fullmatch(r"\.\w*", text[ended:]):
        place.literal = literal
    place.brackets = tuple(_bracket(text, one) for one in opened)
    return place


def _bracket(text: str, opened: _Open) -> Bracket:
    ends = [start - 1 for start in opened.starts[1:]] + [len(text)]
    parts = tuple(text[a:b].strip() for a, b in zip(opened.starts, ends))
    return Bracket(text[opened.at], opened.at, opened.before, parts)


def _literal(text: str, opened: _Open, end: int) -> str | None:
    """The type of what the brackets are, if they are a list, dict or set."""
    before = text[: opened.at].rstrip()[-1:]
    if before.isalnum() or before in ("_", ")", "]", '"', "'"):
        return None
    match text[opened.at]:
        case "[":
            return "list"
        case "{":
            inside = text[opened.at + 1 : end]
            return "dict" if ":" in inside or not inside.strip() else "set"
    return None


def keyword_of(argument: str) -> str | None:
    """The name of an argument that is given by its name."""
    found = _KEYWORD.match(argument)
    return found.group(1) if found else None


def is_expression_start(argument: str) -> bool:
    """Whether an argument is empty, or one word that is still being typed."""
    return _LAST_PIECE.fullmatch(argument) is not None
