#!/usr/bin/env python3
"""Holds scripts/abuse/table.py to its verdicts, on loads that are made up."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

TABLE = sys.argv.pop(1)
ROUNDS = 3
OPENED_MIN, BUDGET_MIB = 2_500, 100
FLOOD = "heads"


def load(p99_ms, passed=True, unknown=0, audited=True):
    return {
        "order_latency": {"p99_ns": None if p99_ms is None else int(p99_ms * 1e6)},
        "audited": audited,
        "checks": [{"name": "a", "passed": True}, {"name": "b", "passed": passed}],
        "orders": {"won": 10, "unknown": unknown},
        "requests": {"failed": 0},
    }


class Verdict(unittest.TestCase):
    """Rounds in which all is well, of which each test spoils one thing."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)
        for number in range(1, ROUNDS + 1):
            self.put(number, "quiet", load(1.0))
            self.put(number, f"{FLOOD}.elsewhere", load(1.0), 5_000)
            self.put(number, f"{FLOOD}.here", load(2.0), 5_000)

    def put(self, number, name, made_up, opened=None):
        (self.directory / f"{number}.{name}.json").write_text(json.dumps(made_up))
        if opened is not None:
            (self.directory / f"{number}.{name}.opened").write_text(f"{opened}\n")

    def verdict(self, peak_mib=BUDGET_MIB):
        ran = subprocess.run(
            [TABLE, "table", str(self.directory), str(ROUNDS), str(OPENED_MIN), str(peak_mib * 1024),
             str(BUDGET_MIB), FLOOD], capture_output=True, text=True, check=False)
        self.assertEqual(ran.stderr, "")
        return ran.returncode, ran.stdout

    def assert_short(self, why):
        status, said = self.verdict()
        self.assertEqual(status, 1, said)
        self.assertIn(f"short: {why}", said)

    def test_all_is_well_where_the_percentile_doubles_and_no_more(self):
        status, said = self.verdict()
        self.assertEqual(status, 0, said)
        self.assertNotIn("short", said)

    def test_one_bad_round_is_not_the_median(self):
        self.put(1, f"{FLOOD}.here", load(50.0))
        self.assertEqual(self.verdict()[0], 0)

    def test_a_median_that_more_than_doubles(self):
        self.put(1, f"{FLOOD}.here", load(2.1))
        self.put(2, f"{FLOOD}.here", load(2.1))
        self.assert_short("p99")

    def test_no_percentile_at_all(self):
        self.put(1, f"{FLOOD}.here", load(None))
        self.put(2, f"{FLOOD}.here", load(None))
        self.assert_short("p99")

    def test_a_check_of_the_audit_that_failed_in_one_round(self):
        self.put(2, f"{FLOOD}.here", load(2.0, passed=False))
        self.assert_short("orders lost")

    def test_an_order_of_which_nothing_is_known(self):
        self.put(3, f"{FLOOD}.elsewhere", load(1.0, unknown=1))
        self.assert_short("orders lost")

    def test_orders_lost_without_a_flood(self):
        self.put(3, "quiet", load(1.0, audited=False))
        self.assert_short("orders lost")

    def test_a_load_that_came_to_nothing(self):
        (self.directory / f"1.{FLOOD}.here.json").unlink()
        self.assert_short("orders lost")

    def test_a_flood_that_was_none_in_one_round(self):
        self.put(2, f"{FLOOD}.here", load(2.0), OPENED_MIN - 1)
        self.assert_short("no flood")

    def test_a_flood_of_which_nobody_knows_whether_it_was_one(self):
        (self.directory / f"2.{FLOOD}.here.opened").unlink()
        self.assert_short("no flood")

    def test_memory_beyond_the_budget(self):
        status, said = self.verdict(BUDGET_MIB + 1)
        self.assertEqual(status, 1, said)
        self.assertIn("101 of 100 MiB, short", said)


if __name__ == "__main__":
    unittest.main()
