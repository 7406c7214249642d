"""The side of the library that the runtime calls, and what it puts in place of Python's own.

The boot, the carriers' loop, asyncio, and the functions of the standard library that wait in
the runtime or that GraalPy lacks. The runtime imports ``boot``; only ``rebeam._shell`` imports
other modules of this package.
"""
