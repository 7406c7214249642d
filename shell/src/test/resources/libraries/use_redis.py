"""redis-py: commands, a pipeline and a subscription; its argument is the server's port."""

import sys

import redis
import redis.asyncio
from hundred import hundred

port = int(sys.argv[1])


async def use(n):
    client = redis.asyncio.Redis(port=port, decode_responses=True)
    await client.set(f"a{n}", n)
    async with client.pipeline(transaction=True) as pipeline:
        _, length = await pipeline.incrby("a", n).rpush(f"la{n}", *"abc").execute()
    value, items = await client.get(f"a{n}"), await client.lrange(f"la{n}", 0, -1)
    async with client.pubsub() as listener:
        await listener.subscribe(f"channel{n}")
        await client.publish(f"channel{n}", "news")
        heard = [message["data"] async for message in first_two(listener)]
    await client.close()
    return value, length, items, heard


async def first_two(listener):
    count = 0
    async for message in listener.listen():
        yield message
        if (count := count + 1) == 2:
            return


def use_blocking(n):
    with redis.Redis(port=port, decode_responses=True) as client:
        client.set(f"b{n}", n)
        _, length = client.pipeline().incrby("b", n).rpush(f"lb{n}", *"abc").execute()
        value, items = client.get(f"b{n}"), client.lrange(f"lb{n}", 0, -1)
        with client.pubsub() as listener:
            listener.subscribe(f"channel{n}")
            client.publish(f"channel{n}", "news")
            messages = listener.listen()
            heard = [next(messages)["data"], next(messages)["data"]]
    return value, length, items, heard


expected = [(str(n), 3, ["a", "b", "c"], [1, "news"]) for n in range(100)]
for work in (use, use_blocking):
    print(work.__name__, await hundred(work) == expected)
with redis.Redis(port=port) as client:
    print(client.get("a"), client.get("b"))
