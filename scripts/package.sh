#!/usr/bin/env bash
# Builds the Debian package, from a fresh clone on: scripts/package.sh. It is then in build/release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh scripts/packages.txt
scripts/build.sh release doorbuster doorbuster_made
cd build/release
cpack -G DEB
echo "package: install it with: sudo apt install ./build/release/$(ls -t -- *.deb | head -n 1)"
