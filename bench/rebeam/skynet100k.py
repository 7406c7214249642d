"""A tree of 100,000 leaves sums its numbers. Run: rebeam bench/rebeam/skynet100k.py"""

import tree
from measure import cold_and_warm

await cold_and_warm("skynet100k", "ms", 1e3, lambda: tree.run(100_000))
