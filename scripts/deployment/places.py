"""The file system that a container would see: read-only but for what the compose file names."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# What programs read from /etc. Nothing of the machine's own settings besides.
ETC = ["group", "ld.so.cache", "localtime", "mime.types", "nsswitch.conf", "passwd", "resolv.conf", "ssl"]
LINKS = {"var/run": "../run", "bin": "usr/bin", "sbin": "usr/sbin", "lib": "usr/lib", "lib64": "usr/lib64"}
USER_LINES = {
    "passwd": "coopwatch:x:10001:10001::/nonexistent:/usr/sbin/nologin\n",
    "group": "coopwatch:x:10001:\n",
}
ALL_NAMES = ("db", "broker", "web", "proxy", "worker", "worker-fetch", "beat")


def mount(*words: str | Path) -> None:
    """Mount something; only in the name space of this process."""
    subprocess.run(["mount", *map(str, words)], check=True, timeout=30)


def bind(source: Path, target: Path, read_only: bool = True) -> None:
    """Show a folder of the machine at a place in the root."""
    target.mkdir(parents=True, exist_ok=True)
    mount("--bind", source, target)
    if read_only:
        mount("-o", "remount,bind,ro", target)


def make_root(root: Path, image: Path, writable: Iterable[str] = (), tmpfs: Iterable[str] = ()) -> Path:
    """Make a root folder with the machine's programs and the image's trees; return it.

    `writable` names the trees of the image that may be written to, `tmpfs` further places in memory.
    """
    root.mkdir(parents=True, exist_ok=True)
    mount("-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs", root)
    for name, target in LINKS.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(target)
    make_etc(root / "etc")
    bind(Path("/usr"), root / "usr")
    bind(Path(sys.base_prefix), root / sys.base_prefix.lstrip("/"))
    bind(Path("/proc"), root / "proc", read_only=False)
    bind(Path("/dev"), root / "dev", read_only=False)
    make_tmpfs(root, "/dev/shm:size=64m,mode=1777")
    for place, tree in {"/app": "app", "/srv/static": "static", "/opt/venv": "venv"}.items():
        if (image / tree).exists():
            bind(image / tree, root / place.lstrip("/"), read_only=place not in writable)
    for given in tmpfs if writable == () else ["/tmp"]:
        make_tmpfs(root, given)
    return root


def make_etc(etc: Path) -> None:
    """Copy the little that programs need, with the image's user and the names of the services."""
    etc.mkdir()
    for name in ETC:
        source = Path("/etc") / name
        if source.is_dir():
            shutil.copytree(source, etc / name, symlinks=True, ignore_dangling_symlinks=True)
        elif source.exists():
            shutil.copyfile(source, etc / name)
    for name, line in USER_LINES.items():
        with (etc / name).open("a", encoding="utf-8") as file:
            file.write(line)
    (etc / "hosts").write_text(hosts(), "utf-8")


def hosts() -> str:
    """Return the name table: each service and the domain are this machine."""
    return f"127.0.0.1 localhost {' '.join(ALL_NAMES)} coopwatch.test\n"


def make_tmpfs(root: Path, given: str) -> None:
    """Mount a place in memory as the compose file writes it: `/tmp` or `/tmp:size=256m,mode=1777`."""
    path, _, options = given.partition(":")
    (root / path.lstrip("/")).mkdir(parents=True, exist_ok=True)
    mount("-t", "tmpfs", "-o", options or "mode=1777", "tmpfs", root / path.lstrip("/"))


def make_volume(root: Path, given: str, volumes: Path, owner: str) -> None:
    """Show a volume, or a file of the checkout, where the compose file wants it."""
    source, target, mode = [*given.split(":"), "rw"][:3]
    place = root / target.lstrip("/")
    if source.startswith("/"):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
        return
    folder = volumes / source
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        shutil.chown(folder, *map(int, owner.split(":")))
    bind(folder, place, read_only=mode == "ro")


def seal(root: Path) -> None:
    """Make the root itself read-only, as `read_only: true` does."""
    mount("-o", "remount,ro", root)


def enter(root: Path, command: Iterable[str], user: str = "", capabilities: Iterable[str] = ()) -> list[str]:
    """Return the command line that runs a command in the root, with no rights but the named ones."""
    words = ["/usr/sbin/chroot", str(root), "/usr/bin/setpriv", "--no-new-privs"]
    if user:
        uid, _, gid = user.partition(":")
        words += ["--reuid", uid, "--regid", gid, "--clear-groups"]
        kept = "".join(f",+{name.lower()}" for name in capabilities)
        words += [
            "--bounding-set",
            f"-all{kept}",
            "--inh-caps",
            f"-all{kept}",
            "--ambient-caps",
            f"-all{kept}",
        ]
    return [
        *words,
        "/bin/sh",
        "-c",
        'cd "$0" && exec "$@"',
        "/app" if (root / "app").exists() else "/",
        *command,
    ]
