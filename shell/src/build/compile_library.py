"""Compiles to bytecode, ahead of time, what a start of rebeam imports and what programs often do.

Run by the build inside the new distribution tree, whose files no start writes to. A changed
standard library would go unnoticed (nobody changes it); rebeam's own files are checked.
"""

import importlib
import py_compile
import sys
from importlib.util import cache_from_source
from pathlib import Path
from py_compile import PycInvalidationMode

OFTEN = """
    argparse array asyncio base64 bisect calendar collections concurrent.futures contextvars csv
    dataclasses datetime decimal doctest email.message fractions functools getpass glob gzip
    hashlib heapq hmac html http.client inspect itertools json logging.handlers operator pathlib
    pickle pkgutil platform pprint queue random runpy secrets select selectors shlex shutil signal
    site socket sqlite3 statistics string struct subprocess tempfile textwrap timeit traceback
    typing unittest urllib.parse urllib.request uuid zipfile zlib
"""

for name in OFTEN.split():
    try:
        importlib.import_module(name)
    except Exception as reason:
        print(f"{name}: {reason!r}", file=sys.stderr)

own = Path(sys.argv[1]).resolve()
loaded = {Path(m.__file__) for m in list(sys.modules.values()) if getattr(m, "__file__", None)}
standard = {f for f in loaded if f.suffix == ".py" and f.is_relative_to(own.parent / "resources")}
for file in sorted(standard):
    if not Path(cache_from_source(str(file))).exists():
        mode = PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(file), doraise=True, invalidation_mode=mode)
for file in sorted(own.rglob("*.py")):
    mode = PycInvalidationMode.CHECKED_HASH
    py_compile.compile(str(file), doraise=True, invalidation_mode=mode)
