"""A bank that forgets nothing: an Application whose state is in SQLite.

    application Bank
      supervisor   (rest_for_one)
        database     a server with a thread of its own, the only one that uses SQLite
        connections  a TaskSupervisor: a process for each client
        listener     accepts connections

A request is answered when it is on the disk, and not before. So after ``kill -9``, or a
power cut, all that has been answered is there, and nothing is there by half. A client that
got no answer cannot know whether its request was done, and asks again: each request that
changes something has a key, and a key that is known gets the answer it got before.

Run it with:

    cd examples; BANK_DATABASE=bank.db BANK_PORT=7000 rebeam -m bank

and talk to it with ``nc localhost 7000``:

    k1 deposit ann 100
    k2 transfer ann bob 30
    balance bob
    total

SIGTERM and Ctrl-C stop it in order.
"""

import asyncio
import os
import socket
import sqlite3

from rebeam import *

TABLES = """
create table if not exists accounts (name text primary key, balance integer not null);
create table if not exists done (key text primary key, answer text not null);
"""


class Database(GenServer):
    """All there is to SQLite. Requests come one after the other, so none sees half of another."""

    blocking = True

    def init(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute("pragma journal_mode = wal").fetchone()
        self.db.execute("pragma synchronous = full")  # a commit returns when it is on the disk
        self.db.executescript(TABLES)

    def terminate(self, reason):
        self.db.close()

    @call(timeout=60)
    def balance(self, name):
        row = self.db.execute("select balance from accounts where name = ?", (name,)).fetchone()
        return row[0] if row else 0

    @call(timeout=60)
    def total(self):
        return self.db.execute("select coalesce(sum(balance), 0) from accounts").fetchone()[0]

    @call(timeout=60)
    def deposit(self, key, name, amount):
        with self.db:
            return self.answered(key) or self.done(key, {name: amount})

    @call(timeout=60)
    def transfer(self, key, giver, taker, amount):
        with self.db:
            if answer := self.answered(key):
                return answer
            if self.balance(giver) < amount:
                return self.done(key, {}, f"refused: {giver} has {self.balance(giver)}")
            return self.done(key, {giver: -amount, taker: amount} if giver != taker else {})

    def answered(self, key):
        """What a request was answered before; None for a new one."""
        row = self.db.execute("select answer from done where key = ?", (key,)).fetchone()
        return row and row[0]

    def done(self, key, changes, answer="ok"):
        """Change balances and keep the answer, in the transaction of the caller."""
        for name, change in changes.items():
            self.db.execute("insert or ignore into accounts values (?, 0)", (name,))
            self.db.execute(
                "update accounts set balance = balance + ? where name = ?", (change, name)
            )
        self.db.execute("insert into done values (?, ?)", (key, answer))
        return answer


async def connection(file):
    """Answer the requests of one client, one after the other."""
    accepted = socket.socket(fileno=file)
    accepted.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=accepted)
    try:
        while (line := await reader.readline()).endswith(b"\n"):
            writer.write(f"{await answer(line.decode().split())}\n".encode())
            await writer.drain()
    except ConnectionError:
        pass  # the client has gone
    writer.close()


async def answer(words):
    """The answer to a request."""
    database = Database.at("bank.database")
    match words:
        case ["balance", name]:
            return await database.balance(name)
        case ["total"]:
            return await database.total()
        case [key, "deposit", name, amount] if is_amount(amount):
            return await database.deposit(key, name, int(amount))
        case [key, "transfer", giver, taker, amount] if is_amount(amount):
            return await database.transfer(key, giver, taker, int(amount))
        case _:
            return "? KEY deposit NAME N | KEY transfer NAME NAME N | balance NAME | total"


def is_amount(word):
    """Whether a word is a whole number from 0 on that a database can hold."""
    return word.isascii() and word.isdigit() and len(word) <= 12


async def listener(port):
    """Accept connections, and give each to a task of its own."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", port), backlog=512) as server:
        server.setblocking(False)
        print("ready on port", server.getsockname()[1], flush=True)
        while True:
            accepted, _ = await loop.sock_accept(server)
            await TaskSupervisor.at("bank.connections").start_child(connection, accepted.detach())


class Bank(Application):
    """The whole: what the environment does not say is said here."""

    env = {
        "database": os.environ.get("BANK_DATABASE", "bank.db"),
        "port": int(os.environ.get("BANK_PORT", "7000")),
    }

    async def start(self):
        children = [
            Child(Database, self.env["database"], name="bank.database"),
            Child(TaskSupervisor, name="bank.connections"),
            Child(listener, self.env["port"]),
        ]
        return await Supervisor.start_link(children, strategy="rest_for_one")
