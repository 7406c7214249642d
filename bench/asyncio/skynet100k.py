"""A tree of 100,000 leaves sums its numbers. Run: python3 bench/asyncio/skynet100k.py"""

import asyncio

import tree
from measure import cold_and_warm

asyncio.run(cold_and_warm("skynet100k", "ms", 1e3, lambda: tree.run(100_000)))
