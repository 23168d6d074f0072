#!/usr/bin/env python3
"""What stands beside the Dockerfile, looked at by the tool that it is for; no container is built or run.

  container_tools_test.py promtool|docker-compose

Exit code 77 where that tool isn't installed, and it says so.
"""
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77
SOURCES = pathlib.Path(__file__).parents[2]
CHECKS = {"promtool": ["check", "config", "--syntax-only", SOURCES / "ops/compose/prometheus.yml"],
          "docker-compose": ["-f", SOURCES / "compose.yaml", "config", "--quiet"]}

tool = sys.argv[1]
if not shutil.which(tool):
    print(f"skipped: {tool} isn't installed")
    sys.exit(SKIPPED)
sys.exit(subprocess.run([tool, *CHECKS[tool]], timeout=60).returncode)
