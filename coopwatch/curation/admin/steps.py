"""Proposals, regroupings and error reports: what the queue shows, as lists."""

from django.contrib import admin

from coopwatch.curation.admin.base import ReadOnly
from coopwatch.registry.models import ErrorReport, Proposal, Regrouping


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    """What may be one act, or a renewal."""

    list_display = ("agreement", "candidate", "relation", "reason", "decision", "decided_by", "created_at")
    list_filter = ("decision", "relation")
    search_fields = ("agreement__title", "candidate__title")
    list_select_related = ("agreement", "candidate", "decided_by")


@admin.register(Regrouping)
class RegroupingAdmin(ReadOnly):
    """Merges and splits, and which of them were undone."""

    list_display = ("kind", "source", "target", "done_by", "done_at", "undone_at")
    list_filter = ("kind",)
    search_fields = ("source__title", "target__title")
    list_select_related = ("source", "target", "done_by")


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnly):
    """What readers found wrong."""

    list_display = ("agreement", "field", "message", "state", "created_at", "handled_by", "handled_at")
    list_filter = ("state", "field")
    search_fields = ("message", "agreement__title")
    list_select_related = ("agreement", "handled_by")
