# Runs random programs on the node and prints what was observed. Java writes the programs as
# text and reads the answer; see package io.rebeam.model.
#
# A program is "ops|ops|...", one part for each process; a part is "kind parent op op ...", kind
# "c" (coroutine) or "b" (blocking), parent the index of the process that spawns it or "-".
# Observations of a program are one line: its log, and how each process was found at the end.
#
# Everything shared is in module globals: processes live in one interpreter, and what the programs
# say to each other goes through rebeam alone. Appending to a list is atomic.

import difflib  # noqa: F401  the library imports it late; a process killed then keeps the lock

PROGRAMS = {}
EMPTY = object()


class Program:
    def __init__(self, number, text):
        self.number = number
        self.bodies = [part.split() for part in text.split("|")]
        self.ops = [[op.split(",") for op in body[2:]] for body in self.bodies]
        self.pids = [None] * len(self.bodies)
        self.has_threads = any(body[0] == "b" for body in self.bodies)
        self.started = False
        self.parked = [False] * len(self.bodies)
        self.log = []  # in the order of events, as far as threads can tell
        self.refs = {}  # Ref to "process.operation"
        self.known = {}  # the other way
        self.reasons = {}

    def name(self, n):
        return f"n{n}@{self.number}"

    def show_pid(self, pid):
        if pid is None:
            return "none"
        if isinstance(pid, str):
            return pid.partition("@")[0]
        try:
            return f"p{self.pids.index(pid)}"
        except ValueError:  # a child whose spawn has not returned yet
            return str(pid)

    def line(self, end):
        """What was observed."""
        text = " ".join(self.log) + ";" + end
        if "<" in text:
            for index, pid in enumerate(self.pids):
                text = text.replace(str(pid), f"p{index}")
        return text

    def show_message(self, message):
        kind = type(message)
        if kind is str:
            return message
        if kind is Exit:
            return f"X/{self.show_pid(message.sender)}/{show_reason(message.reason)}"
        if kind is Down:
            ref = self.refs.get(message.ref, "?")
            target = self.show_pid(message.target)
            return f"D/{ref}/{target}/{show_reason(message.reason)}"
        return "?" + repr(message).replace(" ", "")

    def show_pids(self, pids):
        return "[" + "+".join(sorted(self.show_pid(pid) for pid in pids)) + "]"


def show_reason(reason):
    return f"Shutdown({reason.detail})" if type(reason) is Shutdown else str(reason)


def reason_of(text):
    return Shutdown(1) if text == "Shutdown(1)" else text


class Here:
    """What an operation needs of the process that performs it."""

    __slots__ = ("program", "index", "at")

    def __init__(self, program, index):
        self.program = program
        self.index = index
        self.at = 0

    def label(self):
        return f"{self.index}.{self.at}"

    def keep(self, ref):
        self.program.refs[ref] = self.label()
        self.program.known[self.label()] = ref
        return "ok"


def op_send(here, to):
    send(here.program.pids[int(to)], "m" + here.label())
    return "ok"


def op_sendname(here, n):
    try:
        send(here.program.name(n), "m" + here.label())
    except NotRegistered:
        return "unregistered"
    return "ok"


def op_sendalias(here, label):
    ref = here.program.known.get(label)
    if ref is None:
        return "unknown"
    send(ref, "m" + here.label())
    return "ok"


def op_link(here, to):
    try:
        link(here.program.pids[int(to)])
    except NoProcess:
        return "noproc"
    return "ok"


def op_unlink(here, to):
    unlink(here.program.pids[int(to)])
    return "ok"


def op_monitor(here, to, with_alias):
    return here.keep(monitor(here.program.pids[int(to)], alias=with_alias == "1"))


def op_monitorname(here, n):
    return here.keep(monitor(here.program.name(n)))


def op_demonitor(here, label, flush, info):
    return demonitor(here.program.known[label], flush=flush == "1", info=info == "1")


def op_alias(here):
    return here.keep(alias())


def op_unalias(here, label):
    return unalias(here.program.known[label])


def op_exit(here, to, reason):
    here.program.log.append(f"{here.index},B")
    exit_signal(here.program.pids[int(to)], reason_of(reason))
    return "ok"


def op_kill(here, to):
    here.program.log.append(f"{here.index},B")
    kill(here.program.pids[int(to)])
    return "ok"


def op_trap(here, on):
    return trap_exit(on == "1")


def op_register(here, n, to):
    try:
        register(here.program.name(n), here.program.pids[int(to)])
    except NameTaken:
        return "taken"
    except AlreadyNamed:
        return "named"
    except NoProcess:
        return "noproc"
    return "ok"


def op_unregister(here, n):
    try:
        unregister(here.program.name(n))
    except NotRegistered:
        return "unregistered"
    return "ok"


def op_whereis(here, n):
    return here.program.show_pid(whereis(here.program.name(n)))


def op_isalive(here, to):
    return is_alive(here.program.pids[int(to)])


def op_info(here, to, item):
    program = here.program
    info = process_info(program.pids[int(to)], item)
    if info is None:
        return "none"
    value = info[item]
    return program.show_pids(value) if isinstance(value, list) else value


def op_spawn(here, child, how):
    program, index = here.program, int(child)
    body = blocking_body if program.bodies[index][0] == "b" else coroutine_body
    if how == "monitor":
        program.pids[index], ref = spawn_monitor(body, program.number, index)
        return here.keep(ref)
    start = spawn_link if how == "link" else spawn
    program.pids[index] = start(body, program.number, index)
    return "ok"


ACTIONS = {name[3:]: value for name, value in globals().items() if name.startswith("op_")}


