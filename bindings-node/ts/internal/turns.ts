// Reads of a body that a program has made may always be ready. They settle in microtasks, and a
// loop of them would keep timers, signals and I/O waiting.

// Taken when the module is loaded: tests replace the global ones by fakes that never fire.
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
