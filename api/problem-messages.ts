import type { BilingualText } from "../domain/text.ts";
import { problemDetails, problemTitles } from "../locales/api.ts";
import type { ApiErrorCode } from "./errors.ts";

/** Codes that answer a call; the others are thrown at start. */
export type ProblemCode = Exclude<ApiErrorCode, "api.bind_failed" | "api.route_without_access">;

export interface ProblemMessage {
  /** HTTP status. */
  readonly status: number;
  readonly title: BilingualText;
  readonly detail: BilingualText;
}

const statuses: Readonly<Record<ProblemCode, number>> = {
  "api.bad_request": 400,
  "api.bad_json": 400,
  "api.bad_url": 400,
  "api.malformed_http": 400,
  "api.unauthorized": 401,
  "api.forbidden": 403,
  "api.whole_city_only": 403,
  "api.csrf": 403,
  "api.sign_in_failed": 401,
  "api.too_many_attempts": 429,
  "api.cleartext_token": 403,
  "api.not_found": 404,
  "api.unknown_id": 404,
  "api.no_map": 404,
  "api.refused": 409,
  "api.changed_since": 412,
  "api.request_timeout": 408,
  "api.body_too_large": 413,
  "api.headers_too_large": 431,
  "api.wrong_media_type": 415,
  "api.too_many_streams": 503,
  "api.overloaded": 503,
  "api.unavailable": 503,
  "api.internal": 500,
};

/** Status and words of a problem answer. */
export function problemMessage(code: ProblemCode): ProblemMessage {
  return { status: statuses[code], title: problemTitles[code], detail: problemDetails[code] };
}
