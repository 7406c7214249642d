# Builds random supervision trees, does to them what their programs say, and prints what was
# observed. Java writes the programs as Python literals, one a line; see package
# io.rebeam.model.tree.
#
# A node of a tree is ("worker", id, kind, options) or ("supervisor", id, options, flags, children).
# What is observed after each step is one text "result;state;events"; see Tree.

import time

SECONDS = 60
"""How long a step may take to come to rest; only one that fails takes so long."""

REASONS = {"Shutdown(1)": Shutdown(1)}
TREES = {}


class Tree:
    """One program: its tree, and what its processes write down.

    Everything is in one interpreter, so processes write into the lists here themselves. An event
    is "what/owner/who", and "/reason" for an end; the owner is the supervisor that started it. An
    incarnation is written as "id#n", the n-th start of that id.
    """

    def __init__(self, number, top, steps):
        self.number = number
        self.top, self.steps = top, steps
        self.nodes, self.owners = {}, {}
        self.starts, self.pids, self.names = {}, {}, {}
        self.fails, self.ignores = {}, {}
        self.events = []
        self.ending = set()
        self.over = None
        self.result = ""
        self.add(top, None)

    def add(self, node, owner):
        self.nodes[node[1]], self.owners[node[1]] = node, owner
        if node[0] == "supervisor":
            for child in node[4]:
                self.add(child, node[1])

    def describe(self):
        return self.number, self.over, self.events, self.top, self.steps

    def incarnation(self, id):
        return f"{id}#{self.starts.get(id, 0)}"

    def owner_of(self, id):
        owner = self.owners[id]
        return "-" if owner is None else self.incarnation(owner)

    def begins(self, id, pid):
        """What a start of ``id`` comes to: an exception, IGNORE, or None for a start."""
        for counts, letter in (self.fails, "F"), (self.ignores, "I"):
            if counts.get(id, 0) > 0:
                counts[id] -= 1
                self.events.append(f"{letter}/{self.owner_of(id)}/{id}")
                if letter == "F":
                    raise StartError("flaky")
                return IGNORE
        self.starts[id] = self.starts.get(id, 0) + 1
        self.pids[id] = pid
        self.names[pid] = self.incarnation(id)
        self.events.append(f"S/{self.owner_of(id)}/{self.incarnation(id)}")
        return None

    def ends(self, owner, who, reason):
        self.events.append(f"E/{owner}/{who}/{shown(reason)}")


def shown(reason):
    if type(reason) is Shutdown:
        return "Shutdown(1)" if reason.detail == 1 else "failed"
    return "boom" if type(reason) is Crashed else str(reason)


class Leaf(GenServer):
    """A worker: "plain" does not trap exits, "traps" does, "stubborn" does not obey its supervisor."""

    def init(self, number, id, kind):
        tree = TREES[number]
        if tree.begins(id, self.pid) is IGNORE:
            return IGNORE
        if kind != "plain":
            trap_exit(True)
        self.number, self.kind, self.own = number, kind, False
        self.owner, self.me = tree.owner_of(id), tree.incarnation(id)
        return None

    def handle_cast(self, reason):
        self.own = True
        if reason == "boom":
            raise ValueError(reason)
        return Stop(REASONS.get(reason, reason))

    def handle_info(self, message):
        pass

    async def terminate(self, reason):
        tree = TREES[self.number]
        tree.ending.add(self.pid)
        if self.kind == "stubborn" and reason == "shutdown" and not self.own:
            await receive("never".__eq__)
        tree.ends(self.owner, self.me, reason)


class Branch(Supervisor):
    def init(self, number, id):
        tree = TREES[number]
        if tree.begins(id, self.pid) is IGNORE:
            return IGNORE
        self.number, self.owner, self.me = number, tree.owner_of(id), tree.incarnation(id)
        _, _, _, flags, children = tree.nodes[id]
        return flags, [child_of(tree, child) for child in children]

    async def terminate(self, reason):
        tree = TREES[self.number]
        tree.ending.add(self.pid)
        await super().terminate(reason)
        tree.ends(self.owner, self.me, reason)


def child_of(tree, node):
    if node[0] == "worker":
        _, id, kind, options = node
        return Child(Leaf, tree.number, id, kind, id=id, **options)
    return Child(Branch, tree.number, node[1], id=node[1], **node[2])


# ---- steps ----


