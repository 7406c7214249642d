"""h11: a client and a server that speak HTTP/1.1 through two buffers."""

import h11
from hundred import hundred


def exchange(n):
    client = h11.Connection(h11.CLIENT)
    server = h11.Connection(h11.SERVER)
    body = b"x" * n
    head = [("Host", "here"), ("Content-Length", str(n))]
    request = h11.Request(method="POST", target=f"/{n}", headers=head)
    for event in (request, h11.Data(data=body), h11.EndOfMessage()):
        server.receive_data(client.send(event))
    asked = list(events(server))
    answer = asked[0].target + b" %d" % sum(len(part.data) for part in asked[1:-1])
    head = [("Transfer-Encoding", "chunked")]
    response = h11.Response(status_code=200, headers=head)
    for event in (response, h11.Data(data=answer), h11.EndOfMessage()):
        client.receive_data(server.send(event))
    first, *rest = events(client)
    client.start_next_cycle()
    return first.status_code, b"".join(bytes(part.data) for part in rest[:-1]).decode()


def events(connection):
    while True:
        event = connection.next_event()
        yield event
        if isinstance(event, h11.EndOfMessage):
            return


async def exchange_in_coroutine(n):
    return exchange(n)


expected = [(200, f"/{n} {n}") for n in range(100)]
print("async def", await hundred(exchange_in_coroutine) == expected)
print("def", await hundred(exchange) == expected)
