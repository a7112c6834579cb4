"""What a reader and an editor do in a browser with the deployment, at the address of the proxy."""

import json
import ssl
import urllib.error
import urllib.request
from base64 import b32decode
from collections.abc import Callable
from pathlib import Path

from django_otp.oath import totp

from deployment.compose import DOMAIN

CHROMIUM = "/usr/bin/chromium"
SITE = f"https://{DOMAIN}"
Report = Callable[[str], None]


class KeepRedirect(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *args, **kwargs) -> None:
        """Follow nothing."""


def ask(url: str, authority: Path | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (lower case) and body; TLS is checked against the proxy's own authority."""
    context = ssl.create_default_context(cafile=str(authority) if authority else None)
    opener = urllib.request.build_opener(
        KeepRedirect, urllib.request.HTTPSHandler(context=context), urllib.request.ProxyHandler({})
    )
    try:
        answer = opener.open(urllib.request.Request(url, headers=headers), timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()


def check(holds: object, sentence: str) -> None:
    """End the trial where something does not hold."""
    if not holds:
        raise SystemExit(f"The trial of the deployment fails: {sentence}")


def check_transport(authority: Path, token: str, say: Report) -> None:
    """TLS, the way from http to it, headers, and that nothing for inside is shown outside."""
    status, headers, _ = ask(f"http://{DOMAIN}/")
    check(
        status in (301, 308) and headers["location"].startswith(SITE), f"http is not sent to https: {status}"
    )
    check(ask(f"http://{DOMAIN}/api/v1/facets")[0] == 403, "programs are sent to https instead of being told")
    status, headers, _ = ask(f"{SITE}/", authority)
    check(status == 200, f"{SITE}/ answers {status}")
    for name in (
        "strict-transport-security",
        "content-security-policy",
        "permissions-policy",
        "referrer-policy",
    ):
        check(headers.get(name), f"{name} is missing")
    for path in ("/metrics", "/health/ready"):
        check(ask(f"{SITE}{path}", authority)[0] == 404, f"{path} is shown outside")
    status, _, body = ask("http://localhost:8000/metrics", Authorization=f"Bearer {token}")
    check(status == 200 and b"coopwatch_requests_total" in body, "no metrics inside")
    say("http goes to https, headers are there, /metrics only inside and with its token")


def check_readiness(say: Report) -> None:
    """Readiness, asked as the container's health check does."""
    status, _, body = ask("http://localhost:8000/health/ready")
    check(status == 200 and json.loads(body)["ready"], f"not ready: {body!r}")
    say(f"ready: {body.decode()}")


def browse(password: str, pictures: Path, say: Report) -> None:
    """Read the first page, log in as an editor, and look at the condition of the system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # The authority of the proxy is checked above; the browser has its own list.
        page = browser.new_page(ignore_https_errors=True, locale="de-DE")
        problems = watch(page)
        first_page(page, pictures, say)
        log_in(page, password)
        look_at_condition(page, pictures, say)
        check(not problems, f"the browser complains: {problems}")
        browser.close()


def watch(page) -> list[str]:
    """Collect what goes wrong in the browser: errors, failed answers, requests to other hosts."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on(
        "response", lambda got: problems.append(f"{got.url}: {got.status}") if got.status >= 400 else None
    )

    def outside(request) -> None:
        if not request.url.startswith((SITE, "data:", "blob:")):
            problems.append(f"request to {request.url}")

    page.on("request", outside)
    return problems


def first_page(page, pictures: Path, say: Report) -> None:
    """Open the first page as any reader does."""
    page.goto(f"{SITE}/", wait_until="networkidle")
    page.screenshot(path=pictures / "first.png")
    say(f"the first page says: {page.title()!r}")


def log_in(page, password: str) -> None:
    """Log in as the editor."""
    page.goto(f"{SITE}/admin/")
    page.fill("input[name=username]", "redaktion")
    page.fill("input[name=password]", password)
    page.click("[type=submit]")
    check("zweiter-faktor" in page.url, "the login failed, or asks for no second factor")
    set_up_second_factor(page)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    session = cookies["__Host-sessionid"]
    check(
        session["secure"] and session["httpOnly"] and session["sameSite"] == "Lax", f"weak cookie: {session}"
    )


def set_up_second_factor(page) -> None:
    """Do what an app does: take the secret from the page and type the code of this moment."""
    page.click("summary")
    key = b32decode(page.locator("details code").inner_text().replace(" ", ""))
    page.fill("input[name=code]", f"{totp(key):06}")
    page.click("[type=submit]")
    check(page.locator(".codes code").count() == 8, "the second factor cannot be set up")
    page.get_by_role("link", name="Weiter").click()


def look_at_condition(page, pictures: Path, say: Report) -> None:
    """Wait until both queues have shown life; beat, broker and both workers are in that."""
    for _attempt in range(45):
        page.goto(f"{SITE}/admin/betrieb/")
        if page.get_by_text("Beat, Broker und Worker arbeiten.").count():
            page.screenshot(path=pictures / "condition.png")
            say("status page: beat, broker and both workers have shown life")
            return
        page.wait_for_timeout(2000)
    raise SystemExit("The status page shows no life of beat, broker and both workers.")
