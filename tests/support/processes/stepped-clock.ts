/**
 * Starts the program with a wall clock that is off by the first number of milliseconds in `TEST_CLOCK_STEPS`, and
 * by the next at each SIGUSR2. The monotonic clock stays right, as it does where somebody sets a machine's clock.
 */
const steps = String(process.env.TEST_CLOCK_STEPS).split(",").map(Number);
let offset = steps.shift() ?? 0;
process.on("SIGUSR2", () => {
  offset = steps.shift() ?? offset;
});

const RealDate = Date;

class SteppedDate extends RealDate {
  constructor(...given: []) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + offset;
  }
}

globalThis.Date = SteppedDate as DateConstructor;
await import("../../../cli/guanlan.ts");
