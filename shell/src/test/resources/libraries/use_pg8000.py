"""pg8000: a hundred connections to PostgreSQL; its argument is the server's port."""

import sys

import pg8000
from hundred import hundred


def connect():
    port = int(sys.argv[1])
    return pg8000.connect(host="127.0.0.1", port=port, user="rebeam", database="postgres")


def use(n):
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("insert into counts values (%s, %s)", (n, f"process {n}"))
    connection.commit()
    cursor.execute("insert into counts values (%s, %s)", (1000, "not kept"))
    connection.rollback()
    cursor.execute("select text from counts where n = %s", (n,))
    rows = [tuple(row) for row in cursor.fetchall()]
    try:
        cursor.execute("select 1 / 0")
    except pg8000.ProgrammingError as error:
        failure = error.args
    connection.close()
    return rows, "division by zero" in failure


connection = connect()
cursor = connection.cursor()
cursor.execute("create table counts (n integer, text varchar)")
connection.commit()
print(await hundred(use) == [([(f"process {n}",)], True) for n in range(100)])
cursor.execute("select count(*), sum(n) from counts")
print(*cursor.fetchone())
connection.close()
