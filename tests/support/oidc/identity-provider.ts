/// <reference path="./oidc-provider.d.ts" />
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import Provider from "oidc-provider";

export const clientId = "guanlan";
export const clientSecret = "canary-client-secret-9f2c";

export type Claims = Readonly<Record<string, unknown>>;

/** A real OpenID provider on loopback: people say on its page who they are, and are believed. */
export interface TestProvider {
  readonly issuer: string;
  /** Paths asked for, oldest first. */
  readonly asked: string[];
  /** Authorization codes and tokens that it gave out. */
  readonly secrets: string[];
  /** Claims beyond `sub`, by subject. */
  readonly people: Map<string, Claims>;
  /** What ID tokens say instead, signed with its own key; null where they are as they should be. */
  tamper: ((claims: Claims) => Claims) | null;
  /** Whether ID tokens are signed with a key that it does not publish. */
  isForging: boolean;
  /** Has only a new key from now on. */
  rotateKeys(): void;
  /** Leaves calls of a path without an answer. */
  silent: string | null;
  /** What answers calls of a path instead. */
  readonly instead: Map<string, (response: ServerResponse) => void>;
  stop(): Promise<void>;
  /** On the same port again. */
  start(): Promise<void>;
}

interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid: randomUUID(), key: privateKey };
}

/** @param redirectUri where it sends browsers back to @param authMethod how the client proves itself */
export async function startProvider(redirectUri: string, authMethod = "client_secret_basic"): Promise<TestProvider> {
  let key = newKey();
  let server: Server | null = null;
  let port = 0;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  const listen = async (): Promise<void> => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://x").pathname;
      running.asked.push(path);
      if (path === running.silent) return;
      const instead = running.instead.get(path);
      if (instead === undefined) answer(request, response);
      else instead(response);
    });
    const listening = server;
    await new Promise<void>((done) => listening.listen(port, "127.0.0.1", () => done()));
    ({ port } = server.address() as AddressInfo);
  };
  const forger = newKey();
  const signWith = (): SigningKey => (running.isForging ? { ...forger, kid: key.kid } : key);
  const serve = (): void => {
    const provider = newProvider(running, { key, redirectUri, authMethod, signWith });
    const callback = provider.callback();
    answer = (request, response) => {
      const path = request.url ?? "";
      if (path.startsWith("/interaction/")) void interact(provider, request, response);
      else callback(request, response);
    };
  };
  const running = {
    issuer: "",
    asked: [] as string[],
    secrets: [] as string[],
    people: new Map<string, Claims>(),
    tamper: null as TestProvider["tamper"],
    isForging: false,
    silent: null as string | null,
    instead: new Map<string, (response: ServerResponse) => void>(),
    rotateKeys() {
      key = newKey();
      serve();
    },
    async stop() {
      const stopping = server;
      server = null;
      stopping?.closeAllConnections();
      await new Promise<void>((done) => (stopping === null ? done() : stopping.close(() => done())));
    },
    async start() {
      await listen();
    },
  };
  answer = (_request, response) => void response.end();
  await listen();
  running.issuer = `http://127.0.0.1:${port}`;
  serve();
  return running;
}

interface ProviderParts {
  readonly key: SigningKey;
  readonly redirectUri: string;
  readonly authMethod: string;
  /** With what tokens that were tampered with are signed. */
  readonly signWith: () => SigningKey;
}

function newProvider(running: TestProvider, { key, redirectUri, authMethod, signWith }: ProviderParts): Provider {
  const isPublic = authMethod === "none";
  const provider = new Provider(running.issuer, {
    clients: [
      {
        client_id: clientId,
        ...(isPublic ? {} : { client_secret: clientSecret }),
        token_endpoint_auth_method: authMethod,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    clientAuthMethods: [authMethod],
    jwks: { keys: [{ ...key.key.export({ format: "jwk" }), kid: key.kid, alg: "RS256", use: "sig" }] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ["test"] },
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["employee_no", "preferred_username"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...running.people.get(sub) }),
    }),
    // People are asked who they are, not whether the hub may know.
    async loadExistingGrant({
      oidc,
    }: {
      readonly oidc: { client: { clientId: string }; session: { accountId: string } };
    }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as Readonly<Record<string, string>> | undefined;
    const token = context.path === "/token" ? body?.id_token : undefined;
    if (body === undefined || token === undefined) return;
    const given = { ...body, id_token: resigned(token, running, signWith()) };
    running.secrets.push(given.id_token, body.access_token ?? "");
    context.body = given;
  });
  provider.on("authorization_code.saved", (code) => running.secrets.push((code as { readonly jti: string }).jti));
  return provider;
}

/** The page that asks who one is. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") {
    const form = new URLSearchParams(await text(request));
    const person = form.get("person") ?? "";
    const result = person === "" ? { error: "access_denied" } : { login: { accountId: person } };
    await provider.interactionFinished(request, response, result);
    return;
  }
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end('<!doctype html><form method="post"><input name="person" autofocus><button>Go</button></form>');
}

function resigned(token: string, { tamper, isForging }: TestProvider, { key, kid }: SigningKey): string {
  if (tamper === null && !isForging) return token;
  const [, body = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Claims;
  const encoded = [{ alg: "RS256", kid }, tamper === null ? claims : tamper(claims)].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signed = encoded.join(".");
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}
