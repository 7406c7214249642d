"""A crawler that is polite: so many requests a second to one server, and no more.

It follows the links of a site, level by level, and stays below the address it was given.
Pages are fetched by blocking processes, with nothing but ``urllib``, some at a time. Each
asks the limiter for its turn before it begins; the limiter answers when it is time, and
meanwhile takes other requests. A page that is missing, or takes too long, is a line in the
result and nothing else.

Run it with:

    rebeam examples/crawler.py URL [REQUESTS_A_SECOND [SECONDS_A_PAGE]]

for example with ``rebeam -m http.server --directory site`` in another terminal and the URL
``http://localhost:8000/``.
"""

import sys
import time
from collections import deque
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

from rebeam import *

LIMITER = "crawler.limiter"
AT_A_TIME = 8
MOST_BYTES = 10_000_000
"""What is read of a page."""


class Limiter(GenServer):
    """Gives turns, one after the other, with a time between them."""

    def init(self, rate):
        self.between = 1 / rate
        self.next = time.monotonic()
        self.waiting = deque()

    @call(timeout=None)
    def turn(self):
        """Return when it is the caller's turn."""
        self.waiting.append(self.caller)
        if len(self.waiting) == 1:
            self.wait()
        return NO_REPLY

    def wait(self):
        send_after(max(0, self.next - time.monotonic()), self.pid, "next")

    def handle_info(self, message):
        reply(self.waiting.popleft(), None)
        self.next = time.monotonic() + self.between
        if self.waiting:
            self.wait()


class Links(HTMLParser):
    """Collects what a page links to."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name == "href" and value]


def fetch(url):
    """Fetch one page: what came of it, and the addresses it links to."""
    Limiter.at(LIMITER).turn()
    try:
        with urlopen(url) as answer:
            content = answer.read(MOST_BYTES)
            if answer.headers.get_content_type() != "text/html":
                return f"{len(content)} bytes", []
            links = Links()
            links.feed(content.decode(answer.headers.get_content_charset("utf-8"), "replace"))
            return f"{len(links.found)} links", [urljoin(answer.url, link) for link in links.found]
    except HTTPError as error:
        error.close()
        return f"{error.code} {error.reason}", []
    except OSError as error:
        return str(error), []


async def crawl(start, rate, patience):
    """Yield ``(url, what)`` for all pages below ``start``. ``patience``: seconds for a page."""
    limit = patience + AT_A_TIME / rate  # a page waits for the turns of others too
    level, known = [start], {start}
    async with Limiter(rate, name=LIMITER), TaskSupervisor() as tasks:
        while level:
            urls, level = level, []
            async with tasks.stream_nolink(
                fetch, urls, max_concurrency=AT_A_TIME, timeout=limit, on_timeout="kill_task"
            ) as stream:
                for url in urls:
                    match await anext(stream):
                        case TaskExit(reason="timeout"):
                            what, links = "no answer in time", []
                        case TaskExit(reason=reason):
                            what, links = f"failed: {reason}", []
                        case (what, links):
                            pass
                    yield url, what
                    for link in links:
                        link = urldefrag(link).url
                        if link.startswith(start) and link not in known:
                            known.add(link)
                            level.append(link)


async def main(start, rate="10", patience="10"):
    """Crawl, and print a line for each page."""
    began, count = time.monotonic(), 0
    async for url, what in crawl(start, float(rate), float(patience)):
        print(url, what, sep="  ", flush=True)
        count += 1
    print(f"{count} pages in {time.monotonic() - began:.3f} s")


if not 2 <= len(sys.argv) <= 4:
    raise SystemExit("usage: rebeam crawler.py URL [REQUESTS_A_SECOND [SECONDS_A_PAGE]]")
await main(*sys.argv[1:])
