"""A second factor at the editors' door: a code by an app (TOTP, RFC 6238), or one kept for need.

Who has set one up is asked for it after the password; where COOPWATCH_SECOND_FACTOR is true, who has none
sets one up first. A lost device is removed by an administrator; `manage.py addstatictoken NAME` lets in the
last of them.
"""

from base64 import b32encode
from collections.abc import Callable
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_otp import login, match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

GetResponse = Callable[[HttpRequest], HttpResponse]
DOOR = "/admin/"
# Each opens once, when the app is out of reach.
CODES_FOR_NEED = 8


def second_factor(get_response: GetResponse) -> GetResponse:
    """Send who has given only the password to the page that asks for the code."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DOOR) and lacks_code(request) and request.path not in open_pages():
            there = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('curation:second-factor')}?{there}")
        return get_response(request)

    return handle


def open_pages() -> set[str]:
    """Return the addresses of the admin that need no code."""
    return {
        reverse(name) for name in ("curation:second-factor", "admin:logout", "admin:login", "admin:jsi18n")
    }


def lacks_code(request: HttpRequest) -> bool:
    """Say whether this person has logged in, but still owes a code."""
    user = request.user
    if not user.is_authenticated or user.is_verified():  # type: ignore[union-attr]
        return False
    return settings.SECOND_FACTOR or has_device(user)


def has_device(user: AbstractBaseUser) -> bool:
    """Say whether this person has set an app up or holds a code for need; asks the database once."""
    own = [kind.objects.filter(user=user, confirmed=True).values("pk") for kind in (TOTPDevice, StaticDevice)]
    return own[0].union(own[1], all=True).exists()


def device_to_set_up(user: AbstractBaseUser) -> TOTPDevice:
    """Return the device whose secret is shown until its first code was right; the same at each visit."""
    device, _created = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "App"})
    return device


def picture(device: TOTPDevice) -> str:
    """Return the QR code of the device's secret as the address of a picture that lies in the page."""
    return segno.make(device.config_url).svg_data_uri(scale=5, border=2, light="white")


def secret(device: TOTPDevice) -> str:
    """Return the device's secret as apps take it by hand: base32, in groups of four."""
    letters = b32encode(device.bin_key).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


@transaction.atomic
def confirm(request: HttpRequest, device: TOTPDevice, code: str) -> list[str]:
    """Take the device into use where the code is right, in place of earlier ones; return codes for need."""
    if not device.verify_token(code):
        return []
    TOTPDevice.objects.filter(user=request.user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    login(request, device)
    return codes_for_need(request.user)


def codes_for_need(user: AbstractBaseUser) -> list[str]:
    """Give the person fresh codes that open once; earlier ones no longer do."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Notfall", confirmed=True)
    codes = [StaticToken.random_token() for _ in range(CODES_FOR_NEED)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def let_in(request: HttpRequest, code: str) -> bool:
    """Open with a code of the app or one for need; guessing is slowed down by the devices."""
    device = match_token(request.user, code)
    if device is None:
        return False
    login(request, device)
    return True
