#!/usr/bin/env python3
"""The Dockerfile and compose.yaml held against the program, the package and each other; no container is built or run.

  container_test.py PROGRAM

What the tools say that they are for: container_tools_test.py.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from expectations import expect, failures

SOURCES = pathlib.Path(__file__).parents[2]
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
DOCKERFILE = (SOURCES / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE = (SOURCES / "compose.yaml").read_text()
PROMETHEUS = SOURCES / "ops/compose/prometheus.yml"


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
    return done.returncode == 0, done.stdout + done.stderr


def instruction(name):
    """The last of that name in the Dockerfile: what comes after it on its line."""
    return re.findall(rf"^\s*{name}\s+(.*)$", DOCKERFILE, re.MULTILINE)[-1]


def service(name):
    """That service's part of compose.yaml."""
    return re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", COMPOSE, re.MULTILINE).group(1)


def after(flag, command):
    return command[command.index(flag) + 1]


def health_check():
    return json.loads(re.search(r"HEALTHCHECK .*?CMD\s+(\[.*?\])", DOCKERFILE).group(1))


def look_at_image(command):
    copied = [path for line in re.findall(r"^COPY (.*)$", DOCKERFILE, re.MULTILINE) for path in line.split()[:-1]]
    missing = [path for path in copied if not (SOURCES / path).exists()]
    expect(copied and not missing, f"what the image copies is there {missing}")
    user = instruction("USER")
    expect(re.search(rf"^u {user} ", (SOURCES / "packaging/sysusers.conf").read_text(), re.MULTILINE),
           f"it runs as {user}, whom the package makes")
    volumes = json.loads(instruction("VOLUME"))
    keys = str(pathlib.Path(after("--keys", command)).parent)
    expect(sorted(volumes) == ["/var/lib/doorbuster", keys], f"its volumes are for data and keys {volumes}")
    installed = re.search(r"apt-get install (.*?)&&", DOCKERFILE[DOCKERFILE.rindex("\nFROM"):]).group(1).split()
    expect(health_check()[0] in installed, "what asks after its health is installed in it")
    port = after("--listen", command).rpartition(":")[2]
    expect(instruction("EXPOSE") == port and f":{port}/" in health_check()[-1], f"all of it means port {port}")
    return port


def look_at_command(command, folder):
    """The image's own command line, understood by the program, with paths that exist here."""
    settings, keys = folder / "doorbuster.toml", folder / "keys.toml"
    settings.write_text(run([PROGRAM, "settings", "--as", "toml"])[1])
    run([PROGRAM, "keys", "create", "--keys", keys, "--merchant", "shop", "--role", "operator"])
    here = {after("--config", command): settings, after("--keys", command): keys}
    command = [here.get(word, word) for word in command]
    good, said = run([PROGRAM, *command, "--check-config"])
    expect(good, "the program understands the image's command" + ("" if good else ": " + said))
    look_at_health([*command, "--data", folder / "data"])


def look_at_health(command):
    listen = command.index("--listen") + 1
    command[listen] = command[listen].rpartition(":")[0] + ":0"
    with subprocess.Popen([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        port = None
        for line in server.stdout:
            port = port or re.search(r"^listening +http://.*:(\d+)", line)
            if line.startswith("ready"):
                break
        probe = [re.sub(r":\d+/", f":{port.group(1)}/" if port else ":0/", word) for word in health_check()]
        good, said = run(probe)
        expect(good, "a server that takes orders is healthy " + said)
        server.terminate()
        server.stdout.read()
    expect(server.returncode == 0 and not run(probe)[0], "and one that has been stopped isn't")


def look_at_mounts(port):
    mounted = re.findall(r"- \./(\S+?):", COMPOSE)
    missing = [path for path in mounted if not (SOURCES / path).is_file()]
    expect(len(mounted) > 4 and not missing, f"compose.yaml mounts what is there {missing}")
    used = set(re.findall(r"[\" ]([a-z-]+):/[a-z]", COMPOSE))
    declared = set(re.findall(r"^  ([a-z-]+):$", COMPOSE[COMPOSE.index("\nvolumes:"):], re.MULTILINE))
    expect(used == declared, f"its volumes are those that it declares {used ^ declared}")
    expect(f'"127.0.0.1:{port}:{port}"' in service("doorbuster"), f"port {port} is for this machine alone")
    expect(f'targets: ["doorbuster:{port}"]' in PROMETHEUS.read_text(), "and is where Prometheus scrapes")


def look_at_keys(folder):
    """Runs the script that makes the keys, with its two folders elsewhere, and nobody to give them to."""
    keys, monitor, commands = folder / "keys", folder / "monitor", folder / "commands"
    for made in (keys, monitor, commands):
        made.mkdir()
    (commands / "doorbuster").symlink_to(PROGRAM)
    (commands / "chown").write_text("#!/bin/sh\n")
    (commands / "chown").chmod(0o755)
    script = re.search(r"- \|\n((?:        .*\n)+)", service("keys")).group(1)
    script = script.replace("/var/lib/doorbuster-keys", str(keys)).replace("/monitor-key", str(monitor))

    def make_keys():
        path = f"{commands}:{os.environ['PATH']}"
        good, said = run(["sh", "-euc", script], env={**os.environ, "PATH": path})
        made = (keys / "operator.key", monitor / "monitor.key")
        return good, said, [path.read_text() if path.is_file() else "" for path in made]

    good, said, first = make_keys()
    expect(good and all(first), "the keys are made " + ("" if good else said))
    theirs = monitor / "monitor.key"
    expect(theirs.is_file() and theirs.stat().st_mode & 0o777 == 0o444, "Prometheus can read its own, whoever it is")
    listed = run([PROGRAM, "keys", "list", "--keys", keys / "keys.toml"])[1]
    expect("operator" in listed and "monitor" in listed, "one is an operator's, one a monitor's")
    expect(sorted(path.name for path in keys.iterdir() if path.suffix == ".key") == ["operator.key"],
           "none is left lying about")
    expect(make_keys()[2] == first, "a second time changes nothing")
    theirs.unlink(missing_ok=True)
    expect(all(make_keys()[2]), "what was interrupted is done again")
    read = re.search(r"credentials_file: (\S+?)}", PROMETHEUS.read_text()).group(1)
    expect(read == "/monitor-key/monitor.key" and "monitor-key:/monitor-key:ro" in service("prometheus"),
           "Prometheus reads its key where it is put")


def main():
    command = json.loads(instruction("CMD"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        port = look_at_image(command)
        look_at_command(command, folder)
        look_at_mounts(port)
        look_at_keys(folder)
    sys.exit(1 if failures else 0)


main()
