"""Run by test_hostile_bodies.py in a process of its own: how much memory do bad answers cost?

Arguments: the address of a server that answers each connection with the next bad answer, and how
many there are. Prints the reason of each as a line, then the peak above the start, in MB.
"""

import sys
from pathlib import Path

from apps.intacct import (
    AllowedHosts,
    Client,
    IntacctError,
    RequestsTransport,
    SenderLogin,
    UserLogin,
)

PROCESS = Path("/proc/self/status")


def peak() -> float:
    """The most memory this process has held, in MB; getrusage would count our parent's too."""
    line = next(line for line in PROCESS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(url: str, times: int) -> None:
    transport = RequestsTransport(hosts=AllowedHosts.of([url.split("/")[2]]))
    client = Client(sender=SenderLogin("causeway", "x"), transport=transport, endpoint=url)
    before = peak()
    for _ in range(times):
        try:
            client.open_session(UserLogin("Acme", "Robot", "x"))
        except IntacctError as error:
            sys.stdout.write(f"{getattr(error, 'reason', error)}\n")
    sys.stdout.write(f"{peak() - before:.1f}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
