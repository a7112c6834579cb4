"""The closed vocabularies of the registry: what is stored, and the German words that pages show for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of act an agreement is; the annotation guide defines each."""

    STAATSVERTRAG = "staatsvertrag", _("Staatsvertrag")
    VERWALTUNGSABKOMMEN = "verwaltungsabkommen", _("Verwaltungsabkommen")
    KOOPERATIONSVEREINBARUNG = "kooperationsvereinbarung", _("Kooperationsvereinbarung")
    ABSICHTSERKLAERUNG = "absichtserklaerung", _("Absichtserklärung")
    PAKT = "pakt", _("Pakt")
    RAHMENVERTRAG = "rahmenvertrag", _("Rahmenvertrag")
    PILOTPROJEKT = "pilotprojekt", _("Pilotprojekt")
    ENTWICKLUNGSGEMEINSCHAFT = "entwicklungsgemeinschaft", _("Entwicklungsgemeinschaft")
    SONSTIGE = "sonstige", _("Sonstige Kooperation")


class Stage(models.TextChoices):
    """How far the act has come (`status` in the annotation guide)."""

    GEPLANT = "geplant", _("geplant")
    GESCHLOSSEN = "geschlossen", _("geschlossen")
    ERNEUERT = "erneuert", _("erneuert")
    BEIGETRETEN = "beigetreten", _("beigetreten")
    BEENDET = "beendet", _("beendet")


class Topic(models.TextChoices):
    """What an agreement is about; an agreement has any number of topics."""

    OZG = "ozg", _("Online-Dienste (OZG)")
    PORTALE = "portale", _("Portale")
    NUTZERKONTO = "nutzerkonto", _("Nutzerkonto und eID")
    INFRASTRUKTUR = "infrastruktur", _("Infrastruktur")
    CYBERSICHERHEIT = "cybersicherheit", _("Cybersicherheit")
    KI = "ki", _("Künstliche Intelligenz")
    REGISTER = "register", _("Register und Datenaustausch")
    SOUVERAENITAET = "souveraenitaet", _("Digitale Souveränität")
    E_AKTE = "e_akte", _("E-Akte und interne Abläufe")
    DATEN = "daten", _("Offene Daten und Geodaten")
    FACHVERFAHREN = "fachverfahren", _("Fachverfahren")
    KOMPETENZEN = "kompetenzen", _("Kompetenzen und Beratung")
    RECHT = "recht", _("Recht und Standards")
    SMART_CITY = "smart_city", _("Smart City")


class DatePrecision(models.TextChoices):
    """How exact a date is: the stored day is the first of the period that the source names."""

    DAY = "day", _("Tag")
    MONTH = "month", _("Monat")
    YEAR = "year", _("Jahr")
    UNKNOWN = "unknown", _("ohne Datum")


class DateBasis(models.TextChoices):
    """Where a date comes from: the text states it, or it is the day of publication."""

    STATED = "stated", _("im Text genannt")
    PUBLISHED = "published", _("Tag der Veröffentlichung")


class CheckState(models.TextChoices):
    """Who vouches for an agreement so far."""

    RESEARCHED = "researched", _("recherchiert")
    AUTOMATIC = "automatic", _("automatisch erfasst")
    CHECKED = "checked", _("geprüft")


class Visibility(models.TextChoices):
    """Whether the public sees an agreement."""

    WAITING = "waiting", _("wartet auf Prüfung")
    PUBLISHED = "published", _("veröffentlicht")
    REJECTED = "rejected", _("verworfen")
    MERGED = "merged", _("zusammengeführt")


class ArticleState(models.TextChoices):
    """Where an article stands on its way; the database is the queue."""

    REFERENCED = "referenced", _("nur verlinkt")
    WAITING = "waiting", _("wartet")
    READING = "reading", _("wird gelesen")
    READ = "read", _("gelesen")
    IRRELEVANT = "irrelevant", _("ohne Vereinbarung")
    FAILED = "failed", _("fehlgeschlagen")


class ArticleOrigin(models.TextChoices):
    """How an article came in. Retold texts were written for the project, not by the publisher."""

    RETOLD = "retold", _("nacherzähltes Beispiel")
    MANUAL = "manual", _("von Hand")
    FILE = "file", _("Datei")
    FETCHED = "fetched", _("abgerufen")
    FEED = "feed", _("Feed")
    REGISTER = "register", _("Quellenangabe der Recherche")


class SourceKind(models.TextChoices):
    """What sort of publisher a source is."""

    OFFICIAL = "official", _("amtlich")
    TRADE_PRESS = "trade press", _("Fachpresse")
    PRESS = "press", _("Presse")


class KommuneKind(models.TextChoices):
    """The kind of a Kommune in the gazetteer."""

    KREISFREIE_STADT = "kreisfreie Stadt", _("kreisfreie Stadt")
    LANDKREIS = "Landkreis", _("Landkreis")
    STADT = "Stadt", _("Stadt")
    GEMEINDE = "Gemeinde", _("Gemeinde")
    MARKT = "Markt", _("Markt")


class OrganisationKind(models.TextChoices):
    """What sort of public body an organisation is."""

    SPITZENVERBAND = "spitzenverband", _("kommunaler Spitzenverband")
    IT_DIENSTLEISTER = "it_dienstleister", _("öffentlicher IT-Dienstleister")
    GREMIUM = "gremium", _("gemeinsame Einrichtung")
    BEHOERDE = "behoerde", _("Behörde")
    KOERPERSCHAFT = "koerperschaft", _("öffentliche Körperschaft")
    VERBUND = "verbund", _("Verbund")
    SONSTIGE = "sonstige", _("sonstige öffentliche Stelle")


class EvidenceField(models.TextChoices):
    """The fact of an agreement that evidence proves; the names are those of the annotation guide."""

    NAME = "name", _("Name")
    KIND = "kind", _("Art")
    STATUS = "status", _("Stand")
    DATE = "date", _("Datum")
    PARTIES = "parties", _("Beteiligte")
    PARTNERS = "partners", _("Partner")
    PORTALS = "portals", _("Portale")
    PILOTKOMMUNEN = "pilotkommunen", _("Pilotkommunen")
    TOPICS = "topics", _("Themen")
    SIGNATORIES = "signatories", _("Unterzeichnende")
    EARLIER = "earlier", _("Vorgeschichte")


class Decision(models.TextChoices):
    """What an editor decided on a piece of evidence. What is not OPEN no later run changes."""

    OPEN = "open", _("offen")
    ACCEPTED = "accepted", _("bestätigt")
    REJECTED = "rejected", _("verworfen")


class ReportRelation(models.TextChoices):
    """How an article came to stand beside an agreement."""

    NEW = "new", _("erste Quelle")
    FURTHER = "further", _("weitere Quelle")
    RENEWAL = "renewal", _("Erneuerung einer früheren")
    RESEARCHED = "researched", _("aus der Recherche")
    EDITOR = "editor", _("von der Redaktion")


class RegroupKind(models.TextChoices):
    """What an editor did to bring the records in line with the acts."""

    MERGE = "merge", _("zusammengeführt")
    SPLIT = "split", _("geteilt")


class ReportState(models.TextChoices):
    """Where an error report of a reader stands."""

    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    DISMISSED = "dismissed", _("nicht zutreffend")
