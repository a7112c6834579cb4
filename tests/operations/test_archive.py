"""Backup and restore: nothing is lost, nothing damaged comes back."""

import io
import json
import tarfile

import pytest
from django.core.management import CommandError, call_command

from coopwatch.operations.archive import ArchiveError, checksums, empty_tables, restore, write
from coopwatch.registry.models import Agreement, Article, Land


def quiet(name: str) -> None:
    """Say nothing."""


@pytest.fixture
def filled(reference, media_folder):
    """A database with reference data, made agreements and one original."""
    call_command("generate", agreements=40, articles=60, seed=2, verbosity=0)
    (media_folder / "originals").mkdir(parents=True)
    (media_folder / "originals" / "text.html").write_text("<p>Ä</p>", "utf-8")
    Article.objects.filter(pk=Article.objects.first().pk).update(
        original="originals/text.html", outcome="Tab\tund\nZeile\\N"
    )
    return media_folder


def rewritten(source, target, change) -> None:
    """Copy an archive, each member through `change(name, content)`, which returns None to leave it out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))


def test_everything_comes_back(filled, tmp_path, capsys):
    before = checksums()
    call_command("backup", tmp_path / "b.tar.gz")
    empty_tables()
    (filled / "originals" / "text.html").unlink()
    call_command("restore", tmp_path / "b.tar.gz")
    assert "Alle Prüfsummen stimmen überein." in capsys.readouterr().out
    assert checksums() == before
    assert (filled / "originals" / "text.html").read_text("utf-8") == "<p>Ä</p>"
    assert (
        Agreement.objects.filter(search="vereinbarung").exists()
        or Agreement.objects.exclude(search=None).exists()
    )
    assert Article.objects.create(content_hash="neu", origin="manual").pk > 60


def test_a_full_database_is_left_alone(filled, tmp_path):
    write(tmp_path / "b.tar.gz", quiet)
    Land.objects.filter(code="DE-BY").update(capital="Nürnberg")
    with pytest.raises(ArchiveError, match="--replace"):
        restore(tmp_path / "b.tar.gz", False, quiet)
    assert Land.objects.get(code="DE-BY").capital == "Nürnberg"
    restore(tmp_path / "b.tar.gz", True, quiet)
    assert Land.objects.get(code="DE-BY").capital == "München"


def damaged_row(name: str, content: bytes) -> bytes:
    """Change one Land."""
    return (
        content.replace(b"M\xc3\xbcnchen", b"N\xc3\xbcrnberg") if name == "tables/registry_land" else content
    )


def missing_table(name: str, content: bytes) -> bytes | None:
    """Leave one table out."""
    return None if name == "tables/registry_land" else content


def later_version(name: str, content: bytes) -> bytes:
    """Pretend that the backup comes from a later version."""
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    manifest["migrations"].append(["registry", "9999_future"])
    return json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (damaged_row, "tables/registry_land wurde verändert"),
        (missing_table, "fehlt tables/registry_land"),
        (later_version, "neueren Fassung \\(unbekannt: registry.9999_future"),
        (lambda name, content: None if name == "manifest.json" else content, "unvollständig"),
    ],
)
def test_a_damaged_file_changes_nothing(filled, tmp_path, change, sentence):
    write(tmp_path / "b.tar.gz", quiet)
    rewritten(tmp_path / "b.tar.gz", tmp_path / "bad.tar.gz", change)
    before = checksums()
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", tmp_path / "bad.tar.gz", replace=True)
    assert checksums() == before


def test_a_cut_file_is_refused(filled, tmp_path):
    write(tmp_path / "b.tar.gz", quiet)
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((tmp_path / "b.tar.gz").read_bytes()[:-2000])
    before = checksums()
    with pytest.raises(ArchiveError, match="keine lesbare Sicherung"):
        restore(cut, True, quiet)
    assert checksums() == before


@pytest.mark.parametrize(("name", "kind"), [("../outside", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)])
def test_what_leads_out_is_refused(filled, tmp_path, name, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "../outside"
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as archive:
        archive.addfile(member, io.BytesIO())
    with pytest.raises(ArchiveError):
        restore(tmp_path / "evil.tar.gz", True, quiet)
    assert not (tmp_path.parent / "outside").exists()


def test_secrets_of_the_moment_are_left_out(filled, tmp_path, admin_client):
    manifest = write(tmp_path / "b.tar.gz", quiet)
    assert "django_session" not in manifest["tables"]
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o777 == 0o600
