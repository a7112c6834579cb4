"""The addresses of the editors' own pages, below the admin."""

from django.urls import path

from coopwatch.curation.views import facts, history, own_sessions, queue, regroup, review, second_factor

app_name = "curation"
urlpatterns = [
    path("", queue.show, name="queue"),
    path("weiter/", queue.go_on, name="next"),
    path("zweiter-faktor/", second_factor.show, name="second-factor"),
    path("anmeldungen/", own_sessions.show, name="own-sessions"),
    path("verlauf.csv", history.export_all, name="history-csv-all"),
    path("<int:pk>/", review.show, name="review"),
    path("<int:pk>/besuch/", review.visit, name="visit"),
    path("<int:pk>/schritt/", review.step, name="step"),
    path("<int:pk>/vorschlag/<int:proposal>/", review.proposal, name="proposal"),
    path("<int:pk>/meldung/<int:report>/", review.error_report, name="error-report"),
    path("<int:pk>/angabe/", facts.decide, name="fact"),
    path("<int:pk>/angabe/korrigieren/", facts.correct_fact, name="correct"),
    path("<int:pk>/angabe/neu/", facts.add_fact, name="add"),
    path("<int:pk>/zusammenfuehren/", regroup.choose, name="merge-choose"),
    path("<int:pk>/zusammenfuehren/<int:other>/", regroup.merge_into, name="merge"),
    path("<int:pk>/teilen/", regroup.split_off, name="split"),
    path("zuruecknehmen/<int:pk>/", regroup.take_back, name="undo"),
    path("<int:pk>/verlauf/", history.show, name="history"),
    path("<int:pk>/verlauf.csv", history.export, name="history-csv"),
]
