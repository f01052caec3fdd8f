/** Codes this room throws, each with its meaning and what to do. */
export const processorErrors = {
  "processor.stopped":
    "The hub stopped, or another hub took its place, before it could say what came of something that was entered. It is in the log and takes effect with the next start; look there before it is entered again.",
  "processor.stuck_step":
    "A step of the processor names the same due moment again after a tick at it. That is a fault of the hub: report it with the log.",
  "processor.key_used":
    "The idempotency key was sent before with another act. Nothing was changed. Make a new key for each act.",
} as const;
