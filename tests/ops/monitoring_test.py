#!/usr/bin/env python3
"""What operations watch the server and its webhooks with, held against a real server, a real process that delivers and
a real Prometheus.

  monitoring_test.py DOORBUSTER_PROGRAM OPS_FOLDER RUNBOOK

Exit code 77 where Prometheus isn't installed, and it says so. Ends only the processes that it started.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.extend(str(pathlib.Path(__file__).parents[1] / part) for part in ("support", "app/webhooks"))
from deliveries import Webhooks, all_events, endpoint
from expectations import expect, failures
from receiver import Receiver
from services import ANSWER_SECONDS, Server, Started, free_port, scratch_folder, wait_for

SKIPPED = 77
CONFIGURATION = 3  # doorbuster's exit code
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
METRIC = re.compile(r"\bdoorbuster_[a-z0-9_]+")

program, ops, runbook = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def fetch(url):
    with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:
        return answer.read().decode()


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    return done.returncode == 0, done.stdout + done.stderr


def sell(server):
    """Ten lamps, twelve buyers; two are told that all is gone."""
    server.deliver("lamp", "Lamp", 10)
    server.open_sale("night", "Night", [{"sku": "lamp", "price": 100}])
    answers = [server.ask("POST", "/v1/orders", {"sale": "night", "buyer": f"u{buyer}",
                                                 "items": [{"sku": "lamp", "qty": 1}]}, f"o{buyer}")[0]
               for buyer in range(12)]
    expect(answers == 10 * [201] + 2 * [409], "ten lamps were sold, and two buyers told so")


class WatchedWebhooks:
    """One endpoint that is served, one whose receiver wants no more, one whose receiver isn't there."""

    def __init__(self, scratch, server):
        receiver = Receiver()
        receiver.path("erp", SECRET)
        receiver.path("gone", SECRET).always = 410
        webhooks = Webhooks(program, scratch / "webhooks", server)
        webhooks.write(endpoint("erp", receiver.url("erp"), [SECRET]), endpoint("gone", receiver.url("gone"), [SECRET]),
                       endpoint("away", f"http://127.0.0.1:{free_port()}/", [SECRET]))
        process = webhooks.start("--metrics-listen", "127.0.0.1:0")
        wait_for("the endpoints", lambda: "3 endpoints served" in process.said())
        self.url = re.search(r"http://127\.0\.0\.1:\d+/metrics", process.said()).group()
        self.due = len(all_events(server))
        for line in (f'doorbuster_webhooks_delivered_total{{endpoint="erp"}} {self.due}',
                     'doorbuster_webhooks_behind_events{endpoint="erp"} 0',
                     'doorbuster_webhooks_oldest_undelivered_age_seconds{endpoint="erp"} 0',
                     'doorbuster_webhooks_condition{endpoint="gone",condition="gone"} 1',
                     'doorbuster_webhooks_failed_tries_total{endpoint="gone",reason="4xx"} 1',
                     f'doorbuster_webhooks_behind_events{{endpoint="away"}} {self.due}',
                     'doorbuster_webhooks_condition{endpoint="away",condition="fails"} 1'):
            wait_for(line, lambda: line in self.page().splitlines())
            expect(True, f"webhooks say {line}")
        ages = re.findall(r'_age_seconds{endpoint="(?:gone|away)"} (\S+)', self.page())
        expect(len(ages) == 2 and all(float(age) > 0 for age in ages), f"and how long the others wait: {ages}")
        again = Webhooks(program, scratch / "other-webhooks", server)
        again.write()
        again.start("--metrics-listen", self.url.removeprefix("http://").removesuffix("/metrics"))
        expect(again.process.process.wait() == CONFIGURATION and "its port free?" in again.process.said(),
               f"a port that is taken is told: {again.process.said()}")

    def page(self):
        """But for what the listener tells of itself."""
        return "".join(line for line in fetch(self.url).splitlines(True) if "exposer_" not in line)


def check_names(page):
    """Rules and dashboard speak of figures that there are, and the runbook of every alert."""
    shown = set(METRIC.findall(page))
    for file in [ops / "prometheus" / "recording.yml", ops / "prometheus" / "alerts.yml",
                 *sorted((ops / "grafana").glob("*.json"))]:
        text = file.read_text()
        recorded = set(re.findall(r"[a-z_]+:(doorbuster_[a-z_]+):", text))
        unknown = set(METRIC.findall(text)) - shown - recorded
        expect(not unknown, f"{file.name} asks only for what /metrics shows {sorted(unknown) or ''}")
    alerts = re.findall(r"- alert: (\w+)", (ops / "prometheus" / "alerts.yml").read_text())
    missing = [alert for alert in alerts if f"\n## {alert}\n" not in runbook.read_text()]
    expect(alerts and not missing, f"the runbook has each alert {missing or ''}")


