"""Looking at the node: its state, what has happened, and traces.

The functions behind the ``:`` commands, which programs import from ``rebeam``. Only
``rebeam`` itself, ``rebeam._host``, ``rebeam.otp`` and ``rebeam.testing`` import modules of
this package.
"""
