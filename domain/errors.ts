/** Code of a `HubError`: `room.snake_case`, listed in docs/errors.md. */
export type ErrorCode = `${string}.${string}`;

export interface HubErrorOptions {
  readonly cause?: unknown;
  /** True when the same call may succeed later without anyone changing anything. */
  readonly isRetryable?: boolean;
}

/**
 * A failure that a caller must handle. The message reads action, wanted, got, and carries the fix; it never carries a
 * secret.
 */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: ErrorCode;
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, message: string, options: HubErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}
