#!/usr/bin/env bash
# Kills the real server with SIGKILL, over and over, under load and while it starts, and audits what it then has against
# what its clients were told. From a fresh clone on a bare Debian 12 machine: installs what is missing and builds.
#   scripts/torture.sh [--kills N] [--seed S] [-- SERVER FLAGS...]     --help tells more; exit status 1: a violation
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh
scripts/build.sh release torture
exec build/release/tests/torture "$@"
