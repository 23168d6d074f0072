#!/usr/bin/env python3
"""Builds the Debian package with CPack, and looks into it; installs nothing.

  package_test.py BUILD_FOLDER CPACK VERSION

Exit code 77 where dpkg-dev isn't installed, and it says so; also where all else is well and systemd-analyze isn't
there to say what it thinks of the units.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from expectations import expect, failures

SKIPPED = 77
EXPOSURE_MOST = 2.0  # of 10, as `systemd-analyze security` counts
UNITS = ("lib/systemd/system/doorbuster.service", "lib/systemd/system/doorbuster-webhooks.service")
SOURCES = pathlib.Path(__file__).parents[2]
FILES = {
    "usr/bin/doorbuster": 0o755,
    UNITS[0]: 0o644,
    UNITS[1]: 0o644,
    "usr/lib/sysusers.d/doorbuster.conf": 0o644,
    "etc/doorbuster/doorbuster.toml": 0o644,
    "etc/default/doorbuster": 0o644,
    "etc/logrotate.d/doorbuster": 0o644,
    "usr/share/man/man1/doorbuster.1.gz": 0o644,
    "usr/share/man/man5/doorbuster.toml.5.gz": 0o644,
    "usr/share/bash-completion/completions/doorbuster": 0o644,
    "usr/share/zsh/vendor-completions/_doorbuster": 0o644,
    "usr/share/doc/doorbuster/copyright": 0o644,
    "usr/share/doc/doorbuster/changelog.gz": 0o644,
    "usr/share/doc/doorbuster/runbook.md": 0o644,
    "usr/share/doc/doorbuster/webhooks.md": 0o644,
    "usr/share/doorbuster/ops/prometheus/alerts.yml": 0o644,
}
DEPENDS = ("libc6", "libcurl4", "libssl3", "liburing2", "libfmt9")

build, cpack, version = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def built(folder):
    good, said = run(cpack, "-G", "DEB", "--config", str(build / "CPackConfig.cmake"), "-B", str(folder))
    packages = list(folder.glob("*.deb"))
    expect(good and len(packages) == 1, "cpack builds one package" + ("" if good else ": " + said))
    if not packages:
        raise SystemExit(1)
    return packages[0]


def look_at_fields(package):
    def field(name):
        return run("dpkg-deb", "--field", str(package), name)[1].strip()

    expect(field("Package") == "doorbuster" and field("Version") == version, f"its name, and the version {version}")
    depends = field("Depends")
    for library in DEPENDS:
        expect(re.search(rf"\b{library}\b", depends), f"it depends on {library}")


def look_at_files(package, root):
    listing = run("dpkg-deb", "--contents", str(package))[1].splitlines()
    foreign = [line for line in listing if line.split()[1] != "root/root"]
    expect(not foreign, f"all is root's {foreign}")
    for name, mode in FILES.items():
        path = root / name
        expect(path.is_file() and path.stat().st_mode & 0o777 == mode, f"{name} with mode {mode:o}")


def look_at_control(package, folder):
    run("dpkg-deb", "--control", str(package), str(folder))
    conffiles = (folder / "conffiles").read_text().split()
    expect(sorted(conffiles) == sorted("/" + name for name in FILES if name.startswith("etc/")),
           "every file in /etc is a conffile")
    for script in ("postinst", "prerm", "postrm"):
        good, said = run("sh", "-n", str(folder / script))
        expect(good and (folder / script).stat().st_mode & 0o111, f"{script} is a script {said}")


def look_at_installation(postinst, folder):
    """Runs the script with commands that only write down what they were asked."""
    folder.mkdir()
    asked = folder / "asked"
    for name in ("systemd-sysusers", "chgrp", "install", "systemctl"):
        (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{asked}"\n')
        (folder / name).chmod(0o755)
    good, said = run("env", f"PATH={folder}:{os.environ['PATH']}", "sh", str(postinst), "configure")
    lines = asked.read_text().splitlines()
    expect(good and lines[0] == "systemd-sysusers doorbuster.conf", f"an installation makes the user first {said}")
    expect("install -d -m 0700 -o doorbuster -g doorbuster /var/lib/doorbuster" in lines,
           "and the user's directory, for keys before the first start")
    expect(not [line for line in lines if "start" in line], "and starts nothing")


def look_at_program(root):
    program = str(root / "usr/bin/doorbuster")
    good, said = run(program, "version")
    expect(good and said.startswith(f"doorbuster {version}\n"), "the program runs, and says its version")
    good, said = run(program, "serve", "--check-config", "--config", str(root / "etc/doorbuster/doorbuster.toml"))
    expect(good and re.search(r'^data = "/var/lib/doorbuster" +# .*doorbuster.toml line', said, re.M),
           "its settings are good, and its data is where services have theirs " + ("" if good else said))


def look_at_units(root):
    for unit in UNITS:
        look_at_unit(root, root / unit)


def look_at_unit(root, unit):
    # Of a package that isn't installed, the program is elsewhere.
    text = unit.read_text()
    expect("ExecStart=/usr/bin/doorbuster " in text, f"{unit.name} starts the program")
    started = set(re.findall(r"^Exec[A-Za-z]+=[-@:+!]*(\S+)", text, re.MULTILINE))
    # kill(1) is none of them: it comes with procps, which is not on every system.
    expect(started <= {"/usr/bin/doorbuster", "/bin/sh"}, f"{unit.name} needs only what each system has: {started}")
    unit.write_text(text.replace("/usr/bin/doorbuster", str(root / "usr/bin/doorbuster")))
    good, said = run("systemd-analyze", "verify", "--man=no", str(unit))
    expect(good and unit.name not in said, "systemd understands all of the unit: " + said)
    exposure = re.search(rf"exposure level for {unit.name}: ([0-9.]+)",
                         run("systemd-analyze", "security", "--offline=true", str(unit))[1])
    expect(exposure and float(exposure.group(1)) <= EXPOSURE_MOST,
           f"its exposure is at most {EXPOSURE_MOST}: {exposure and exposure.group(1)}")


def main():
    if not shutil.which("dpkg-shlibdeps"):
        print("skipped: dpkg-dev isn't installed")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        package = built(folder)
        root = folder / "root"
        run("dpkg-deb", "--extract", str(package), str(root))
        look_at_fields(package)
        look_at_files(package, root)
        look_at_control(package, folder / "control")
        look_at_installation(folder / "control/postinst", folder / "commands")
        look_at_program(root)
        can_look_at_units = shutil.which("systemd-analyze")
        if can_look_at_units:
            look_at_units(root)
        elif not failures:
            print("skipped: what systemd-analyze says of the units, since it isn't installed; all else is well")
    sys.exit(1 if failures else 0 if can_look_at_units else SKIPPED)


main()
