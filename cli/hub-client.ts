import type { Command } from "commander";
import type { z } from "zod";
import { askPatiently } from "../api/ask-patiently.ts";
import { city } from "../api/schemas/city.ts";
import { HubError } from "../domain/errors.ts";
import { plainLine } from "../domain/plain-line.ts";
import { loadSettings } from "../hub/settings/load-settings.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { localTimeWithZone } from "../locales/format/times.ts";
import { hubClientTexts } from "../locales/terminal/governance/hub-client.ts";
import { programTexts } from "../locales/terminal/program.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./commands/command.ts";
import type { Terminal } from "./terminal.ts";

/** The options of every command that speaks to a running hub. */
export interface HubOptions extends SettingsOption {
  readonly api?: string;
  readonly apiToken?: string;
}

/** What a call says beside its path and body. */
export interface CallHead {
  /** The revision that the caller has seen of what it changes; left out for any. */
  readonly ifMatch?: number;
  /** The same key, the same act. */
  readonly idempotencyKey?: string;
}

/** Longest wait for an answer. */
const answerWithinMs = 30_000;

/** Gives a command the options by which it finds a hub and is let in. */
export function withHubOptions(command: Command, { say }: Terminal): Command {
  return command
    .option("--api <url>", say(hubClientTexts["help-api"]))
    .option("--api-token <token>", say(hubClientTexts["help-token"]))
    .option(settingsFlag, say(programTexts["settings-option"]));
}

/** A whole text of an answer that is an instant as the API writes it: ISO 8601 in UTC with milliseconds. */
const instants = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g;

/**
 * The API of a running hub, for commands: it is spoken to as any other client does, so that what a command may and does is
 * checked and written down like everything else. Answers are for people: instants in them are times of the hub's city.
 */
export class HubClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  #timeZone: Promise<string> | null = null;

  /** @throws {HubError} `hub.bad_arguments`, `hub.bad_settings` */
  constructor({ api, apiToken, ...options }: HubOptions, { env, language }: Pick<Terminal, "env" | "language">) {
    const token = apiToken ?? env.GUANLAN_API_TOKEN;
    if (token === undefined || token === "") throw new HubError("hub.bad_arguments", hubClientTexts["no-token"]);
    this.#base = api === undefined ? addressIn(loadSettings(settingsSources(options, env))) : addressOf(api);
    this.#headers = { authorization: `Bearer ${token}`, "accept-language": language };
  }

  /** @param path with its query, from `/api/v1` on @throws {HubError} `hub.not_reached`, `hub.answer_refused` */
  async get<Of>(path: string, schema: z.ZodType<Of>): Promise<Of> {
    return await this.#forPeople(await this.getExact(path, schema));
  }

  /** The same with instants as the API writes them, to reckon with. @throws {HubError} as `get` */
  getExact<Of>(path: string, schema: z.ZodType<Of>): Promise<Of> {
    return this.#call(path, { method: "GET", headers: this.#headers }, schema);
  }

  /** @throws {HubError} as `get` */
  async post<Of>(path: string, body: unknown, answer: { readonly schema: z.ZodType<Of> } & CallHead): Promise<Of> {
    const { schema, ifMatch, idempotencyKey } = answer;
    const headers = {
      ...this.#headers,
      "content-type": "application/json",
      ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    };
    return await this.#forPeople(
      await this.#call(path, { method: "POST", headers, body: JSON.stringify(body) }, schema),
    );
  }

  /** An answer that is no JSON, as it came. @throws {HubError} as `get` */
  async getText(path: string): Promise<string> {
    const url = `${this.#base}${path}`;
    const { status, body, text } = await answerOf(url, { method: "GET", headers: this.#headers });
    if (status >= 400) throw refusedBy(status, body, url);
    return text;
  }

  async #forPeople<Of>(answer: Of): Promise<Of> {
    const text = JSON.stringify(answer);
    if (text.search(instants) === -1) return answer;
    this.#timeZone ??= this.getExact("/api/v1/city", city).then(({ timeZone }) => timeZone);
    const timeZone = await this.#timeZone;
    return JSON.parse(text.replace(instants, (_, at: string) => `"${localTimeWithZone(Date.parse(at), timeZone)}"`));
  }

  async #call<Of>(path: string, init: RequestInit, schema: z.ZodType<Of>): Promise<Of> {
    const url = `${this.#base}${path}`;
    const { status, body } = await answerOf(url, init);
    if (status >= 400) throw refusedBy(status, body, url);
    const read = schema.safeParse(body);
    if (!read.success) throw new HubError("hub.answer_refused", fill(hubClientTexts["odd-answer"], { url, status }));
    return read.data;
  }
}

const longest = Number.POSITIVE_INFINITY;

interface HubAnswer {
  readonly status: number;
  /** Null where it is no JSON. */
  readonly body: unknown;
  readonly text: string;
}

async function answerOf(url: string, init: RequestInit): Promise<HubAnswer> {
  try {
    const response = await askPatiently(() =>
      fetch(url, { ...init, signal: AbortSignal.timeout(answerWithinMs), redirect: "error" }),
    );
    const text = await response.text();
    return { status: response.status, body: jsonIn(text), text };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const words = fill(hubClientTexts["not-reached"], { url, words: errorWords(cause) });
    throw new HubError("hub.not_reached", words, { cause: error, isRetryable: true });
  }
}

/** Each text on one plain line: what people wrote neither commands a screen nor passes for a line of ours. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === "string" ? plainLine(value, longest) : value));
  } catch {
    return null;
  }
}

function refusedBy(status: number, body: unknown, url: string): HubError {
  const words = problemWords(body);
  return new HubError(
    "hub.answer_refused",
    words === null
      ? fill(hubClientTexts["odd-answer"], { url, status })
      : fill(hubClientTexts.refused, { status, words }),
  );
}

/** What a problem answer says, in the language it came in; null where it is none. */
export function problemWords(body: unknown): string | null {
  const detail = typeof body === "object" && body !== null && "detail" in body ? body.detail : null;
  return typeof detail === "string" ? `${detail}${wrongIn(body)}` : null;
}

/** Which values were not what was wanted, as a problem answer lists them. */
function wrongIn(body: object | unknown): string {
  const errors = typeof body === "object" && body !== null && "errors" in body ? body.errors : null;
  if (!Array.isArray(errors)) return "";
  return errors.map(({ field, wanted, got }: Record<string, unknown>) => ` ${field}: ${wanted}, ${got}.`).join("");
}

/** Where the hub of these settings listens, as this machine reaches it. */
function addressIn({ api: { host, port } }: Settings): string {
  const reached = host === "0.0.0.0" || host === "" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

function addressOf(api: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(api) || !URL.canParse(api)) {
    throw new HubError("hub.bad_arguments", fill(hubClientTexts["bad-address"], { got: api }));
  }
  return api.replace(/\/$/, "");
}
