// A body that a program has made may always have data. Its reads settle in microtasks, and a loop
// of such reads would block timers, signals and I/O.

// Read when the module is loaded: tests replace the globals with fakes that never fire.
const { performance, setImmediate: immediately, setTimeout: later } = globalThis;

/** Milliseconds that a loop may read before other tasks run. */
const TURN = 20;

/** @internal Lets other tasks run between the reads of a loop. */
export class Turns {
  #start = performance.now();

  /** Whether the loop has read for long enough to call `yield`. */
  get isOver(): boolean {
    return performance.now() - this.#start > TURN;
  }

  /** Resolves after other tasks have run. */
  async yield(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (immediately) immediately(resolve);
      else later(resolve, 0);
    });
    this.#start = performance.now();
  }
}