async def perform(tree, verb, id, argument=None):
    """Does one step and returns its result; what it brings about is still going on then."""
    if verb == "begin":
        await Branch.start_link(tree.number, id)
        return "ok"
    if verb in ("fail", "ignore"):
        (tree.fails if verb == "fail" else tree.ignores)[id] = argument
        return "ok"
    pid = tree.pids.get(id)
    if pid is None or not is_alive(pid):
        return "gone"
    if verb == "exit":
        cast(pid, argument)
    elif verb == "kill":
        kill(pid)
    elif verb == "kill_both":
        tree.fails, tree.ignores = {}, {}
        other = tree.pids.get(argument)
        kill(pid)
        if other is not None:
            kill(other)
    elif verb == "signal":
        exit_signal(pid, REASONS.get(argument, argument))
    elif verb == "stop":
        await stop(pid)
    else:
        return await request(tree, verb, pid, id, argument)
    return "ok"


async def request(tree, verb, pid, id, argument):
    try:
        if verb == "start_child":
            if argument[1] not in tree.nodes:
                tree.add(argument, id)
            await start_child(pid, child_of(tree, argument))
        else:
            await globals()[verb](pid, argument)
    except SupervisorError as error:
        reason = error.reason
        return reason[0] if type(reason) is tuple else shown(reason)
    return "ok"


# ---- coming to rest ----


async def state_of(tree, pid):
    """A supervisor and what is below it: "id#n[child child …]", the oldest child first."""
    text = []
    for child in reversed(await which_children(pid)):
        if type(child.pid) is not Pid:
            text.append(child.id + ("-" if child.pid is None else "~"))
        elif child.type == "supervisor":
            text.append(await state_of(tree, child.pid))
        else:
            text.append(tree.names[child.pid])
    return f"{tree.names[pid]}[{' '.join(text)}]"


async def look(tree):
    """The state of a tree; None when it changes just now. Each supervisor has to answer first."""
    if tree.over is not None:
        return "over:" + tree.over
    top = tree.pids.get(tree.top[1])
    if top is None:
        return "none"
    try:
        return await state_of(tree, top)
    except CallError:
        return None


def busy(others):
    """The processes but the ``others`` that end, or do not wait with nothing left to read."""
    ending = set().union(*(tree.ending for tree in TREES.values()))
    found = {}
    for pid in processes():
        if pid not in others:
            info = process_info(pid, "status", "message_queue_len", "current_location")
            if info is None or info["status"] != "waiting" or info["message_queue_len"] or pid in ending:
                found[pid] = info
    return found


async def at_rest(trees, others):
    """Waits until nothing happens any more; the states of the trees."""
    before, deadline = None, time.monotonic() + SECONDS
    while True:
        while (message := await receive(timeout=0, default=None)) is not None:
            for tree in trees:
                if message.sender == tree.pids.get(tree.top[1]):
                    tree.over = shown(message.reason)
        not_waiting = busy(others)  # before they are asked: a reply leaves them something to do
        states = [await look(tree) for tree in trees]
        seen = ([len(tree.events) for tree in trees], states)
        if None not in states and not not_waiting and seen == before:
            return states
        if time.monotonic() > deadline:
            raise RuntimeError(f"never at rest: {not_waiting}: {[tree.describe() for tree in trees]}")
        before = seen
        await sleep(0.001)


async def observe(batch):
    """Takes the programs of a batch through their steps side by side; a line for each."""
    others = set(processes())
    trees = [Tree(number, *program) for number, program in batch]
    lines = [[] for _ in trees]
    for tree in trees:
        TREES[tree.number] = tree
    for step in range(max(len(tree.steps) for tree in trees)):
        for tree in trees:
            if step < len(tree.steps):
                tree.result = await perform(tree, *tree.steps[step])
        states = await at_rest(trees, others)
        for tree, line, state in zip(trees, lines, states):
            if step < len(tree.steps):
                line.append(f"{tree.result};{state};{','.join(tree.events)}")
            else:
                assert not tree.events, tree.events
            tree.events = []
    left = [pid for pid in processes() if pid not in others]
    assert not left, f"left behind: {left}"
    TREES.clear()
    return lines


async def run(text, together):
    """Runs programs, one a line, ``together`` at a time; prints their observations."""
    trap_exit(True)
    programs = [eval(line) for line in text.split("\n")]
    batch = list(enumerate(programs))
    for first in range(0, len(batch), together):
        for line in await observe(batch[first : first + together]):
            print("\t".join(line))
