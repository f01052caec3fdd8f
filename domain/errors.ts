import type { BilingualText } from "./text.ts";

/** Code of a `HubError`: `room.snake_case`, listed in docs/errors.md. */
export type ErrorCode = `${string}.${string}`;

export interface HubErrorOptions {
  readonly cause?: unknown;
  /** True when the same call may succeed later without anyone changing anything. */
  readonly isRetryable?: boolean;
}

/**
 * A failure that a caller must handle. Its words read action, wanted, got, and the fix; they never hold a secret.
 * `message` is the English of them, for logs.
 */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: ErrorCode;
  readonly words: BilingualText;
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, words: BilingualText, options: HubErrorOptions = {}) {
    super(words.en, { cause: options.cause });
    this.words = words;
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}
