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
standard = Path(importlib.__file__).resolve().parents[1]


def compile_file(file: Path, root: Path, mode: PycInvalidationMode) -> None:
    """Names the code as frozen modules are named: a path would be that of this machine.

    GraalPy looks such a name up in the standard library it runs with, so that tracebacks have the
    paths of where the tree is. It puts the path of an imported file in place of the name by
    itself, but not in functions within classes and functions.
    """
    name = file.relative_to(root).with_suffix("").as_posix().removesuffix("/__init__")
    frozen = f"<frozen {name.replace('/', '.')}>"
    py_compile.compile(str(file), dfile=frozen, doraise=True, invalidation_mode=mode)


def is_compiled(file: Path) -> bool:
    """The standard library stays from one build to the next."""
    compiled = Path(cache_from_source(str(file)))
    return compiled.exists() and compiled.stat().st_mtime >= Path(__file__).stat().st_mtime


loaded = {Path(m.__file__) for m in list(sys.modules.values()) if getattr(m, "__file__", None)}
for file in sorted(loaded):
    if file.suffix == ".py" and file.is_relative_to(standard) and not is_compiled(file):
        compile_file(file, standard, PycInvalidationMode.UNCHECKED_HASH)
for file in sorted(own.rglob("*.py")):
    compile_file(file, own, PycInvalidationMode.CHECKED_HASH)
