"""Calls models: one prediction, a stream, an asynchronous task.

With the emulator: run `make emulator` in one terminal, and in another one

    FLYMYAI_DSN=http://127.0.0.1:8787/ python examples/models.py

With the cloud: set FLYMYAI_API_KEY to your own key, and FLYMYAI_MODEL to one of your models.
"""

import os

from flymyai import FlyMyAI, FlyMyAIPredictException, run

api_key = os.environ.get("FLYMYAI_API_KEY", "fly-local")
model = os.environ.get("FLYMYAI_MODEL", "demo/echo")

print("== Python: one prediction")
response = run(apikey=api_key, model=model, payload={"prompt": "What is a run?"})
print(f"   {response.output_data['sample'][0]}")

with FlyMyAI(apikey=api_key, model=model) as client:
    print("\n== Python: a stream")
    stream = client.stream({"prompt": "one two three"})
    try:
        for partial in stream:
            print(f"   {''.join(partial.output_data['output'])!r}")
        print(f"   {stream.stream_details.output_tokens} tokens")
    except FlyMyAIPredictException as error:
        print(f"   the model failed: {error}")

    print("\n== Python: an asynchronous task")
    task = client.predict_async_task({"prompt": "Take your time"})
    print(f"   task {'has' if task.prediction_id else 'has no'} id")
    for prediction in task.result(timeout=60).inference_responses:
        print(f"   {prediction.output_data['sample'][0]}")
