"""A chat server over TCP: rooms are groups of ``pg``, names are in a ``Registry``.

Each user is a server of its own under a DynamicSupervisor, with one mailbox for what its
client types and for what the others say. The rooms are what ``pg`` knows: nobody keeps a
list of their members, and a user who crashes or whose connection breaks has left all of
them, and has given the name back, when the others are told.

Run it with:

    rebeam examples/chat.py [PORT]

and talk to it with ``nc localhost PORT``, once in each of some terminals. ``/name ann``
and ``/join tea`` come first; what does not begin with ``/`` is said to the room. ``/help``
lists the rest.
"""

import asyncio
import socket
import sys

from rebeam import *

SCOPE = "chat"
NAMES = "chat.names"
USERS = "chat.users"
MOST_UNREAD = 1000
"""So many messages may wait for a client that does not read; one more ends its connection."""

HELP = "/name NAME  /join ROOM  /leave  /who  /rooms  /to NAME TEXT  /quit"


class User(GenServer):
    """One connection: lines of the client and messages of others, one after the other."""

    def init(self, file):
        self.name = self.room = self.changes = None
        self.members = {}
        return Continue(file)

    async def handle_continue(self, file):
        connection = socket.socket(fileno=file)
        connection.setblocking(False)
        self.reader, self.writer = await asyncio.open_connection(sock=connection)
        self.tell("* welcome, please give your /name")
        self.read_line()

    def read_line(self):
        """Let the next line of the client come as a message; one at a time."""

        async def read():
            try:
                line = await self.reader.readline()
            except (ConnectionError, ValueError):  # broken, or a line that is too long
                line = b""
            send(self.pid, ("line", line))

        self.reading = asyncio.create_task(read())

    def tell(self, text):
        """Write a line to the client."""
        self.writer.write(text.encode() + b"\n")

    async def handle_info(self, message):
        match message:
            case ("line", b"" | b"/quit\n" | b"/quit\r\n"):
                return Stop("normal")
            case ("line", line):
                self.obey(line.decode().strip())
                self.read_line()
            case ("said", name, text):
                self.tell(f"{name}: {text}")
            case ("said to you", name, text):
                self.tell(f"{name} (to you): {text}")
            case (self.changes, "join", room, pids):
                for pid in pids:
                    if name := name_of(pid):
                        self.members[pid] = name
                        self.tell(f"* {name} has joined {room}")
            case (self.changes, "leave", room, pids):
                for pid in pids:
                    if name := self.members.pop(pid, None):
                        self.tell(f"* {name} has left {room}")
        await self.writer.drain()

    async def terminate(self, reason):
        self.writer.close()

    def obey(self, line):
        """Do what a line of the client asks for."""
        match line.split(maxsplit=2):
            case []:
                pass
            case ["/help"]:
                self.tell(HELP)
            case ["/name", name]:
                self.take_name(name)
            case [*_] if self.name is None:
                self.tell("! give your /name first")
            case ["/join", room]:
                self.leave()
                self.join(room)
            case ["/rooms"]:
                self.tell("* " + " ".join(sorted(pg.which_groups(scope=SCOPE))))
            case ["/to", name, text]:
                if pid := Registry.whereis(NAMES, name):
                    send(pid, ("said to you", self.name, text))
                else:
                    self.tell(f"! there is no {name}")
            case _ if self.room is None:
                self.tell("! /join a room first")
            case ["/leave"]:
                self.leave()
            case ["/who"]:
                self.tell("* " + " ".join(sorted(self.members.values())))
            case [word, *_] if word.startswith("/"):
                self.tell(f"! no such command, or wrong arguments: {word}")
            case _:
                for pid in pg.get_members(self.room, scope=SCOPE):
                    send(pid, ("said", self.name, line))

    def take_name(self, name):
        if self.name is not None:
            self.tell(f"! you are {self.name}")
        elif not name.isalnum() or len(name) > 20:
            self.tell("! a name has up to 20 letters and digits")
        else:
            try:
                Registry.register(NAMES, name)
            except AlreadyRegistered:
                self.tell(f"! {name} is taken")
            else:
                self.name = name
                self.tell(f"* hello {name}")

    def join(self, room):
        """Join a room, and know its members from now on."""
        self.changes, before = pg.monitor(room, scope=SCOPE)
        self.members = {pid: name for pid in before if (name := name_of(pid))}
        self.room = room
        pg.join(room, scope=SCOPE)

    def leave(self):
        if self.room is not None:
            pg.demonitor(self.changes, scope=SCOPE)
            pg.leave(self.room, scope=SCOPE)
            self.tell(f"* you have left {self.room}")
        self.changes, self.members, self.room = None, {}, None


def name_of(pid):
    """The name of a user; None for a user who has just left."""
    return next(iter(Registry.keys(NAMES, pid)), None)


async def listener(port, starter):
    """Accept connections, and start a user for each."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", port), backlog=512) as server:
        server.setblocking(False)
        send(starter, ("port", server.getsockname()[1]))
        while True:
            accepted, _ = await loop.sock_accept(server)
            user = Child(User, accepted.detach(), restart="temporary", max_messages=MOST_UNREAD)
            await start_child(USERS, user)


async def main(port=0):
    """Start the tree, print the port, and stay."""
    children = [
        Child(Registry, keys="unique", name=NAMES),
        Child(DynamicSupervisor, name=USERS),
        Child(listener, port, self()),
    ]
    async with Supervisor(children, strategy="rest_for_one"):
        while True:
            match await receive():
                case ("port", port):
                    print("ready on port", port, flush=True)


await main(*[int(argument) for argument in sys.argv[1:]])
