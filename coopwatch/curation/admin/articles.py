"""Articles: the list with their states, the form for new ones, and the page with the marked text."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coopwatch.curation.add_article import AddArticleForm, take_in
from coopwatch.curation.admin.base import QuickList, ReadOnly
from coopwatch.curation.marked_text import legend, segments
from coopwatch.curation.review_page import ArticleView
from coopwatch.intake.downloads import try_again
from coopwatch.intake.models import Download, DownloadState, Host
from coopwatch.intake.reading import read_again
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import Decision


@admin.register(Article)
class ArticleAdmin(QuickList):
    """Articles have a form of their own; a text is never changed, since quotes count its characters."""

    list_display = ("__str__", "source", "origin", "state", "published_on", "tries", "added_at")
    list_filter = ("state", "origin", "source__kind")
    search_fields = ("title", "url", "=external_id")
    list_select_related = ("source",)
    ordering = ("-pk",)
    actions = ("read_once_more",)
    change_form_template = "admin/registry/article/change_form.html"
    editable = ("title", "published_on", "source")
    shown = (
        "url", "fetching", "origin", "external_id", "language", "original", "state", "state_since", "tries",
        "error", "outcome", "near_duplicate_of", "machine_version", "added_at",
    )  # fmt: skip
    fields = editable + shown
    readonly_fields = shown
    raw_id_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the texts in the database; one page of them would be megabytes."""
        return super().get_queryset(request).defer("text")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None) -> HttpResponse:
        """Take articles in: show the form, or store what was sent and say what became of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = AddArticleForm(request.POST, request.FILES) if is_sent else AddArticleForm()
        if form.is_valid():
            return self._answer(request, form)
        context = self.admin_site.each_context(request) | {
            "title": _("Artikel hinzufügen"),
            "form": form,
            "opts": self.opts,
        }
        return render(request, "admin/registry/article/add_form.html", context)

    def _answer(self, request: HttpRequest, form: AddArticleForm) -> HttpResponse:
        taken = take_in(form)
        for level, words in taken.messages:
            messages.add_message(request, level, words)
        if len(taken.articles) == 1:
            return redirect(reverse("admin:registry_article_change", args=[taken.articles[0].pk]))
        return redirect(reverse(f"admin:registry_article_{'changelist' if taken.articles else 'add'}"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None
    ) -> HttpResponse:
        """Show the text with the quotes of all agreements that it tells of."""
        article = self.get_object(request, object_id)
        return super().change_view(
            request, object_id, form_url, (extra_context or {}) | (text_context(article) if article else {})
        )

    @admin.display(description=gettext_lazy("Abruf"))
    def fetching(self, obj: Article) -> str:
        """How far the page's download is, with its error."""
        download = getattr(obj, "download", None)
        parts = (download.get_state_display(), download.error) if download else ()
        return ": ".join(part for part in parts if part)

    @admin.action(description=gettext_lazy("Erneut lesen lassen"), permissions=["change"])
    def read_once_more(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Send articles to the workers again; those without a text are named."""
        sent = 0
        for article in queryset:
            try:
                read_again(article)
                sent += 1
            except ValueError as error:
                self.message_user(request, f"{article}: {error}", messages.WARNING)
        text = ngettext("%d Artikel wird gelesen.", "%d Artikel werden gelesen.", sent)
        self.message_user(request, text % sent, messages.SUCCESS)


def text_context(article: Article) -> dict:
    """Return the marked text of an article, its legend, and the agreements that it tells of."""
    evidence = list(article.evidence.exclude(start=None).exclude(decision=Decision.REJECTED))
    reports = article.reports.select_related("agreement")
    return {
        "articles": [ArticleView(article, segments(article.text, evidence))],
        "legend": legend(evidence),
        "reports": reports,
    }


@admin.register(Host)
class HostAdmin(ReadOnly):
    """Hosts that we visit, and when."""

    list_display = ("name", "robots_at", "next_visit")
    search_fields = ("name",)


@admin.register(Download)
class DownloadAdmin(ReadOnly):
    """What is being fetched."""

    list_display = ("article", "state", "state_since", "not_before", "tries", "error")
    list_filter = ("state",)
    search_fields = ("article__url", "error")
    list_select_related = ("article",)
    actions = ("fetch_once_more",)

    def has_fetch_permission(self, request: HttpRequest) -> bool:
        """Who may change articles may have them fetched."""
        return request.user.has_perm("registry.change_article")

    @admin.action(description=gettext_lazy("Erneut abrufen"), permissions=["fetch"])
    def fetch_once_more(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Give failed downloads a new chance; the others go on as they are."""
        failed = list(queryset.filter(state=DownloadState.FAILED))
        for download in failed:
            try_again(download)
        text = ngettext("%d Seite wird abgerufen.", "%d Seiten werden abgerufen.", len(failed))
        self.message_user(request, text % len(failed), messages.SUCCESS)
