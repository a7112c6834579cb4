"""TLS to a checked address: the certificate must be that of the host's name, not of whoever answers."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopwatch.intake.fetching.client import follow
from coopwatch.intake.fetching.errors import Unreachable
from tests.intake.web import Site, answer, rules_for, running_site

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs the program openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for zeitung.example with its key, signed by itself."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = (
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout {file} "
        f"-out {file}.crt -subj /CN=zeitung.example -addext subjectAltName=DNS:zeitung.example"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@pytest.fixture
def secure_site(certificate: Path, monkeypatch) -> Iterator[tuple[Site, list[str]]]:
    """A server with TLS that notes the names under which it was called (SNI)."""
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with running_site(context) as site:
        site.routes["/"] = answer(200, b"sicher")
        yield site, names


def test_the_name_is_kept_while_the_checked_address_is_called(secure_site) -> None:
    site, names = secure_site
    page = follow(f"https://zeitung.example:{site.port}/", rules_for(site))
    assert (page.body, names) == (b"sicher", ["zeitung.example"])
    assert site.headers[0]["host"] == f"zeitung.example:{site.port}"


@pytest.mark.parametrize("host", ["anderswo.example", "127.0.0.1"])
def test_a_certificate_of_another_name_is_no_answer(secure_site, host: str) -> None:
    site, _names = secure_site
    with pytest.raises(Unreachable, match="keine brauchbare Antwort"):
        follow(f"https://{host}:{site.port}/", rules_for(site))
    assert site.asked == []


def test_an_unknown_authority_is_no_answer(secure_site, monkeypatch) -> None:
    site, _names = secure_site
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Unreachable, match="certificate"):
        follow(f"https://zeitung.example:{site.port}/", rules_for(site))
