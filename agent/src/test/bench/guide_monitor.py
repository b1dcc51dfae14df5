"""The baseline of `scripts/bench start`: does what the script in the OCI MotherDuck monitor's guide does.

It asks the three questions (newest block, how many, gaps by LAG), tells the phone, and pings the
dead-man's switch. Secrets come from OCI Vault through Oracle's SDK when GUIDE_OCI_CONFIG is set,
else from the environment, and then the SDK is not imported at all.
"""

import base64
import os
import sys

import duckdb
import httpx

NAMES = ("PUSHOVER_TOKEN", "PUSHOVER_USER", "HEALTHCHECKS_PING_URL")
WINDOW = (
    "timestamp BETWEEN (CURRENT_TIMESTAMP - INTERVAL '1 year')"
    " AND (CURRENT_TIMESTAMP - INTERVAL '3 minutes')"
)
NEWEST = """
SELECT MAX(number), MAX(timestamp), EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - MAX(timestamp)))
FROM blocks
"""
COUNT = f"SELECT COUNT(*) FROM blocks WHERE {WINDOW}"
GAPS = f"""
WITH gaps AS (
    SELECT
        number AS block_number,
        timestamp,
        LAG(timestamp) OVER (ORDER BY timestamp) AS prev_timestamp,
        EXTRACT(EPOCH FROM (timestamp - LAG(timestamp) OVER (ORDER BY timestamp))) AS gap_seconds
    FROM blocks
    WHERE {WINDOW}
)
SELECT * FROM gaps WHERE gap_seconds > 15
"""


def secrets():
    config_file = os.environ.get("GUIDE_OCI_CONFIG")
    if not config_file:
        return {name: os.environ[name] for name in NAMES}
    import oci

    client = oci.secrets.SecretsClient(
        oci.config.from_file(config_file), service_endpoint=os.environ["GUIDE_OCI_ENDPOINT"]
    )
    return {name: fetch(client, "ocid1.vaultsecret.oc1.phx." + name) for name in NAMES}


def fetch(client, ocid):
    bundle = client.get_secret_bundle(secret_id=ocid).data
    return base64.b64decode(bundle.secret_bundle_content.content).decode()


def ask(file):
    connection = duckdb.connect(file, read_only=True)
    connection.execute("SET TimeZone = 'UTC'")
    newest, _, age = connection.execute(NEWEST).fetchone()
    (blocks,) = connection.execute(COUNT).fetchone()
    gaps = connection.execute(GAPS).fetchall()
    connection.close()
    return newest, age, blocks, gaps


def tell(keys, healthy, text):
    title = "HEALTHY" if healthy else "UNHEALTHY"
    form = {
        "token": keys["PUSHOVER_TOKEN"],
        "user": keys["PUSHOVER_USER"],
        "title": title,
        "message": text,
    }
    httpx.post(os.environ["PUSHOVER_API"] + "/1/messages.json", data=form, timeout=10).raise_for_status()
    url = keys["HEALTHCHECKS_PING_URL"] + ("" if healthy else "/fail")
    httpx.post(url, content=text.encode(), timeout=10).raise_for_status()


def main():
    keys = secrets()
    newest, age, blocks, gaps = ask(sys.argv[1])
    text = f"Blocks: {blocks:,}\nLatest: {newest:,}\nAge: {age:.0f}s ago\nGaps: {len(gaps)}"
    # Slots that nobody proposed are gaps to this query, every day; so only age decides here.
    healthy = age < 300
    tell(keys, healthy, text)
    print(text)
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
