import { clearInterval, setInterval } from "node:timers";
import { binding } from "../native/binding.js";
import type { NativeTimeline } from "../native/timeline.js";
import type { ExecutionLog, ResourceID, RunDetail } from "../types/index.js";

// The view of a run that is watched: the timeline of the command `flymyai`, on standard error.
// Builds for other platforms have `run-view.web.ts` in place of this module.

/** @internal The start of the run and its status, as far as they are known. */
export type RunState = readonly [createdAt?: string | null, status?: string | null];

/** The views that a terminal shows. Only the first one has a live line. */
const open = new Set<RunView>();

/** The only listener of all views: with two of them, each would take the other for the program's. */
function interrupted(): void {
  // A program with a listener of its own decides itself whether the watch ends.
  if (process.listenerCount("SIGINT") > 1) return;
  for (const view of open) view.close(true);
  // Without this listener it ends the process, as it would have without the views.
  process.kill(process.pid, "SIGINT");
}

/** @internal Shows the events of one run, and its end. */
export class RunView {
  readonly #runId: ResourceID;
  readonly #timeline: NativeTimeline;
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
    const isTerminal = process.stderr.isTTY === true;
    this.#runId = runId;
    this.#timeline = new Timeline(String(runId), isTerminal);
    if (isTerminal) {
      this.#timer = setInterval(() => this.#draw(), this.#timeline.framePeriod);
      this.#timer.unref();
      if (open.size === 0) process.on("SIGINT", interrupted);
      open.add(this);
    }
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

  /** Ends the view; `isDetached` if the program has stopped to watch a run that goes on. */
  close(isDetached: boolean): void {
    clearInterval(this.#timer);
    if (open.delete(this) && open.size === 0) process.off("SIGINT", interrupted);
    const continuation = `client.runs.watch(${JSON.stringify(this.#runId)})`;
    this.#write(isDetached ? this.#timeline.detached(continuation) : this.#timeline.clear());
  }

  #draw(): void {
    const [first] = open;
    if (first === this) this.#write(this.#timeline.frame(columns()));
  }

  #write(written: string): void {
    if (written === "") return;
    const { stderr } = process;
    const [first] = open;
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
