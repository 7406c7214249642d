"""Imports every module of the standard library, and calls what asks the system for something.

Prints a line for each that fails: its name, the type of the error and what that says, cut.
"""

import importlib
import sys
import warnings

LEFT_OUT = ("antigravity", "this", "idlelib")
"""They open a browser, print a poem and need a display."""


def attempt(name, function):
    try:
        function()
    except BaseException as error:
        print(name, f"{type(error).__name__}: {str(error)[:48]}")


def archive():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        tar.add(__file__, "here")
    buffer.seek(0)
    with tarfile.open(fileobj=buffer) as tar:
        member = tar.getmember("here")
        assert member.uid == os.stat(__file__).st_uid and member.uname, member


def zip_archive():
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(__file__, "here")
        assert archive.testzip() is None


def compress(module):
    assert module.decompress(module.compress(b"text" * 1000)) == b"text" * 1000


def hash_all():
    for name in sorted(hashlib.algorithms_guaranteed):
        digest = hashlib.new(name, b"text")
        assert digest.digest(8) if name.startswith("shake") else digest.digest(), name


def query():
    with sqlite3.connect(":memory:") as database:
        assert database.execute("select 6 * 7").fetchone() == (42,)
    database.close()


def map_file():
    with tempfile.TemporaryFile() as file:
        file.write(b"mapped")
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            assert mapped[:] == b"mapped"


def lock_file():
    with tempfile.TemporaryFile() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def connect():
    with socket.create_server(("localhost", 0)) as server:
        with socket.create_connection(server.getsockname()[:2]) as client:
            accepted, _ = server.accept()
            client.sendall(b"x")
            assert accepted.recv(1) == b"x"
            accepted.close()


def send_datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.sendto(b"x", receiver.getsockname())
        assert receiver.recv(9) == b"x"


def ask_own_server():
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    assert opener.open(url, timeout=60).status == 200
    thread.join()
    server.server_close()


def run_program():
    assert subprocess.run(["echo", "text"], capture_output=True).stdout == b"text\n"


def call_library():
    assert ctypes.CDLL(None).abs(-5) == 5


def log_in_file():
    with tempfile.TemporaryDirectory() as folder:
        handler = logging.handlers.RotatingFileHandler(os.path.join(folder, "log"), maxBytes=9)
        handler.emit(logging.makeLogRecord({"msg": "text"}))
        handler.close()


SYSTEM = {
    "os.getuid": lambda: os.getuid(),
    "os.getgroups": lambda: os.getgroups(),
    "os.getlogin": lambda: os.getlogin(),
    "os.uname": lambda: os.uname(),
    "os.getloadavg": lambda: os.getloadavg(),
    "os.cpu_count": lambda: os.cpu_count(),
    "os.sysconf": lambda: os.sysconf("SC_PAGE_SIZE"),
    "os.statvfs": lambda: os.statvfs("."),
    "os.get_terminal_size": lambda: shutil.get_terminal_size(),
    "os.urandom": lambda: os.urandom(9),
    "os.getpriority": lambda: os.getpriority(os.PRIO_PROCESS, 0),
    "os.sched_getaffinity": lambda: os.sched_getaffinity(0),
    "pwd.getpwuid": lambda: pwd.getpwuid(os.getuid()),
    "pwd.getpwnam": lambda: pwd.getpwnam("root"),
    "pwd.getpwall": lambda: pwd.getpwall(),
    "getpass.getuser": lambda: getpass.getuser(),
    "pathlib owner": lambda: pathlib.Path(__file__).owner(),
    "pathlib group": lambda: pathlib.Path(__file__).group(),
    "os.path.expanduser": lambda: os.path.expanduser("~root"),
    "tarfile": archive,
    "zipfile": zip_archive,
    "zlib": lambda: compress(zlib),
    "bz2": lambda: compress(bz2),
    "lzma": lambda: compress(lzma),
    "hashlib": hash_all,
    "hashlib.scrypt": lambda: hashlib.scrypt(b"x", salt=b"salt", n=2, r=8, p=1),
    "hashlib.pbkdf2_hmac": lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"salt", 9),
    "secrets": lambda: secrets.token_hex(),
    "ssl": lambda: ssl.create_default_context().get_ca_certs(),
    "sqlite3": query,
    "mmap": map_file,
    "fcntl.flock": lock_file,
    "fcntl.fcntl": lambda: fcntl.fcntl(0, fcntl.F_GETFD),
    "termios": lambda: termios.tcgetattr,
    "resource": lambda: resource.getrusage(resource.RUSAGE_SELF),
    "resource.getrlimit": lambda: resource.getrlimit(resource.RLIMIT_NOFILE),
    "socket": connect,
    "socket datagrams": send_datagram,
    "socket.gethostname": lambda: socket.gethostname(),
    "socket.getaddrinfo": lambda: socket.getaddrinfo("localhost", 80),
    "socket.if_nameindex": lambda: socket.if_nameindex(),
    "http.server": ask_own_server,
    "subprocess": run_program,
    "ctypes": call_library,
    "platform": lambda: platform.platform(),
    "locale": lambda: locale.setlocale(locale.LC_ALL, "C"),
    "zoneinfo": lambda: zoneinfo.ZoneInfo("Europe/Berlin").utcoffset(datetime.datetime(2026, 7, 1)),
    "time.tzset": lambda: time.tzset(),
    "uuid": lambda: (uuid.uuid1(), uuid.uuid4()),
    "unicodedata": lambda: unicodedata.name("ä"),
    "xml": lambda: xml.etree.ElementTree.fromstring("<a><b/></a>"),
    "logging.handlers": log_in_file,
    "pickle": lambda: pickle.loads(pickle.dumps(datetime.datetime.now())),
    "asyncio": lambda: asyncio.run(asyncio.sleep(0)),
    "concurrent.futures": lambda: concurrent.futures.ThreadPoolExecutor(1).submit(int).result(),
    "signal": lambda: signal.signal(signal.SIGUSR1, signal.SIG_IGN),
    "select.poll": lambda: select.poll(),
    "venv": lambda: venv.EnvBuilder,
    "codecs": lambda: "ä".encode("cp1252").decode("shift_jis", "replace"),
    "random": lambda: random.SystemRandom().random(),
    "shutil.disk_usage": lambda: shutil.disk_usage("."),
    "shutil.which": lambda: shutil.which("sh"),
    "email": lambda: email.message_from_string("Subject: x\n\ny").as_bytes(),
    "dbm": lambda: dbm.open(os.path.join(tempfile.mkdtemp(), "x"), "n").close(),
    "sysconfig": lambda: sysconfig.get_paths(),
    "faulthandler": lambda: faulthandler.is_enabled(),
    "readline": lambda: readline.get_history_length(),
    "inspect": lambda: inspect.getsource(json.dumps),
    "importlib.metadata": lambda: list(importlib.metadata.distributions()),
}

warnings.simplefilter("ignore")
for name in sorted(sys.stdlib_module_names.difference(LEFT_OUT)):
    attempt(f"import {name}", lambda: globals().setdefault(name, importlib.import_module(name)))
import concurrent.futures
import http.server
import importlib.metadata
import logging.handlers
import urllib.request
import xml.etree.ElementTree

for name, function in SYSTEM.items():
    attempt(name, function)
print("end")
