"""A table that processes share: read, insert, count. Run: rebeam bench/rebeam/tables.py"""

from measure import cold_and_warm

from rebeam import *

KEYS = 10_000
TIMES = 100_000
SHARE = 0.34

table = Table(access="public")


async def inserts() -> None:
    for n in range(TIMES):
        table.insert(n % KEYS, n)


async def reads() -> None:
    for n in range(TIMES):
        table.get(n % KEYS)


async def counts() -> None:
    for n in range(TIMES):
        table.update_counter("count", 1, 0)


await cold_and_warm("table_insert", "us", 1e6 / TIMES, inserts, SHARE)
await cold_and_warm("table_read", "us", 1e6 / TIMES, reads, SHARE)
await cold_and_warm("table_counter", "us", 1e6 / TIMES, counts, SHARE)
