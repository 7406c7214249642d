"""What the prompt accepts beyond Python: ``pid ! message``, ``<0.42.0>``, ``NAME?``, a final ``;``.

None of it is valid Python, so only source that does not parse is rewritten.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_PATTERN = r"""(?P<string>(?i:[rbuf]{0,2})(?:'''(?:\\.|[^\\])*?(?:'''|\Z)
      |\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)
      |'(?:\\.|[^\\'\n])*(?:'|$)|"(?:\\.|[^\\"\n])*(?:"|$)))
      |(?P<comment>\#[^\n]*)
      |(?P<ref>\#Ref<0\.\d+>)
      |(?P<pid><0\.\d+\.0>)
      |(?P<open>[\[({])
      |(?P<close>[\])}])
      |(?P<bang>!(?!=))
      |(?P<end>[\n;])
    """


def _tokens(text: str) -> Iterator[re.Match[str]]:
    import re  # only now: most cells need none of this

    return re.finditer(_PATTERN, text, re.VERBOSE | re.DOTALL | re.MULTILINE)


_QUESTION = r"\s*(\?{0,2})\s*((?:[^\W\d]\w*\.)*[^\W\d]\w*|<0\.\d+\.0>)\s*(\?{0,2})\s*"


def _as_question(source: str) -> str | None:
    """``NAME?`` and ``?NAME`` as a call that prints what the name is."""
    if "?" not in source:
        return None
    import re

    found = re.fullmatch(_QUESTION, source)
    if found is None or bool(found.group(1)) == bool(found.group(3)):
        return None
    whole = "??" in (found.group(1), found.group(3))
    module = "__import__('rebeam._shell.describing', fromlist=['show'])"
    return f"{module}.show({found.group(2)!r}, globals(), {whole})"


def rewrite(source: str) -> str:
    """``source`` with questions, pid literals and sends as calls; itself when it has none."""
    question = _as_question(source)
    if question is not None:
        return question
    out: list[str] = []
    depth = 0
    start = 0  # in `out`: where the current statement begins
    sending = False
    at = 0
    for token in _tokens(source):
        out.append(source[at : token.start()])
        text = token.group()
        kind = token.lastgroup
        if kind == "pid":
            text = f'pid("{text[1:-1]}")'
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "bang" and depth == 0:
            target = "".join(out[start:])
            indent = target[: len(target) - len(target.lstrip())]
            del out[start:]
            out.append(f"{indent}send({target.strip()},")
            text = ""
            sending = True
        elif kind == "comment" and depth == 0 and sending:
            out.append(")")  # else the comment would have it
            sending = False
        elif kind == "end" and depth == 0:
            if sending:
                out.append(")")
                sending = False
            out.append(text)
            start = len(out)
            at = token.end()
            continue
        out.append(text)
        at = token.end()
    out.append(source[at:])
    if sending:
        out.append(")")
    return "".join(out)


def as_typed(error: SyntaxError, source: str) -> SyntaxError:
    """The error that rewritten source has, about the line of ``source`` it is in."""
    lines = source.split("\n")
    number = error.lineno or 0
    line = lines[number - 1] if 0 < number <= len(lines) else None
    message = error.msg
    if line is not None and line.lstrip().startswith("!"):
        message = "nothing to send to: pid ! message sends, os.system() runs a program"
    return SyntaxError(message, (error.filename, error.lineno, None, line))


def ends_with_semicolon(source: str) -> bool:
    """Whether the value of a cell is not to be shown: it ends with a semicolon."""
    if ";" not in source:
        return False
    line = source.rstrip().rpartition("\n")[2]
    comment = next((t.start() for t in _tokens(line) if t.lastgroup == "comment"), len(line))
    return line[:comment].rstrip().endswith(";")
