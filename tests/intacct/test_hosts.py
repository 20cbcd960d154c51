import pytest

from apps.intacct import AllowedHosts

HOSTS = AllowedHosts.of(["*.intacct.com", "gateway.example.com", "127.0.0.1:8900"])


@pytest.mark.parametrize(
    "url",
    [
        "https://api.intacct.com/ia/xml/xmlgw.phtml",
        "https://na12.intacct.com/ia/xml/xmlgw.phtml",
        "https://api.intacct.com:443/ia/xml/xmlgw.phtml",
        "HTTPS://API.INTACCT.COM/ia/xml/xmlgw.phtml",
        "https://gateway.example.com",
        "http://127.0.0.1:8900/ia/xml/xmlgw.phtml",
    ],
)
def test_allows(url: str) -> None:
    assert HOSTS.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://api.intacct.com/",
        "ftp://api.intacct.com/",
        "file:///etc/passwd",
        "https://intacct.com/",
        "https://evilintacct.com/",
        "https://api.intacct.com.evil.tld/",
        "https://api.intacct.com@evil.tld/",
        "https://user:pw@api.intacct.com/",
        "https://api.intacct.com:444/",
        "https://api.intacct.com:/",
        "https://api.intacct.com./",
        "https://.intacct.com/",
        "https://a..intacct.com/",
        "https://www.gateway.example.com/",
        "//evil",
        "https:evil",
        "https:\\\\evil",
        "https://api.intacct.com\\@evil.tld/",
        "https://api.intacct.com/\n",
        "https://api.intacct.com/\t",
        " https://api.intacct.com/",
        "https://api.intacct.com/%2e%2e",
        "https://api.intacct.com/#@evil",
        "https://api.intacct.com/?next=evil",
        "https://xn--intact-9ya.com/",
        "https://ap\u0131.intacct.com/",
        "https://api.intacct\u3002com/",
        "http://127.0.0.1:8901/",
        "http://127.0.0.1/",
        "https://127.0.0.1:8900/",
        "http://127.1:8900/",
        "http://2130706433:8900/",
        "http://0x7f000001:8900/",
        "http://[::1]:8900/",
        "http://\uff11\uff12\uff17.0.0.1:8900/",
        "http://169.254.169.254/",
        "https://api.intacct.com/" + "a" * 8000,
    ],
)
def test_refuses(url: str) -> None:
    assert not HOSTS.allows(url)


@pytest.mark.parametrize(
    "name",
    [
        "*",
        "*.com",
        "com",
        "10.0.0.1",
        "10.0.0.1:80",
        "127.0.0.1",
        "api.intacct.com:8443",
        "a b.c",
        "",
    ],
)
def test_refuses_a_pattern_that_would_open_too_much(name: str) -> None:
    with pytest.raises(ValueError, match="neither a host pattern nor a loopback"):
        AllowedHosts.of([name])


def test_any_loopback_address_and_localhost_may_be_named() -> None:
    hosts = AllowedHosts.of(["localhost:1", "127.0.0.2:2"])

    assert hosts.allows("http://localhost:1/")
    assert hosts.allows("http://127.0.0.2:2/")
