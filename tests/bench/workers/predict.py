"""`predict`, one after the other, for a given time."""

import os

from usage import Meter, options, report

WARM_UP = 20


def main():
    asked = options()
    os.environ["FLYMYAI_DSN"] = asked["url"]
    import flymyai

    with flymyai.client(apikey=asked["key"], model="demo/echo") as client:
        for _ in range(WARM_UP):
            client.predict({"prompt": "Hello"})
        ops = 0
        meter = Meter()
        while meter.wall < asked["seconds"]:
            prediction = client.predict({"prompt": "Hello"})
            ops += 1
        figures = meter.per(ops)
    assert prediction.output_data["sample"] == ["Hello"], prediction
    report(**figures)


main()
