import { SingleBar } from "cli-progress";

/** A bar of the bytes that are done, on the standard error stream. */
export function progressBar(): { readonly show: (done: number, total: number) => void; readonly stop: () => void } {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {mib} MiB | {eta_formatted}",
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let isStarted = false;
  return {
    show(done, total) {
      const mib = { mib: (done / 1_048_576).toFixed(1) };
      if (isStarted) bar.update(done, mib);
      else bar.start(total, done, mib);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
