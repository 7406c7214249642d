"""What is measured: the benchmarks, their rows, and the targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from payloads import SIZES


@dataclass(frozen=True)
class Target:
    """What a warm figure of rebeam should not exceed: all that are given hold at once."""

    most: float | None = None
    """In the row's own unit."""
    ratios: dict[str, float] = field(default_factory=dict)
    """By peer: so many times its figure."""

    def __str__(self) -> str:
        parts = [] if self.most is None else [f"≤ {self.most:g}"]
        parts += [f"≤ {most:g} × {peer}" for peer, most in self.ratios.items()]
        return ", ".join(parts)


@dataclass(frozen=True)
class Row:
    """One thing measured. Less is better in every row."""

    name: str
    unit: str
    what: str
    target: Target = Target()


@dataclass(frozen=True)
class Benchmark:
    """A program of each peer that has one, and the rows it measures."""

    name: str
    rows: tuple[Row, ...]


MESSAGE_TARGET = Target(ratios={"asyncio": 0.33, "beam": 3.5})

BENCHMARKS = (
    Benchmark(
        "pingpong",
        (Row("pingpong", "µs/msg", "two processes, to and fro", MESSAGE_TARGET),),
    ),
    Benchmark(
        "ring",
        (Row("ring", "µs/hop", "a token round 1,000 processes", MESSAGE_TARGET),),
    ),
    Benchmark(
        "spawn",
        (
            Row(
                "spawn",
                "µs/process",
                "start, send one message, end",
                Target(ratios={"asyncio": 0.33}),
            ),
        ),
    ),
    Benchmark(
        "skynet100k",
        (
            Row(
                "skynet100k",
                "ms",
                "a tree of 100,000 leaves",
                Target(ratios={"asyncio": 0.5}),
            ),
        ),
    ),
    Benchmark("skynet1m", (Row("skynet1m", "ms", "a tree of 1,000,000 leaves"),)),
    Benchmark(
        "fanin",
        (
            Row(
                "fanin",
                "µs/msg",
                "100 processes send to one",
                Target(ratios={"asyncio": 1.5}),
            ),
        ),
    ),
    Benchmark(
        "call",
        (
            Row(
                "call",
                "µs/call",
                "request with a reference, reply",
                Target(ratios={"asyncio": 0.6}),
            ),
        ),
    ),
    Benchmark(
        "call_busy",
        (
            Row("call_busy_p50", "ms", "a call while 4 processes spin, median"),
            Row(
                "call_busy_p99",
                "ms",
                "a call while 4 processes spin, 99 %",
                Target(most=10),
            ),
        ),
    ),
    Benchmark(
        "servers",
        (
            Row(
                "server_call",
                "µs/call",
                "call of a GenServer",
                Target(ratios={"asyncio": 0.4, "beam": 2.0}),
            ),
            Row("server_cast", "µs/cast", "cast to a GenServer"),
            Row("typed_call", "µs/call", "call of a server's method"),
        ),
    ),
    Benchmark(
        "tasks",
        (
            Row("task_await", "µs/task", "a task, started and awaited"),
            Row("task_stream", "µs/item", "a stream of 100,000 items, 100 at once"),
        ),
    ),
    Benchmark(
        "start_child",
        (Row("start_child", "µs/child", "a supervised server, started and ended"),),
    ),
    Benchmark(
        "tables",
        (
            Row("table_insert", "µs", "a row put into a shared table"),
            Row("table_read", "µs", "a row read"),
            Row("table_counter", "µs", "a counter increased"),
        ),
    ),
    Benchmark(
        "registries",
        (
            Row("registry_lookup", "µs", "a process looked up by its key"),
            Row("pubsub", "µs/msg", "a message to each of 10,000 subscribers"),
        ),
    ),
    Benchmark(
        "fib",
        (
            Row("fib27", "ms", "fib(27), no messages"),
            Row("fib27_x8", "ms", "fib(27) in 8 processes at once"),
        ),
    ),
    Benchmark(
        "copy_cost",
        tuple(
            Row(f"copy_{kind}_{size}", "µs/msg", f"a message of {size}, {what}")
            for kind, what in (
                ("str", "str"),
                ("bytes", "bytes"),
                ("nested", "dicts and lists"),
            )
            for size in SIZES
        ),
    ),
    Benchmark(
        "memory",
        (
            Row(
                "idle_memory",
                "bytes",
                "a process that waits",
                Target(most=1600, ratios={"beam": 1.0}),
            ),
            Row("mailbox_memory", "bytes", "its empty mailbox (part of the above)"),
            Row("link_memory", "bytes", "a link, both ends"),
            Row("monitor_memory", "bytes", "a monitor, both ends"),
            Row("message_memory", "bytes", "a message in a mailbox, without its value"),
        ),
    ),
    Benchmark(
        "soak",
        (Row("soak_growth", "bytes/process", "heap growth by processes that ended"),),
    ),
    Benchmark(
        "start",
        (
            Row("start_version", "s", "--version", Target(most=0.25)),
            Row("start_help", "s", "--help", Target(most=0.25)),
            Row("start_expression", "s", "-e '1+1', whole", Target(most=1.8)),
            Row("start_prompt", "s", "prompt visible", Target(most=0.35)),
            Row("start_result", "s", "first result at the prompt", Target(most=1.8)),
        ),
    ),
)

ROWS = {row.name: row for benchmark in BENCHMARKS for row in benchmark.rows}
BENCHMARK_OF = {row.name: benchmark.name for benchmark in BENCHMARKS for row in benchmark.rows}
