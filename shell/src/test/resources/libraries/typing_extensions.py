"""Stands for Debian's typing_extensions, which Python 3.12 cannot import: that is older."""

from typing import *
