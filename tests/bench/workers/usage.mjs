// The arguments and the report of a worker: shared by all Node workers.

import { readFileSync } from "node:fs";

/** The driver's request: its one argument, a JSON object with at least `url` and `key`. */
export const options = JSON.parse(process.argv[2]);

/** Prints the figures as the one JSON line the driver reads. */
export function report(figures) {
  console.log(JSON.stringify({ ...figures, peak_rss_mb: peakRssMb() }));
}

/** Starts measuring; `wall()` is the seconds so far, `per(ops)` the totals and what an operation took. */
export function meter() {
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const wall = () => (performance.now() - begin) / 1e3;
  return {
    wall,
    per(ops) {
      const seconds = wall();
      const { user, system } = process.cpuUsage(cpuBefore);
      const cpu = (user + system) / 1e6;
      return { ops, wall: seconds, cpu, wall_per_op: seconds / ops, cpu_per_op: cpu / ops };
    },
  };
}

/** MB (10^6 bytes); on Linux not from getrusage, whose figure would begin with the driver's. */
function peakRssMb() {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"));
    return (kilobytes * 1024) / 1e6;
  } catch {
    return (process.resourceUsage().maxRSS * 1024) / 1e6;
  }
}
