/** Starts the program so that SIGUSR2 holds up its event loop for ever, as a mistake in a loop does. */
process.on("SIGUSR2", () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
await import("../../../cli/guanlan.ts");
