"""Which addresses belong to the open network, and which to this machine or somebody's own network.

The list is ours, because `ipaddress.is_global` lets pass what leads to a private address in another spelling.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NOT_OPEN_4 = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
"""
"""IANA's special-purpose registry, multicast, and the address at which one cloud keeps its machines' secrets."""
_NOT_OPEN_6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48"
"""Of the open ones: protocol assignments (Teredo too), documentation, 6to4."""
_OPEN_6 = IPv6Network("2000::/3")
"""All that is given out: loopback, link-local, site-local, unique-local, multicast and NAT64 are outside."""
_CLOSED_4 = tuple(map(IPv4Network, _NOT_OPEN_4.split()))
_CLOSED_6 = tuple(map(IPv6Network, _NOT_OPEN_6.split()))


def parse_address(text: str) -> Address | None:
    """Return the address that text is, None for a name; a zone behind `%` is refused with it."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_open(address: Address) -> bool:
    """Tell an address of the open network from one of this machine or of somebody's own network."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    if address.ipv4_mapped is not None:
        return is_open(address.ipv4_mapped)
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)
