import { SingleBar } from "cli-progress";

/** A bar of what is done, in MiB, rows or minutes, on the standard error stream. */
export function progressBar(unit: "MiB" | "rows" | "min" = "MiB"): {
  readonly show: (done: number, total: number) => void;
  readonly stop: () => void;
} {
  const bar = new SingleBar({
    format: `{bar} {percentage}% | {amount} ${unit} | {eta_formatted}`,
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let isStarted = false;
  return {
    show(done, total) {
      const amount = { amount: unit === "MiB" ? (done / 1_048_576).toFixed(1) : done };
      if (isStarted) bar.update(done, amount);
      else bar.start(total, done, amount);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
