"""`flymyai.run`, one after the other, for a given time: each call is a client of its own."""

import os

from usage import Meter, options, report


def main():
    asked = options()
    os.environ["FLYMYAI_DSN"] = asked["url"]
    import flymyai

    def run():
        return flymyai.run(apikey=asked["key"], model="demo/echo", payload={"prompt": "Hello"})

    for _ in range(2):
        run()
    ops = 0
    meter = Meter()
    while meter.wall < asked["seconds"]:
        prediction = run()
        ops += 1
    figures = meter.per(ops)
    assert prediction.output_data["sample"] == ["Hello"], prediction
    report(**figures)


main()
