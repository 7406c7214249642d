"""Sessions: cells and programs, what the prompt accepts, how values are shown, completion.

The runtime calls it through ``rebeam._host.boot``, the shell's commands by the names of
modules. ``rebeam._host`` imports modules of this package, and nothing else does.
"""
