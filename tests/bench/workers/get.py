"""`runs.get`, one after the other, for a given time."""

from usage import Meter, options, report

from flymyai import AgentClient

WARM_UP = 50


def main():
    asked = options()
    client = AgentClient(api_key=asked["key"], base_url=asked["url"])
    get = client.runs.get
    for _ in range(WARM_UP):
        get(1)
    ops = 0
    meter = Meter()
    while meter.wall < asked["seconds"]:
        run = get(1)
        ops += 1
    figures = meter.per(ops)
    assert run.status == "completed", run
    report(**figures)


main()
