"""A tree of 1,000,000 leaves sums its numbers. Run: python3 bench/asyncio/skynet1m.py"""

import asyncio

import tree
from measure import cold_and_warm

asyncio.run(cold_and_warm("skynet1m", "ms", 1e3, lambda: tree.run(1_000_000)))
