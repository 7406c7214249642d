"""A shop that gets stuck; docs/inspection.md finds out why. Run: rebeam -i examples/shop.py

Customers order from ``orders``, which asks ``stock``, which asks ``supplier`` when an item
has run out. One item has a price that the supplier's search never finds.
"""

from rebeam import *

PRICES = {"tea": 3, "rice": 5, "salt": 0}


def find_price(item: str) -> int:
    """The price, found the slow way. A price of 0 is never found."""
    guess = 1
    while guess != PRICES[item]:
        guess += 1
    return guess


async def supplier() -> None:
    async for sender, item in mailbox():
        send(sender, ("delivered", item, 10, find_price(item)))


async def stock() -> None:
    shelf = {"tea": 2, "rice": 3, "salt": 0}
    async for sender, item in mailbox():
        if shelf[item] == 0:
            send("supplier", (self(), item))
            match await receive(lambda m: m[0] == "delivered"):
                case (_, _, amount, _):
                    shelf[item] += amount
        shelf[item] -= 1
        send(sender, ("reserved", item))


async def orders() -> None:
    done = 0
    async for customer, item in mailbox():
        send("stock", (self(), item))
        await receive(lambda m: m[0] == "reserved")
        done += 1
        send(customer, ("order", done))


async def customer(name: str, items: list[str]) -> None:
    set_label(name)
    while True:
        for item in items:
            send("orders", (self(), item))
            await sleep(0.05)
            while await receive(timeout=0, default=None):
                pass  # an order that has been done


async def shop() -> None:
    """Starts the other processes, and restarts them when they end."""
    names = {
        spawn_opt(fn, name=fn.__name__, monitor=True)[1]: fn for fn in (supplier, stock, orders)
    }
    for name, items in (("ann", ["tea", "rice"]), ("bob", ["rice"]), ("eve", ["tea", "salt"])):
        spawn(customer, name, items)
    async for down in mailbox():
        if isinstance(down, Down):
            fn = names.pop(down.ref)
            names[spawn_opt(fn, name=fn.__name__, monitor=True)[1]] = fn


spawn_opt(shop, name="shop")
