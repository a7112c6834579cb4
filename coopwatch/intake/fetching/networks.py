"""Which IP addresses are somebody's public web server, and which lead into a private or special network.

The table follows the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and those that
update it). `ipaddress.is_global` alone is not enough: its answers changed between versions of Python, and an
IPv6 address may carry a private IPv4 address inside.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

IPAddress = IPv4Address | IPv6Address

_SPECIAL_V4 = (
    "0.0.0.0/8",  # this network
    "10.0.0.0/8",
    "100.64.0.0/10",  # carrier-grade NAT
    "127.0.0.0/8",
    "169.254.0.0/16",  # link-local, where clouds serve their metadata
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",  # 6to4 relays
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",  # multicast
    "240.0.0.0/4",  # reserved, broadcast
)
# Only 2000::/3 is given out for the public; NAT64, mapped, unique local and link-local lie outside of it.
_PUBLIC_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = (
    "2001::/23",  # Teredo, ORCHID and other protocols
    "2001:db8::/32",
    "2002::/16",  # 6to4 carries an IPv4 address
    "2620:4f:8000::/48",
    "3fff::/20",
)
_V4 = tuple(IPv4Network(network) for network in _SPECIAL_V4)
_V6 = tuple(ip_network(network) for network in _SPECIAL_V6)
# The middle of an ISATAP interface identifier; the last 32 bits are an IPv4 address.
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: IPAddress) -> bool:
    """Whether the address may belong to a public server of the web."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _V4)
    if address not in _PUBLIC_V6 or not address.is_global:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return not any(address in network for network in _V6)
