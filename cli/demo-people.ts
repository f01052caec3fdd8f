import { randomBytes } from "node:crypto";
import type { City } from "../domain/city/city.ts";
import { systemClock } from "../domain/clock.ts";
import type { Role } from "../domain/people/role.ts";
import type { Language } from "../domain/text.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { fill } from "../locales/fill.ts";
import { demoActNames, demoCallerNames, demoNewcomer, demoPartNames, demoTexts } from "../locales/terminal/demo.ts";
import { hashPassword } from "../people/passwords/password-hash.ts";
import { People } from "../simulators/people/people.ts";
import type { DemoPart } from "../simulators/people/planned-call.ts";
import { openCommandStore } from "../store/sqlite/command-store.ts";
import type { DemoPlatform } from "./demo.ts";
import type { Terminal } from "./terminal.ts";

/** Tokens of those who call the API in a demonstration: `reader` is shown to whoever started it, the others are its people's. */
export type DemoCallers = Readonly<Record<DemoPart | "reader", string>>;

/** Nobody may do more than the part needs. */
const callerRoles: Readonly<Record<keyof DemoCallers, Role>> = {
  reader: "viewer",
  unit: "integrator",
  "duty-officer": "duty-officer",
  commander: "commander",
};

/** Fresh tokens, named in the language of whoever watches: only the newest demonstration's are good. */
export function renewDemoCallers(folder: string, language: Language): DemoCallers {
  const store = openCommandStore(folder, systemClock);
  try {
    const names = new Set<string>(Object.values(demoCallerNames).flatMap(({ zh, en }) => [zh, en]));
    const old = store.tokens.list().filter(({ name, revokedAt }) => names.has(name) && revokedAt === null);
    for (const { tokenId } of old) store.tokens.revoke(tokenId);
    const created = (who: keyof DemoCallers) =>
      store.tokens.create(demoCallerNames[who][language], { roles: [callerRoles[who]], areaCodes: [], deviceIds: [] })
        .token;
    return {
      reader: created("reader"),
      unit: created("unit"),
      "duty-officer": created("duty-officer"),
      commander: created("commander"),
    };
  } finally {
    store.close();
  }
}

/** Whoever started the demonstration, in its console. */
const newcomer = "newcomer";

/** An account for whoever started the demonstration, without a password that anybody knows: a link signs it in. @returns its id */
export async function renewDemoAccount(folder: string, language: Language, passwordCost: number): Promise<string> {
  const store = openCommandStore(folder, systemClock);
  try {
    const roles: readonly Role[] = ["duty-officer", "commander"];
    const known = store.people.list().find(({ accountId }) => accountId === newcomer);
    if (known !== undefined) return newcomer;
    const passwordHash = await hashPassword(randomBytes(32).toString("base64url"), passwordCost);
    const name = demoNewcomer[language];
    const grant = { roles, areaCodes: [], deviceIds: [] };
    store.people.create({ accountId: newcomer, name, language, ...grant, passwordHash, createdAt: systemClock() });
    return newcomer;
  } finally {
    store.close();
  }
}

/** People who answer what the dispatch platform is told; each of their acts is printed. */
export function startDemoPeople(
  parts: {
    readonly api: string;
    readonly callers: DemoCallers;
    readonly city: City;
    readonly platform: DemoPlatform;
    readonly settings: Settings;
  },
  { language, say, print }: Terminal,
): { stop(): void } {
  const { api, callers, city, platform, settings } = parts;
  const people = new People({
    api,
    tokens: callers,
    units: [...city.units.keys()],
    language,
    seed: settings.hub.demo.seed,
    onMade({ as, what, about, status }) {
      print(say(fill(wordsFor(status), { who: demoPartNames[as], act: demoActNames[what], about, status })));
    },
  });
  platform.onEvent((event) => people.told(event));
  return people;
}

function wordsFor(status: number) {
  if (status < 300) return demoTexts.act;
  return status === 409 ? demoTexts["act-late"] : demoTexts["act-refused"];
}
