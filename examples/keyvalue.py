"""A key-value store behind TCP that speaks a part of Redis' protocol.

A supervision tree: the keeper owns the tables, the expirer removes keys whose time is
over, the listener accepts connections, each of which is a process of its own under a
supervisor of tasks. A connection that crashes takes nothing with it; a listener that ends
is started again, and the values stay.

Commands: PING, ECHO, GET, SET (EX, PX, NX, XX), DEL, EXISTS, INCR, DECR, INCRBY, EXPIRE,
TTL, DBSIZE, FLUSHALL, QUIT, and DEBUG PANIC, which crashes the connection, DEBUG RESTART,
which ends the listener.

Run it with:

    rebeam examples/keyvalue.py [PORT]

and talk to it with ``redis-cli -p PORT``.
"""

import asyncio
import socket
import sys
import time

from rebeam import *

VALUES = "keyvalue.values"
DEADLINES = "keyvalue.deadlines"
QUEUE = "keyvalue.queue"


class Keeper(GenServer):
    """Owns the tables, and does nothing that could end it."""

    def init(self):
        Table(access="public", name=VALUES)
        Table(access="public", name=DEADLINES)
        Table("ordered_set", access="public", name=QUEUE)


class Expirer(GenServer):
    """Removes the keys whose time is over, also if they are never read."""

    def init(self):
        send_interval(0.1, self.pid, "look")

    def handle_info(self, message):
        queue = Table.at(QUEUE)
        for (at, key), _ in queue.range(end=(time.time(),)):
            live_value(key)
            queue.delete((at, key))


async def listener(port, starter):
    """Accept connections, and give each to a task of its own."""
    register("listener")
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", port), backlog=512) as server:
        server.setblocking(False)
        send(starter, ("port", server.getsockname()[1]))
        while True:
            accepted, _ = await loop.sock_accept(server)
            await TaskSupervisor.at("connections").start_child(connection, accepted.detach())


async def connection(file):
    """Answer the commands of one connection until it is closed."""
    accepted = socket.socket(fileno=file)
    accepted.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=accepted)
    try:
        while command := await read_command(reader):
            name, *arguments = command
            writer.write(encoded(execute(name.upper().decode(), arguments)))
            await writer.drain()
            if name.upper() == b"QUIT":
                break
    except ConnectionError:
        pass  # the client has gone
    writer.close()


async def read_command(reader):
    """The words of the next command; None at the end of the connection."""
    while line := await reader.readline():
        if not line.startswith(b"*"):
            if words := line.split():
                return words
            continue
        words = []
        for _ in range(int(line[1:])):
            size = int((await reader.readline())[1:])
            words.append((await reader.readexactly(size + 2))[:-2])
        return words
    return None


class Failure(Exception):
    """What a command is answered with that cannot be done."""


def encoded(reply):
    """A reply as it goes over the wire."""
    match reply:
        case None:
            return b"$-1\r\n"
        case Failure():
            return f"-ERR {reply}\r\n".encode()
        case int():
            return b":%d\r\n" % reply
        case bytes():
            return b"$%d\r\n%b\r\n" % (len(reply), reply)
        case str():
            return f"+{reply}\r\n".encode()


def execute(name, arguments):
    """Carry out one command; the reply, or a Failure."""
    try:
        match name, arguments:
            case "PING", []:
                return "PONG"
            case "PING" | "ECHO", [text]:
                return text
            case "GET", [key]:
                value = live_value(key)
                return b"%d" % value if isinstance(value, int) else value
            case "SET", [key, value, *options]:
                return set_value(key, value, [option.upper() for option in options])
            case "DEL", [_, *_]:
                return sum(remove(key) for key in arguments)
            case "EXISTS", [_, *_]:
                return sum(live_value(key) is not None for key in arguments)
            case "INCR", [key]:
                return add(key, 1)
            case "DECR", [key]:
                return add(key, -1)
            case "INCRBY", [key, increment]:
                return add(key, number(increment))
            case "EXPIRE", [key, seconds]:
                if live_value(key) is None:
                    return 0
                expire(key, time.time() + number(seconds))
                return 1
            case "TTL", [key]:
                if live_value(key) is None:
                    return -2
                at = deadline(key)
                return -1 if at is None else round(at - time.time())
            case "DBSIZE", []:
                return len(Table.at(VALUES))
            case "FLUSHALL", _:
                for name in VALUES, DEADLINES, QUEUE:
                    Table.at(name).clear()
                return "OK"
            case "QUIT", []:
                return "OK"
            case "DEBUG", [b"PANIC" | b"panic"]:
                raise RuntimeError("panic")
            case "DEBUG", [b"RESTART" | b"restart"]:
                exit_signal(whereis("listener"), "restart")
                return "OK"
            case _:
                raise Failure(f"unknown command '{name}', or wrong arguments")
    except Failure as failure:
        return failure


# Values are bytes, or int where they are whole numbers, which the table can count with.
# The queue has a row (deadline, key) for each key with a deadline, in their order.


def live_value(key):
    """The value of a key whose time is not over; None without one."""
    at = deadline(key)
    if at is not None and at <= time.time():
        remove(key)
    return Table.at(VALUES).get(key)


def set_value(key, value, options):
    """SET: ``OK``, or None where a condition does not hold."""
    at = None
    while options:
        match options:
            case [b"EX", seconds, *options]:
                at = time.time() + number(seconds)
            case [b"PX", milliseconds, *options]:
                at = time.time() + number(milliseconds) / 1000
            case [b"NX", *options]:
                if live_value(key) is not None:
                    return None
            case [b"XX", *options]:
                if live_value(key) is None:
                    return None
            case _:
                raise Failure("syntax error")
    text = value.removeprefix(b"-")
    whole = text.isdigit() and (text == b"0") == text.startswith(b"0") and value != b"-0"
    Table.at(VALUES)[key] = int(value) if whole else value
    expire(key, at)
    return "OK"


def add(key, increment):
    """Add to a whole number, which begins at 0."""
    live_value(key)
    try:
        return Table.at(VALUES).update_counter(key, increment, default=0)
    except TypeError:
        raise Failure("value is not an integer or out of range") from None


def remove(key):
    """Remove a key; 1, or 0 if it was not there."""
    expire(key, None)
    return len(Table.at(VALUES).take(key))


def deadline(key):
    """When the time of a key is over; None for never."""
    return Table.at(DEADLINES).get(key)


def expire(key, at):
    """Set when the time of a key is over; None for never."""
    for before in Table.at(DEADLINES).take(key):
        Table.at(QUEUE).delete((before, key))
    if at is not None:
        Table.at(DEADLINES)[key] = at
        Table.at(QUEUE)[at, key] = None


def number(text):
    """A whole number in an argument."""
    try:
        return int(text)
    except ValueError:
        raise Failure("value is not an integer or out of range") from None


async def main(port=0):
    """Start the tree, print the port, and stay."""
    children = [
        Child(Keeper),
        Child(Expirer),
        Child(TaskSupervisor, name="connections"),
        Child(listener, port, self()),
    ]
    async with Supervisor(children, strategy="rest_for_one"):
        while True:
            match await receive():
                case ("port", port):
                    print("ready on port", port, flush=True)


await main(*[int(argument) for argument in sys.argv[1:]])
