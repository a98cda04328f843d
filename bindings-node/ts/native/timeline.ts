/** @internal The timeline of a run, as text for standard error. */
export interface NativeTimeline {
  /** Milliseconds between two drawings of the live line of a terminal. */
  readonly framePeriod: number;
  update(createdAt: string | null | undefined, status: string | null | undefined): void;
  event(createdAt: string, kind: string, message: string, columns: number | undefined): string;
  end(
    updatedAt: string | undefined,
    status: string,
    error: string,
    columns: number | undefined,
  ): string;
  frame(columns: number | undefined): string;
  clear(): string;
  detached(continuation: string): string;
}
