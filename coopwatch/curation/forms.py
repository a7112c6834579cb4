"""The forms of the review page: a value for a fact, in the widget that fits its field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coopwatch.curation.fact_views import Place, places_of
from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.facts import checked_value
from coopwatch.registry.facts import BUND
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Land, Organisation, Portal
from coopwatch.registry.vocabulary import EvidenceField, Kind, Stage, Topic

HINTS = {
    EvidenceField.DATE: _("So genau wie die Quelle: JJJJ, JJJJ-MM oder JJJJ-MM-TT."),
    EvidenceField.EARLIER: _("Jahr oder Datum: JJJJ, JJJJ-MM oder JJJJ-MM-TT."),
    EvidenceField.PILOTKOMMUNEN: _("Name oder AGS. Passen mehrere Orte, werden sie zur Wahl gestellt."),
    EvidenceField.PARTNERS: _("Voller üblicher Name."),
}


def _party_choices() -> list[tuple[str, str]]:
    return [(BUND, str(_("Bund"))), *Land.objects.values_list("code", "name")]


def value_field(name: str) -> forms.Field:
    """Return the form field for a value: a choice where the vocabulary is closed, else a line of text."""
    closed = {EvidenceField.KIND: Kind, EvidenceField.STATUS: Stage, EvidenceField.TOPICS: Topic}
    choices = closed[name].choices if name in closed else None
    if name == EvidenceField.PARTIES:
        choices = _party_choices()
    if choices is not None:
        return forms.ChoiceField(label=_("Wert"), choices=[("", "–"), *choices])
    names = {EvidenceField.PORTALS: "portal-names", EvidenceField.PARTNERS: "organisation-names"}.get(name)
    widget = forms.TextInput(
        attrs={"list": names, "autocomplete": "off"} if names else {"autocomplete": "off"}
    )
    return forms.CharField(label=_("Wert"), max_length=300, widget=widget, help_text=HINTS.get(name, ""))


class FactForm(forms.Form):
    """A value for one field of an agreement. `candidates` holds the places where a name fits several."""

    detail = forms.CharField(label=_("unterzeichnet für"), max_length=200, required=False)

    def __init__(self, agreement: Agreement, field: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.agreement, self.fact_field, self.candidates = agreement, field, list[Place]()
        self.fields["value"] = value_field(field)
        if field != EvidenceField.SIGNATORIES:
            del self.fields["detail"]
        self.order_fields(["value", "detail"])

    def clean_value(self) -> str:
        """Return the canonical value: a Kommune by its AGS, everything else as the registry writes it."""
        value = self.data.get("choice") or self.cleaned_data["value"]
        if self.fact_field == EvidenceField.PILOTKOMMUNEN and not value.isdigit():
            value = self._place(value)
        try:
            return checked_value(self.fact_field, value)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def _place(self, name: str) -> str:
        places = Lookups.load().places
        near = places.find(name, laender=[land.code for land in self.agreement.laender.all()])
        found = (near if near.candidates else places.find(name)).candidates
        if len(found) == 1:
            return found[0]
        self.candidates = sorted(places_of(found).values(), key=lambda place: (place.land, place.kreis))
        if self.candidates:
            raise forms.ValidationError(_("Mehrere Orte heißen so. Bitte einen wählen."))
        raise forms.ValidationError(_("Kein Ort dieses Namens im Gemeindeverzeichnis."))

    @property
    def known_names(self) -> tuple[str, list[str]] | None:
        """The id and the entries of the list that helps with typing; None for fields that have none."""
        models = {
            EvidenceField.PORTALS: ("portal-names", Portal),
            EvidenceField.PARTNERS: ("organisation-names", Organisation),
        }
        if self.fact_field not in models:
            return None
        name, model = models[self.fact_field]
        return name, list(model.objects.order_by("name").values_list("name", flat=True)[:2000])


class PassageForm(forms.Form):
    """Marked words: an article and the offsets of its characters; all empty for a fact without a quote."""

    article = forms.IntegerField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
