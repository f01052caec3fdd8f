import { generateLoad } from "./generate-load.ts";
import type { LoadAnswer, LoadOptions } from "./run-load.ts";

/** The other side of `runLoad`: takes its options as the first message, answers with its result and ends. */
process.once("message", (options: LoadOptions) => {
  const answer = (message: LoadAnswer) => process.send?.(message);
  generateLoad(options, (devices) => answer({ kind: "connected", devices })).then(
    (result) => answer({ kind: "result", result }),
    (error: unknown) => answer({ kind: "failed", message: String(error) }),
  );
});
process.once("disconnect", () => process.exit());
