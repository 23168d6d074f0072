#!/usr/bin/env bash
# On what compare.sh measured, and with what, as lines "NAME TEXT":
#   machine.sh DIRECTORY     DIRECTORY: where data was written
set -euo pipefail

echo "cores $(nproc)"
echo "cpu $(sed -nE 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
echo "memory_gib $(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)"
echo "kernel $(uname -r)"
echo "disk $(df --output=source,fstype "$1" | tail -n 1 | tr -s ' ')"
echo "date $(date -u +%Y-%m-%d)"
echo "load_average_after $(cut -d ' ' -f 1 /proc/loadavg)"
echo "commit $(git describe --always --dirty --abbrev=7 --exclude '*')"
echo "redis $(redis-server --version | sed -nE 's/.*v=([0-9.]+).*/\1/p')"
echo "nginx $(nginx -v 2>&1 | sed -nE 's|.*/([0-9.]+).*|\1|p')"
echo "postgresql $(psql --version | sed -nE 's/.* ([0-9.]+).*/\1/p')"
