"""A tree of 1,000,000 leaves sums its numbers. Run: rebeam bench/rebeam/skynet1m.py"""

import tree
from measure import cold_and_warm

await cold_and_warm("skynet1m", "ms", 1e3, lambda: tree.run(1_000_000))
