"""The nearest thing that threads may share: a dict under a lock.

Run: python3 bench/asyncio/tables.py
"""

import asyncio
from threading import Lock

from measure import cold_and_warm

KEYS = 10_000
TIMES = 100_000
SHARE = 0.34


class Table:
    def __init__(self) -> None:
        self.lock = Lock()
        self.rows: dict[object, int] = {}

    def insert(self, key: object, value: int) -> None:
        with self.lock:
            self.rows[key] = value

    def get(self, key: object) -> int | None:
        with self.lock:
            return self.rows.get(key)

    def update_counter(self, key: object, increment: int, default: int) -> int:
        with self.lock:
            count = self.rows[key] = self.rows.get(key, default) + increment
            return count


table = Table()


async def inserts() -> None:
    for n in range(TIMES):
        table.insert(n % KEYS, n)


async def reads() -> None:
    for n in range(TIMES):
        table.get(n % KEYS)


async def counts() -> None:
    for _ in range(TIMES):
        table.update_counter("count", 1, 0)


async def main() -> None:
    await cold_and_warm("table_insert", "us", 1e6 / TIMES, inserts, SHARE)
    await cold_and_warm("table_read", "us", 1e6 / TIMES, reads, SHARE)
    await cold_and_warm("table_counter", "us", 1e6 / TIMES, counts, SHARE)


asyncio.run(main())
