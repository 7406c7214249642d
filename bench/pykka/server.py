"""The server that is called."""

import pykka


class Server(pykka.ThreadingActor):
    """Adds what it is asked to and replies with the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.state = 0

    def on_receive(self, message: tuple[str, int]) -> int:
        self.state += message[1]
        return self.state
