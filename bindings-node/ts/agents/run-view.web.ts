// Browsers and workers have no terminal; see `run-view.ts`.

export class RunView {
  constructor() {
    throw new Error(
      "watch needs a terminal, which this platform does not have; " +
        "runs.streamEvents returns the events",
    );
  }

  add(): void {}

  end(): void {}

  close(): void {}
}
