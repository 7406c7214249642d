"""sqlite3 and aiosqlite: a hundred processes write into one database in a file."""

import sqlite3

import aiosqlite
from hundred import hundred


def in_sqlite3(n):
    with sqlite3.connect("shared.db", timeout=100) as database:
        database.execute("insert into counts values (?, ?)", (n, "sqlite3"))
    database.close()
    with sqlite3.connect(":memory:") as own:
        own.execute("create table squares (n integer primary key, square integer)")
        own.executemany("insert into squares values (?, ?)", ((i, i * i) for i in range(n)))
    (total,) = own.execute("select total(square) from squares").fetchone()
    own.close()
    return total


async def in_sqlite3_of_coroutine(n):
    return in_sqlite3(n)


async def in_aiosqlite(n):
    async with aiosqlite.connect("shared.db", timeout=100) as database:
        await database.execute("insert into counts values (?, ?)", (n, "aiosqlite"))
        await database.commit()
    async with aiosqlite.connect(":memory:") as own:
        await own.execute("create table squares (n integer primary key, square integer)")
        rows = ((i, i * i) for i in range(n))
        await own.executemany("insert into squares values (?, ?)", rows)
        async with own.execute("select total(square) from squares") as cursor:
            (total,) = await cursor.fetchone()
    return total


with sqlite3.connect("shared.db") as database:
    database.execute("create table counts (n integer, library text)")
expected = [sum(i * i for i in range(n)) for n in range(100)]
for work in (in_sqlite3, in_sqlite3_of_coroutine, in_aiosqlite):
    print(work.__name__, await hundred(work) == expected)
query = "select library, count(*), sum(n) from counts group by library order by library"
print(database.execute(query).fetchall())
database.close()
