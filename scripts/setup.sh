#!/usr/bin/env bash
# Installs the Debian packages of lists that this machine lacks, and starts none of them:
#   scripts/setup.sh [LIST...]     default: scripts/packages.txt, for building, and tests/packages.txt, for testing
# Needs root or sudo, and the network, only if some are missing; otherwise it is done in a moment.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lists=("$@")
if (($# == 0)); then lists=(scripts/packages.txt tests/packages.txt); fi
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup: this is not a Debian system. Install what ${lists[*]} name by other means," >&2
  echo "setup: then run: cmake --preset release && cmake --build --preset release" >&2
  exit 1
fi

mapfile -t wanted < <(grep -hEv '^[[:space:]]*(#|$)' "${lists[@]}")
# dpkg-query fails when it doesn't know one of the names; those are missing, which is what we want to learn.
installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "setup: all ${#wanted[@]} packages are installed"
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup: these packages are missing: ${missing[*]}" >&2
    echo "setup: installing them takes root, and there is no sudo here. As root, run: scripts/setup.sh" >&2
    exit 1
  fi
  as_root=(sudo)
fi
as_root+=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1)  # in runlevel 1 no package starts its service

echo "setup: installing ${missing[*]}"
wait_for_lock=(-o DPkg::Lock::Timeout=300)
"${as_root[@]}" apt-get "${wait_for_lock[@]}" -q update </dev/null
"${as_root[@]}" apt-get "${wait_for_lock[@]}" -q install --yes --no-install-recommends "${missing[@]}" </dev/null
