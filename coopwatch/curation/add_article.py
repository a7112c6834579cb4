"""Adding articles by hand: paste a text, upload a file, or name an address."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coopwatch.extraction.article_files import Problem, Unreadable, article_from_text
from coopwatch.extraction.extract import guess_language
from coopwatch.extraction.records import ArticleText
from coopwatch.intake.downloads import Reference, take
from coopwatch.intake.fetching.errors import FetchError
from coopwatch.intake.files import SIZE_LIMIT, SUFFIXES, Input, read_upload
from coopwatch.intake.store import Outcome, Stored, store
from coopwatch.registry.addresses import canonical_url
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleOrigin


class AddArticleForm(forms.Form):
    """A text or a file, or an address alone; the other fields say where the text comes from."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 90, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Der Text, wie ihn die Quelle veröffentlicht hat."),
    )
    file = forms.FileField(
        label=gettext_lazy("oder Datei"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Text, JSON, JSON-Zeilen, Webseite oder PDF, höchstens 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    url = forms.URLField(
        label=gettext_lazy("Adresse"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text=gettext_lazy("Ohne Text und Datei wird die Seite abgerufen."),
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    published_on = forms.DateField(
        label=gettext_lazy("veröffentlicht am"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.ModelChoiceField(
        Source.objects.all(), label=gettext_lazy("Quelle"), required=False, empty_label="–"
    )
    retold = forms.BooleanField(
        label=gettext_lazy("nacherzähltes Beispiel"),
        required=False,
        help_text=gettext_lazy("Der Text wurde für das Projekt geschrieben und stammt nicht von der Quelle."),
    )

    def clean_url(self) -> str:
        """Refuse what is no address of a page."""
        url = self.cleaned_data["url"]
        if url:
            try:
                canonical_url(url)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return url

    def clean(self) -> dict:
        """Exactly one way in, and a text that can be read."""
        data = super().clean()
        text, file = data.get("text") or "", data.get("file")
        if text.strip() and file:
            raise ValidationError(_("Bitte entweder einen Text einfügen oder eine Datei wählen."))
        if not text.strip() and not file and not data.get("url") and not self.errors:
            raise ValidationError(
                _("Bitte einen Text einfügen, eine Datei wählen oder eine Adresse angeben.")
            )
        if file and file.size > SIZE_LIMIT:
            self.add_error(
                "file", _("Die Datei ist größer als 5 MB. Bitte nur den Artikel selbst einreichen.")
            )
        if text.strip():
            self._check_text(text)
        return data

    def _check_text(self, text: str) -> None:
        try:
            article_from_text("", text)
        except Unreadable as error:
            self.add_error("text", str(error))

    @property
    def origin(self) -> str:
        """Where the article comes from."""
        if self.cleaned_data["retold"]:
            return ArticleOrigin.RETOLD
        return ArticleOrigin.FILE if self.cleaned_data["file"] else ArticleOrigin.MANUAL


@dataclass(slots=True)
class Taken:
    """What became of a form: the articles, and messages as (level, words)."""

    articles: list[Article] = field(default_factory=list)
    messages: list[tuple[int, str]] = field(default_factory=list)

    def say(self, level: int, words: str) -> None:
        """Add a message."""
        self.messages.append((level, words))


def take_in(form: AddArticleForm) -> Taken:
    """Store what a valid form holds, queue it, and say what became of it."""
    taken, data = Taken(), form.cleaned_data
    if data["file"]:
        for found in read_upload(data["file"].name, data["file"].read()):
            _store(found, form, taken)
    elif (data["text"] or "").strip():
        _store(Input(ArticleText("", data["text"])), form, taken)
    else:
        _fetch(form, taken)
    return taken


def _store(found: Input | Problem, form: AddArticleForm, taken: Taken) -> None:
    if isinstance(found, Problem):
        taken.say(messages.ERROR, f"{found.source}: {found.message}")
        return
    article = _completed(found.article, form)
    try:
        stored = store(article, form.origin, found.original)
    except ValueError as error:
        taken.say(messages.ERROR, str(error))
        return
    taken.articles.append(stored.article)
    taken.say(*_words(stored))
    if guess_language(article.text) != "de":
        note = _("Der Text ist nicht deutsch: Er wird aufbewahrt, aber nicht ausgewertet.")
        taken.say(messages.WARNING, note)


def _completed(article: ArticleText, form: AddArticleForm) -> ArticleText:
    """The article with what the form says besides; the form goes before the file."""
    data = form.cleaned_data
    return ArticleText(
        article.id,
        article.text,
        data["title"] or article.title,
        data["published_on"] or article.published_on,
        data["url"] or article.url,
        data["source"].name if data["source"] else article.source,
    )


def _words(stored: Stored) -> tuple[int, str]:
    if stored.outcome in {Outcome.SAME_TEXT, Outcome.SAME_ADDRESS}:
        return messages.INFO, _("%(article)s ist %(outcome)s.") % {
            "article": stored.article,
            "outcome": stored.outcome.value,
        }
    return messages.SUCCESS, _("%s ist gespeichert und wird gelesen.") % stored.article


def _fetch(form: AddArticleForm, taken: Taken) -> None:
    data = form.cleaned_data
    reference = Reference(data["url"], data["title"], data["published_on"], data["source"])
    try:
        article, is_new = take(reference, ArticleOrigin.FETCHED)
    except (FetchError, ImproperlyConfigured) as error:
        taken.say(messages.ERROR, str(error))
        return
    taken.articles.append(article)
    words = _("%s wird abgerufen.") if is_new else _("%s ist schon vorhanden.")
    taken.say(messages.SUCCESS if is_new else messages.INFO, words % article)