def matching(program, what):
    return Exit if what == "Exit" else Down if what == "Down" else program.known[what]


def never(message):
    return False


async def coroutine_body(number, index):
    program = PROGRAMS[number]
    while not program.started:
        await yield_()
    here, log = Here(program, index), program.log
    program.pids[index] = self()
    try:
        for op in program.ops[index]:
            verb = op[0]
            if verb == "receive":
                match = matching(program, op[1]) if len(op) > 1 else None
                got = await receive(match, timeout=0, default=EMPTY)
                result = "empty" if got is EMPTY else program.show_message(got)
            elif verb == "wait":
                program.parked[index] = True
                result = program.show_message(await receive())
                program.parked[index] = False
            elif verb == "yield":
                await yield_()
                result = "ok"
            elif verb == "raise":
                raise ProcessExit(reason_of(op[1]))
            elif verb == "return":
                return
            else:
                result = ACTIONS[verb](here, *op[1:])
            log.append(f"{index},R,{result}")
            here.at += 1
        program.parked[index] = True
        await receive(never)
    finally:
        log.append(f"{index},E")


def blocking_body(number, index):
    program = PROGRAMS[number]
    while not program.started:
        yield_()
    here, log = Here(program, index), program.log
    program.pids[index] = self()
    try:
        for op in program.ops[index]:
            verb = op[0]
            if verb == "receive":
                match = matching(program, op[1]) if len(op) > 1 else None
                got = receive(match, timeout=0, default=EMPTY)
                result = "empty" if got is EMPTY else program.show_message(got)
            elif verb == "wait":
                program.parked[index] = True
                result = program.show_message(receive())
                program.parked[index] = False
            elif verb == "yield":
                yield_()
                result = "ok"
            elif verb == "raise":
                raise ProcessExit(reason_of(op[1]))
            elif verb == "return":
                return
            else:
                result = ACTIONS[verb](here, *op[1:])
            log.append(f"{index},R,{result}")
            here.at += 1
        program.parked[index] = True
        receive(never)
    finally:
        log.append(f"{index},E")


def is_idle(program, present):
    """Whether each process of a program waits, or is gone: not among ``present``, that is.

    One that unwinds is present and not alive: another carrier may run it to its end while
    the processes are looked at, if that takes longer than a slice.
    """
    for pid, parked in zip(program.pids, program.parked):
        if pid is not None and not (parked if is_alive(pid) else pid not in present):
            return False
    return True


def found(program, index):
    """How a process is found; None when it is not at rest yet."""
    pid = program.pids[index]
    if pid is None:
        return "unborn"
    info = process_info(pid, "status", "links", "monitors", "messages")
    if info is None:
        if program.bodies[index][1] == "-":
            unwinds = index not in program.reasons
        else:
            unwinds = f"{index},E" not in program.log and pid in processes()
        if unwinds:
            return None
        return f"dead {program.reasons.get(index, '?')}"
    if info["status"] != "waiting":
        return None
    messages = "+".join(program.show_message(message) for message in info["messages"])
    links, monitors = program.show_pids(info["links"]), program.show_pids(info["monitors"])
    return f"alive {links} {monitors} [{messages}]"


def end_of(program):
    """How a program is found; None when it is not at rest yet."""
    ends = [found(program, index) for index in range(len(program.pids))]
    if None in ends:
        return None
    names = "+".join(
        f"n{n}={program.show_pid(holder)}"
        for n in range(2)
        if (holder := whereis(program.name(n))) is not None
    )
    return names + ";" + ";".join(ends)


def describe(program):
    """A program that does not come to rest; nothing about others."""
    if is_idle(program, set(processes())) and end_of(program) is not None:
        return ""
    what = ["registered_name", "status", "current_location", "message_queue_len"]
    states = [pid and process_info(pid, *what) for pid in program.pids]
    return f"{program.bodies} {program.pids} {program.parked} {states} {program.log}"


async def at_rest(programs, collect):
    """Waits until nothing happens any more, and returns how the programs are found."""
    before, rounds = None, 0
    while True:
        await sleep(0.001)
        rounds += 1
        if rounds > 10_000:
            raise RuntimeError("never at rest: " + "; ".join(map(describe, programs)))
        while (down := await receive(timeout=0, default=None)) is not None:
            collect(down)
        present = set(processes())
        if not all(is_idle(program, present) for program in programs):
            continue
        ends = [end_of(program) for program in programs]
        if None in ends:
            continue
        if ends == before or not any(program.has_threads for program in programs):
            return ends
        before = ends  # what a thread began when it was looked at, it ends before the next look


async def observe(batch):
    """Runs the programs of a batch side by side and returns a line for each."""
    programs = [Program(number, text) for number, text in batch]
    watched = {}
    for program in programs:
        PROGRAMS[program.number] = program
        for index, body in enumerate(program.bodies):
            if body[1] == "-":
                run = blocking_body if body[0] == "b" else coroutine_body
                pid, ref = spawn_monitor(run, program.number, index)
                program.pids[index] = pid
                watched[ref] = (program, index)
        program.started = True

    def collect(down):
        program, index = watched.pop(down.ref)
        program.reasons[index] = show_reason(down.reason)

    ends = await at_rest(programs, collect)
    lines = [program.line(end) for program, end in zip(programs, ends)]
    for program in programs:
        for pid in program.pids:
            if pid is not None:
                kill(pid)
        del PROGRAMS[program.number]
    while watched:
        collect(await receive())
    return lines


async def run(text, size):
    """Runs programs, one a line, ``size`` at a time."""
    batch = list(enumerate(text.split("\n")))
    for start in range(0, len(batch), size):
        for line in await observe(batch[start : start + size]):
            print(line)
