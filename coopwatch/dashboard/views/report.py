""" "Fehler melden": readers tell the editors what is wrong, without an account."""

import time

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coopwatch.operations.limits import client_of, is_too_often
from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.proposals import report_error
from coopwatch.registry.models import Agreement
from coopwatch.registry.vocabulary import EvidenceField

SALT = "coopwatch.dashboard.report"
LEAST_SECONDS = 3  # a person needs longer to write
VALID_SECONDS = 24 * 3600
MOST_PER_HOUR = 5


class HumanForm(forms.Form):
    """A form without login that programs find hard to send. `website` is a trap that people do not see."""

    website = forms.CharField(required=False)
    issued = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        """Refuse what fills in the trap."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Dieses Feld muss leer bleiben."))
        return ""

    def clean_issued(self) -> str:
        """Refuse a form that was sent faster than a person writes, that is old, or that nobody issued."""
        try:
            text = signing.TimestampSigner(salt=SALT).unsign(
                self.cleaned_data["issued"], max_age=VALID_SECONDS
            )
        except signing.BadSignature as error:
            message = _("Das Formular ist abgelaufen. Bitte laden Sie die Seite neu.")
            raise forms.ValidationError(message) from error
        if time.time() - float(text) < LEAST_SECONDS:
            raise forms.ValidationError(
                _("Das ging sehr schnell. Bitte senden Sie das Formular noch einmal ab.")
            )
        return text


class ReportForm(HumanForm):
    """What is wrong with an agreement."""

    field = forms.ChoiceField(
        label=gettext_lazy("Welche Angabe ist falsch?"),
        choices=[("", gettext_lazy("die Vereinbarung im Ganzen")), *EvidenceField.choices],
        required=False,
    )
    message = forms.CharField(
        label=gettext_lazy("Was stimmt nicht, und woher wissen Sie es?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=10,
        max_length=4000,
    )
    contact = forms.EmailField(
        label=gettext_lazy("E-Mail für Rückfragen (freiwillig, wird nie veröffentlicht)"), required=False
    )


def issued_now() -> str:
    """Return the stamp that a form carries."""
    return signing.TimestampSigner(salt=SALT).sign(f"{time.time():.1f}")


def _take(form: ReportForm, agreement: Agreement) -> bool:
    """Put the report into the queue; a refusal is shown in the form."""
    try:
        report_error(agreement, **{name: form.cleaned_data[name] for name in ("field", "message", "contact")})
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a report of an error and put it into the editors' queue."""
    agreement = get_object_or_404(Agreement.objects.public(), slug=slug)
    initial = {"issued": issued_now(), "field": request.GET.get("angabe")}
    form = ReportForm(request.POST or None, initial=initial)
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often("report", client_of(request), MOST_PER_HOUR, 3600):
            status = 429
            form.add_error(
                None, _("Von hier kamen viele Meldungen. Bitte versuchen Sie es in einer Stunde wieder.")
            )
        elif _take(form, agreement):
            return render(request, "dashboard/report_done.html", {"agreement": agreement})
    return render(request, "dashboard/report.html", {"agreement": agreement, "form": form}, status=status)
