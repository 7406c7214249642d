"""pykka: each process starts an actor, asks it and stops it."""

import pykka
from hundred import hundred


class Adder(pykka.ThreadingActor):
    def __init__(self):
        super().__init__()
        self.total = 0

    def on_receive(self, message):
        return message * 2

    def add(self, n):
        self.total += n
        return self.total


def use(n):
    actor = Adder.start()
    proxy = actor.proxy()
    sums = pykka.get_all([proxy.add(i) for i in range(n)])
    doubled = actor.ask(n)
    stopped = actor.stop()
    return sums[-1:], doubled, stopped, actor.is_alive()


expected = [([n * (n - 1) // 2] if n else [], 2 * n, True, False) for n in range(100)]
print(await hundred(use) == expected, pykka.ActorRegistry.get_all())
