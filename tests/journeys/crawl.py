"""Read every page that can be reached by links, as one visitor."""

import re
from collections.abc import Iterator

from tests.journeys.visitor import Visitor

HREF = re.compile(r'href="(/[^"#]*)')
ELSEWHERE = ("/static/", "/accounts/logout/")
MOST = 80


def pages(visitor: Visitor, start: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and text of each page; fail where there are more than MOST."""
    seen, ahead = {start}, [start]
    while ahead:
        path = ahead.pop()
        answer = visitor.get(path)
        yield path, answer.content
        links = {link.replace("&amp;", "&") for link in HREF.findall(answer.text)}
        fresh = {link for link in links if not link.startswith(ELSEWHERE)} - seen
        seen |= fresh
        ahead += sorted(fresh)
        assert len(seen) < MOST, f"more pages than expected: {sorted(seen)[:10]}"
