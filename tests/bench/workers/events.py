"""`stream_events` over a run that writes many logs."""

from usage import Meter, options, report

from flymyai import AgentClient


def main():
    asked = options()
    client = AgentClient(api_key=asked["key"], base_url=asked["url"])
    # The first call loads lazy modules, which another scenario measures.
    client.agents.list()
    meter = Meter()
    ids = [event.id for event in client.runs.stream_events(1, poll_interval=asked["poll_interval"])]
    figures = meter.per(asked["logs"])
    assert ids == list(range(1, asked["logs"] + 1)), "events lost, repeated or out of order"
    report(**figures)


main()
