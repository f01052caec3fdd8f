import { apiErrors } from "../../api/errors.ts";
import { brokerErrors } from "../../broker/errors.ts";
import { callsErrors } from "../../calls/errors.ts";
import { casesErrors } from "../../cases/errors.ts";
import { cityBuilderErrors } from "../../city-builder/errors.ts";
import { hubErrors } from "../../hub/errors.ts";
import { ingestErrors } from "../../ingest/errors.ts";
import { modesErrors } from "../../modes/errors.ts";
import { peopleErrors } from "../../people/errors.ts";
import { pondingErrors } from "../../ponding/errors.ts";
import { processorErrors } from "../../processor/errors.ts";
import { recordErrors } from "../../record/errors.ts";
import { responsesErrors } from "../../responses/errors.ts";
import { rulesErrors } from "../../rules/errors.ts";
import { scoreErrors } from "../../score/errors.ts";
import { simulatorErrors } from "../../simulators/errors.ts";
import { storeErrors } from "../../store/errors.ts";
import { tlsErrors } from "../../tls/errors.ts";
import { warningsErrors } from "../../warnings/errors.ts";
import { webhooksErrors } from "../../webhooks/errors.ts";

/** Every code a `HubError` may have, room by room. */
export const errorsByComponent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  broker: brokerErrors,
  ingest: ingestErrors,
  store: storeErrors,
  rules: rulesErrors,
  people: peopleErrors,
  processor: processorErrors,
  cases: casesErrors,
  record: recordErrors,
  calls: callsErrors,
  warnings: warningsErrors,
  modes: modesErrors,
  responses: responsesErrors,
  ponding: pondingErrors,
  webhooks: webhooksErrors,
  api: apiErrors,
  simulators: simulatorErrors,
  score: scoreErrors,
  tls: tlsErrors,
  "city-builder": cityBuilderErrors,
  hub: hubErrors,
};

/** The text of docs/errors.md. */
export function errorsMarkdown(): string {
  const sections = Object.entries(errorsByComponent).map(([room, errors]) => {
    const rows = Object.entries(errors).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    return [`## ${room}/`, "", "| code | meaning, and what to do |", "| --- | --- |", ...rows, ""].join("\n");
  });
  return [
    "# Errors",
    "",
    "Made by `npm run docs` from each room's `errors.ts`. Reasons for refused readings are in",
    "[`domain/observations/reject.ts`](../domain/observations/reject.ts), refusals of MQTT clients in [mqtt-refusals.md](mqtt-refusals.md).",
    "",
    ...sections,
  ].join("\n");
}