def check_dashboard(prometheus, webhooks):
    """Prometheus understands each of its queries, and it has all that webhooks tell, with something to see for each."""
    text = (ops / "grafana" / "doorbuster.json").read_text()
    unseen = set(re.findall(r"^(doorbuster_\w+)", webhooks.page(), re.M)) - set(METRIC.findall(text))
    expect(not unseen, f"the dashboard has every figure of webhooks {sorted(unseen) or ''}")
    for panel in json.loads(text)["panels"]:
        for target in panel.get("targets", []):
            query = target["expr"]
            for variable, value in (("$webhooks_job", "doorbuster-webhooks"), ("$job", "doorbuster"), ("$instance", ".*")):
                query = query.replace(variable, value)
            ask = f"{prometheus}/api/v1/query?query={urllib.parse.quote(query)}"
            if "$webhooks_job" in target["expr"]:
                wait_for(f"something to see in \"{panel['title']}\"", lambda: json.loads(fetch(ask))["data"]["result"])
            try:
                said = json.loads(fetch(ask))["status"]
            except urllib.error.HTTPError as refusal:
                said = json.loads(refusal.read())["error"]
            expect(said == "success", f"Prometheus understands \"{panel['title']}\": {said}")


def check_rules(page):
    prometheus = ops / "prometheus"
    good, said = run("promtool", "check", "rules", prometheus / "recording.yml", prometheus / "alerts.yml")
    expect(good, f"promtool finds nothing wrong with the rules\n{'' if good else said}")
    good, said = run("promtool", "test", "rules", "rules_test.yml", cwd=prometheus)
    expect(good, f"each alert fires where it should and nowhere else\n{'' if good else said}")
    good, said = run("promtool", "check", "metrics", input=page)
    expect(good and not said.strip(), f"promtool finds nothing wrong with /metrics\n{said}")


def check_scrape(prometheus, webhooks):
    """The figures in Prometheus are those of what was sold."""
    def value(query):
        answer = json.loads(fetch(f"{prometheus}/api/v1/query?query={urllib.parse.quote(query)}"))
        result = answer["data"]["result"]
        return float(result[0]["value"][1]) if result else None

    wait_for("a scrape", lambda: value('doorbuster_events_total{type="order_held"}'))
    expect(value('up{job="doorbuster"}') == 1, "Prometheus scrapes the server")
    expect(value('doorbuster_events_total{type="order_held"}') == 10, "ten orders held")
    expect(value('doorbuster_rejections_total{reason="sold_out"}') == 2, "two refused as sold out")
    expect(value("doorbuster_ready") == 1, "ready")
    wait_for("a scrape of the webhooks", lambda: value('up{job="doorbuster-webhooks"}'))
    expect(value('doorbuster_webhooks_delivered_total{endpoint="erp"}') == webhooks.due, "what webhooks delivered")
    wait_for("figures of stock", lambda: value("doorbuster_stock_known"))
    expect(value('doorbuster_sale_stock_units{sale="night", sku="lamp", state="available"}') == 0, "no lamp is left")
    expect(value('doorbuster_sale_stock_units{sale="night", sku="lamp", state="held"}') == 10, "ten lamps are held")
    expect((value("doorbuster_disk_free_bytes") or 0) > 0, "the disk's free room")
    rules = json.loads(fetch(f"{prometheus}/api/v1/rules"))["data"]["groups"]
    unwell = [rule["name"] for group in rules for rule in group["rules"] if rule["health"] == "err"]
    expect(len(rules) == 2 and not unwell, f"Prometheus takes the rules {unwell or ''}")


def main(scratch):
    server = Server(program, scratch)
    sell(server)
    wait_for("figures of stock", lambda: "doorbuster_stock_known 1\n" in server.must("GET", "/metrics"))
    page = server.must("GET", "/metrics")
    webhooks = WatchedWebhooks(scratch, server)
    page += webhooks.page()
    check_names(page)
    check_rules(page)

    config = scratch / "prometheus.yml"
    config.write_text(json.dumps({
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(ops.resolve() / "prometheus" / name) for name in ("recording.yml", "alerts.yml")],
        "scrape_configs": [{"job_name": "doorbuster",
                            "static_configs": [{"targets": [server.url.removeprefix("http://")]}]},
                           {"job_name": "doorbuster-webhooks",
                            "static_configs": [{"targets": [webhooks.url.split("/")[2]]}]}]}))
    port = free_port()
    Started(scratch / "prometheus.log", "prometheus", f"--config.file={config}",
            f"--storage.tsdb.path={scratch / 'tsdb'}", f"--web.listen-address=127.0.0.1:{port}", "--log.level=error")
    prometheus = f"http://127.0.0.1:{port}"
    wait_for("Prometheus", lambda: fetch(f"{prometheus}/-/ready"))
    check_scrape(prometheus, webhooks)
    check_dashboard(prometheus, webhooks)


if not (shutil.which("prometheus") and shutil.which("promtool")):
    print("skipped: prometheus is not installed (scripts/setup.sh installs it)")
    sys.exit(SKIPPED)
with scratch_folder() as folder:
    main(folder)
sys.exit(1 if failures else 0)
