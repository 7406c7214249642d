"""uvicorn serves an application of ASGI; httpx and requests ask it."""

import socket

import httpx
import requests
import uvicorn
from hundred import hundred
from rebeam import *


async def application(scope, receive, send):
    body = b""
    while (event := await receive())["type"] == "http.request":
        body += event["body"]
        if not event["more_body"]:
            break
    answer = b"%s %s %d" % (scope["method"].encode(), scope["path"].encode(), len(body))
    head = [(b"content-type", b"text/plain"), (b"x-query", scope["query_string"])]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": answer})


async def serve(whom):
    listener = socket.create_server(("127.0.0.1", 0), backlog=200)
    send(whom, ("port", listener.getsockname()[1]))
    # A connection without a request for five seconds, as on a busy machine, would be closed.
    settings = {"timeout_keep_alive": 100, "log_level": "warning", "lifespan": "off", "ws": "none"}
    config = uvicorn.Config(application, **settings)
    await uvicorn.Server(config).serve(sockets=[listener])


async def ask_with_httpx(n):
    async with httpx.AsyncClient(base_url=BASE, timeout=100, trust_env=False) as client:
        got = await client.get(f"/{n}", params={"n": n})
        posted = await client.post(f"/{n}", content=b"x" * n)
    return got.status_code, got.headers["x-query"], got.text, posted.text


def ask_with_requests(n):
    with requests.Session() as session:
        session.trust_env = False
        got = session.get(f"{BASE}/{n}", params={"n": n}, timeout=100)
        posted = session.post(f"{BASE}/{n}", data=b"x" * n, timeout=100)
    return got.status_code, got.headers["x-query"], got.text, posted.text


server, reference = spawn_monitor(serve, self())
match await receive((tuple, reference)):
    case ("port", port):
        BASE = f"http://127.0.0.1:{port}"
    case down:
        raise SystemExit(f"the server ended: {down.reason}")
expected = [(200, f"n={n}", f"GET /{n} 0", f"POST /{n} {n}") for n in range(100)]
for work in (ask_with_httpx, ask_with_requests):
    print(work.__name__, await hundred(work) == expected)
exit_signal(server, "shutdown")
print((await receive(reference)).reason)
