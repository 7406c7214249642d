"""Values that processes share, apart from any interpreter: in registries, groups and tables.

What is immutable goes as it is; other values are packed as ``pickle`` packs them, so that
whoever reads one gets a copy.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.texts import safe_repr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def key_of(value: Any) -> Any:
    """The term of a key. TypeError for what is none: a list, an object."""
    made = _host.term_of_key(value)
    if made is None:
        raise TypeError(
            "a key is made of None, bool, numbers, str, bytes, pids, references and tuples of"
            f" these, not {safe_repr(value)}"
        )
    return made


def term_of(value: Any) -> Any:
    """The term of any value. TypeError for what cannot be packed: a socket, a lambda."""
    made = _host.term(value)
    return made if made is not None else _host.term_pack(_packed(value))


def _packed(value: Any) -> bytes:
    import pickle

    try:
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        raise TypeError(f"cannot be shared: {safe_repr(value)}: {error}") from None


def _unpack(contents: bytes) -> Any:
    import pickle

    return pickle.loads(contents)


_host.register_callback("unpack_term", _unpack)
