/**
 * A platform that Guanlan notifies, small enough to read in one go: it checks signatures, answers at once, takes each event
 * once, and answers cases over the hub's API. docs/webhooks.md says what an event holds.
 *
 *     WEBHOOK_SECRET=whsec_... GUANLAN_API_TOKEN=... node examples/receiver.ts
 *
 * GUANLAN_API is the hub's address (http://127.0.0.1:8080 where not set), PORT where this listens (8090).
 */
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook } from "standardwebhooks";

/** As much of an event as is read here; there is more in it, and there may be more to come. */
export interface ReceivedEvent {
  /** The same on every attempt, as in the header `webhook-id`. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly change?: { readonly entry?: { readonly kind?: string } } };
}

/** The event of a request; null where it was signed with none of the keys, or not within five minutes of now. */
export function openEvent(keys: readonly Webhook[], headers: IncomingHttpHeaders, body: string): ReceivedEvent | null {
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  for (const key of keys) {
    try {
      return key.verify(body, sent) as ReceivedEvent;
    } catch {
      // Signed with the other key, or with none.
    }
  }
  return null;
}

/** What an answer about a case goes to. */
export interface HubAccess {
  readonly api: string;
  readonly token: string;
}

/** What is posted to the hub. */
export interface Call {
  /** Such as `/api/v1/cases/{id}/steps`; docs/webhooks.md has the body of each step. */
  readonly path: string;
  /** The same key, the same call: sent once too often it does no harm. */
  readonly key: string;
  readonly body: object;
}

/**
 * Posts to the hub, again until it has it.
 *
 * @returns the answer's status: below 300 it is in effect; 4xx the hub says why not, and asking again would not help
 */
export async function callHub({ api, token }: HubAccess, { path, key, body }: Call): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key };
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 60_000)) {
    const request = { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) };
    const status = await fetch(`${api}${path}`, request).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 500 && status !== 429) return status;
    await wait(waitMs, undefined, { ref: false });
  }
}

/** Takes events in; `onEvent` is called once for each id, after the hub has its answer. */
function receiver(secrets: readonly string[], onEvent: (event: ReceivedEvent) => void): RequestListener {
  // In a platform of your own: a table with the id as its key, kept for two days, written before the answer.
  const seen = new Set<string>();
  const keys = secrets.map((secret) => new Webhook(secret));
  return (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
      if (body.length > 1_048_576) request.destroy();
    });
    request.on("error", () => {});
    request.on("end", () => {
      const event = openEvent(keys, request.headers, body);
      response.writeHead(event === null ? 401 : 204).end();
      if (event === null || seen.has(event.id)) return;
      seen.add(event.id);
      onEvent(event);
    });
  };
}

if (import.meta.main) {
  const { WEBHOOK_SECRET = "", GUANLAN_API_TOKEN = "", GUANLAN_API, PORT = "8090" } = process.env;
  const hub = { api: GUANLAN_API ?? "http://127.0.0.1:8080", token: GUANLAN_API_TOKEN };
  const take = async ({ id, type, subject, data }: ReceivedEvent): Promise<void> => {
    console.log(type, subject);
    if (data.change?.entry?.kind !== "dispatched") return;
    // Here your platform finds who is to go there, and answers when somebody does.
    const answer = { path: `/api/v1/cases/${subject}/steps`, key: `${id}:accept`, body: { step: "accept" } };
    console.log("accept", subject, await callHub(hub, answer));
  };
  createServer(receiver(WEBHOOK_SECRET.split(" "), (event) => void take(event))).listen(
    Number(PORT),
    "127.0.0.1",
    () => {
      console.log(`events are taken at http://127.0.0.1:${PORT}/`);
    },
  );
}
