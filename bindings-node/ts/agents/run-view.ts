import { clearInterval, setImmediate, setInterval } from "node:timers";
import { binding } from "../native/binding.js";
import type { NativeTimeline } from "../native/timeline.js";
import type { ExecutionLog, ResourceID, RunDetail } from "../types/index.js";

// The view of a run that is watched: the timeline of the command `flymyai`, on standard error.
// Builds for other platforms have `run-view.web.ts` in place of this module.

/** @internal The start of the run and its status, as far as they are known. */
export type RunState = readonly [createdAt?: string | null, status?: string | null];

/** The views of this process. Of those in a terminal, only the first one has a live line. */
const open = new Set<RunView>();

/** The only listener of all views: with two of them, neither would be the last one. */
function interrupted(): void {
  // Listeners of the program are called next. Some end the process if they are the only ones.
  process.off("SIGINT", interrupted);
  if (process.listenerCount("SIGINT") > 0) {
    // The program decides whether the watch ends.
    setImmediate(listen);
    return;
  }
  for (const view of open) view.close(true);
  // Without a listener it ends the process, as it would have without the views.
  process.kill(process.pid, "SIGINT");
}

function listen(): void {
  process.off("SIGINT", interrupted);
  if (open.size > 0) process.prependListener("SIGINT", interrupted);
}

/** @internal Shows the events of one run, and its end. */
export class RunView {
  readonly #runId: ResourceID;
  readonly #timeline: NativeTimeline;
  readonly #isTerminal = process.stderr.isTTY === true;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @throws Error where there is no timeline, such as in WebAssembly. */
  constructor(runId: ResourceID) {
    const { NativeTimeline: Timeline } = binding();
    if (Timeline === undefined) {
      throw new Error(
        "watch needs the native addon, which this platform or FLYMYAI_BACKEND excludes; " +
          "runs.streamEvents returns the events",
      );
    }
    this.#runId = runId;
    this.#timeline = new Timeline(String(runId), this.#isTerminal);
    if (this.#isTerminal) {
      this.#timer = setInterval(() => this.#draw(), this.#timeline.framePeriod);
      this.#timer.unref();
    }
    open.add(this);
    listen();
  }

  /** Shows an event. */
  add(event: ExecutionLog, [createdAt, status]: RunState): void {
    this.#timeline.update(createdAt, status);
    const { type, message } = event;
    const text = this.#timeline.event(
      String(event.createdAt),
      String(type),
      String(message),
      columns(),
    );
    this.#write(text);
  }

  /** Shows the end of the run. */
  end(run: RunDetail): void {
    const { createdAt, updatedAt, status, error } = run;
    this.#timeline.update(text(createdAt), String(status));
    this.#write(this.#timeline.end(text(updatedAt), String(status), error ?? "", columns()));
  }

  /** Ends the view; `isDetached` if the program no longer watches a run that goes on. */
  close(isDetached: boolean): void {
    clearInterval(this.#timer);
    open.delete(this);
    listen();
    const continuation = `client.runs.watch(${JSON.stringify(this.#runId)})`;
    this.#write(isDetached ? this.#timeline.detached(continuation) : this.#timeline.clear());
  }

  /** The view with the live line. */
  static #first(): RunView | undefined {
    return [...open].find((view) => view.#isTerminal);
  }

  #draw(): void {
    if (RunView.#first() === this) this.#write(this.#timeline.frame(columns()));
  }

  #write(written: string): void {
    if (written === "") return;
    const { stderr } = process;
    const first = RunView.#first();
    // This removes the live line of another view; its next drawing restores it below the text.
    const removal = first && first !== this ? first.#timeline.clear() : "";
    // Progress that can't be written is lost; the watch goes on. A stream emits its error after the
    // callback, and an error without a listener would end the process.
    stderr.write(removal + written, (error) => {
      if (error) stderr.once("error", ignore);
    });
  }
}

function ignore(): void {}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The width of the terminal; some terminals report the width 0. */
function columns(): number | undefined {
  return process.stderr.columns || undefined;
}
