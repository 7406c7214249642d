"""Processes: starting, messages, waits, links, exits, names, timers, and the values of these.

Every other package of the library imports modules of this one; programs import the names
from ``rebeam``. Modules here import nothing of the library but each other.
"""
