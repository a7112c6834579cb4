"""Many slow readers of the whole export at once: what the others feel of it, and what memory it takes."""

import http.client
import threading
import time

from benchmarks.measure import Line, Times, at_most, take_turns
from benchmarks.stand import Client

ADDRESS = "/export/daten.csv"
PAGE = "/?art=pakt"
SLOW = 20
SIP, PAUSE = 4096, 0.02  # bytes, and seconds between two of them: some 200 kB a second
ROUNDS = 40


def measure(client: Client) -> list[Line]:
    """Return the lines: a kept page with and without the slow readers, and the memory they cost."""
    client.get(PAGE)
    alone = browse(client)
    before = client.megabytes()
    ending = threading.Event()
    readers = [threading.Thread(target=sip, args=(client, ending)) for _number in range(SLOW)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    beside = browse(client)
    grown = client.megabytes() - before
    ending.set()
    for reader in readers:
        reader.join()
    what = f"{SLOW} slow exports"
    return [
        at_most(f"{what}: a page takes so many times as long", beside.median / alone.median, 2,
                f"{beside}, alone {alone}"),
        at_most(f"{what}: memory grown in MB", grown, 20, f"from {before:.0f} MB"),
    ]  # fmt: skip


def browse(client: Client) -> Times:
    """Time a page again and again."""
    return take_turns(ROUNDS, {"page": lambda: client.get(PAGE)})["page"]


def sip(client: Client, ending: threading.Event) -> None:
    """Read the export a little at a time, and again from the start, until all is over."""
    while not ending.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=900)
        connection.request("GET", ADDRESS)
        response = connection.getresponse()
        while not ending.is_set() and response.read(SIP):
            ending.wait(PAUSE)
        connection.close()
