"""The table of results, for a terminal and for a page."""

from __future__ import annotations

from catalogue import BENCHMARKS, Row
from results import Results

TITLES = {"rebeam": "rebeam", "asyncio": "asyncio", "beam": "BEAM", "pykka": "Pykka"}
TEXT_COLUMNS = 3
"""How many columns at the left hold words."""


def number(value: float) -> str:
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if size >= 0.1 or not value else f"{value:.3f}"


def figure(results: Results, row: Row, state: str, peer: str) -> str:
    """A median, and the spread where there was more than one round; or why there is none."""
    middle = results.median(row.name, state, peer)
    if middle is None:
        return "failed" if results.has_failed(row.name, peer) else "-"
    spread = results.spread(row.name, state, peer)
    text = number(middle)
    return text if spread is None else f"{text} ±{spread:.0%}"


def ratio(results: Results, row: Row, state: str, peer: str) -> str:
    value = results.ratio(row.name, state, peer)
    return "" if value is None else number(value)


def target(results: Results, row: Row, state: str) -> str:
    """The target beside the figure it is about, with whether it is met."""
    if state != results.judged_state(row) or not str(row.target):
        return ""
    text = str(row.target)
    for name, title in TITLES.items():
        text = text.replace(name, title)
    met = results.is_met(row)
    return text if met is None else f"{text}: {'met' if met else 'missed'}"


def cells(results: Results, with_words: bool) -> list[list[str]]:
    """The head and a line for each row and state that has a figure."""
    peers = [name for name in TITLES if name in results.versions]
    others = [name for name in peers if name != "rebeam"]
    head = ["row", "", "unit"]
    for peer in peers:
        head += [TITLES[peer]] if peer == "rebeam" else [TITLES[peer], "×"]
    lines = [[*head, "target"]]
    for row in (row for benchmark in BENCHMARKS for row in benchmark.rows):
        for state in results.states(row):
            name = f"`{row.name}`: {row.what}" if with_words else row.name
            line = [name, "" if state == "live" else state, row.unit]
            if "rebeam" in peers:
                line.append(figure(results, row, state, "rebeam"))
            for peer in others:
                line.append(figure(results, row, state, peer))
                line.append(ratio(results, row, state, peer))
            lines.append([*line, target(results, row, state)])
    return lines


def about(results: Results) -> list[str]:
    """Lines that say what the table was measured on, and what is not in it."""
    of = f" of {results.rounds}, then stopped" if results.finished < results.rounds else ""
    lines = [
        f"Machine: {results.machine}",
        f"Date: {results.date}",
        f"Command: {results.command}",
        f"Rounds: {results.finished}{of}" + (", quick: not to be trusted" if results.quick else ""),
    ]
    lines.append("Versions: " + "; ".join(results.versions.values()))
    lines += [f"{TITLES[name]}: not there; {why}" for name, why in results.missing.items()]
    lines += [f"Failed: {failure}" for failure in results.failures]
    return lines


KEY = "median ± half the spread over the rounds; × = rebeam / peer; less is better everywhere"


def text(results: Results) -> str:
    """The table as columns."""
    lines = cells(results, with_words=False)
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    last = len(widths) - 1
    table = [
        "  ".join(
            cell.ljust(width) if i < TEXT_COLUMNS or i == last else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*about(results), "", *table, "", KEY])


def markdown(results: Results) -> str:
    """The table in the form ``docs/performance.md`` holds."""
    head, *lines = cells(results, with_words=True)
    rule = ["---" if i < TEXT_COLUMNS or i == len(head) - 1 else "---:" for i in range(len(head))]
    table = ["| " + " | ".join(line) + " |" for line in (head, rule, *lines)]
    facts = [line.replace("Command: ", "Command: `", 1) for line in about(results)]
    facts = [f"- {line}`" if line.startswith("Command: ") else f"- {line}" for line in facts]
    return "\n".join([*facts, "", *table, "", KEY[0].upper() + KEY[1:] + "."])
