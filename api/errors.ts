/** Codes of problem answers and of errors thrown, with what each means and what to do. */
export const apiErrors = {
  "api.bad_request": "A query, path or body value is not what was wanted; the answer names each field, wanted and got.",
  "api.bad_json": "The body is not JSON, or carries a forbidden key such as __proto__. Send plain JSON.",
  "api.bad_url": "The address cannot be decoded. Percent-encode ids, also the slash in a gauge id (%2F).",
  "api.malformed_http": "What came in is no HTTP request. Use an HTTP/1.1 client.",
  "api.unauthorized":
    "No valid token or session. Send `Authorization: Bearer <token>`; `guanlan token create` makes one. Or sign in at /api/v1/session.",
  "api.forbidden":
    "No role of this account or token has the right that the call needs; the document says which (`x-access`). Ask for one that has it.",
  "api.whole_city_only":
    "The call is about the whole city and this account or token reaches a part of it. Use one without areas and devices.",
  "api.csrf":
    "A call by cookie that changes something lacks the header x-guanlan-csrf, or comes from another site. Send the `csrfToken` of /api/v1/me.",
  "api.sign_in_failed": "Account or password is wrong, or the account is disabled; which of them is not said.",
  "api.too_many_attempts":
    "Too many failed sign-ins, of this account or from this address. Try again after Retry-After.",
  "api.cleartext_token":
    "A token came from another machine without TLS. Use the HTTPS address, or set tls.allowCleartextTokens where the way is encrypted otherwise; then replace the token.",
  "api.not_found": "There is no such path or method. See /api/v1/openapi.json for those that exist.",
  "api.unknown_id": "Nothing has that id. List the resource to find the ids that exist.",
  "api.no_map":
    "The city folder has no map. `guanlan city map` makes a schematic, `guanlan city import-map` takes a reviewed one; the next start shows it.",
  "api.refused":
    "What was asked does not fit how things stand now, so nothing was changed; `refusal` and `detail` say why. Load the resource again.",
  "api.changed_since":
    "What was to be changed is not at the revision in If-Match: others changed it meanwhile, and `detail` says who did what. Nothing was changed. Load it, then decide again.",
  "api.request_timeout": "The request did not come in whole in time. Send it again, faster.",
  "api.body_too_large": "The body is larger than setting api.maxBodyBytes. Send less.",
  "api.headers_too_large": "Address and headers are larger than 16 KiB. Send less.",
  "api.wrong_media_type": "The body must be application/json.",
  "api.too_many_streams": "All live streams are taken (setting api.maxStreams). Try again after Retry-After.",
  "api.overloaded": "The hub is busy; readings go first. Try again after Retry-After.",
  "api.unavailable": "What answers this is not available just now. Try again after Retry-After.",
  "api.internal": "An error of the hub; its log names it. Report it with the time of the call.",
  "api.bind_failed": "The API cannot listen. Free the port or change settings api.host and api.port.",
  "api.route_without_access":
    "A route does not say who may call it and how it keeps to their part of the city. Give it `config: { access, scope }` in api/routes/.",
} as const;

export type ApiErrorCode = keyof typeof apiErrors;
