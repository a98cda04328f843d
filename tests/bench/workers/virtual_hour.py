"""Clouds of tests, each with one run of one virtual hour."""

from usage import Meter, options, report

from flymyai.testing import cloud, output, pause, tool


def once():
    with cloud() as service:
        agent = service.agent([tool("search"), pause("1h"), output({"score": 7})])
        run = service.client.agents.run(agent)
        ended = service.client.runs.wait(run.id, timeout=7200)
        assert ended.output == {"score": 7}, ended


def main():
    rounds = options()["rounds"]
    once()
    meter = Meter()
    for _ in range(rounds):
        once()
    report(**meter.per(rounds))


main()
