"""What users write: read by the training session before its first prompt."""

import json
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    name: str
    amount: int


async def echo():
    async for message in mailbox():
        match message:
            case (sender, Order(name, amount)):
                send(sender, f"{name.upper()}: {amount}")
            case "stop":
                raise ProcessExit("stopped")


async def ping(peer, rounds):
    for i in range(rounds):
        send(peer, (self(), Order("tea", i)))
        await receive(timeout=5)


def blocking(sender):
    send(sender, receive(timeout=5))


print(json.dumps({"words": re.findall(r"\w+", "one two three")}))
