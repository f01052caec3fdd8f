import { randomBytes } from "node:crypto";
import type { City } from "../domain/city/city.ts";
import { systemClock } from "../domain/clock.ts";
import type { Role } from "../domain/people/role.ts";
import type { Language } from "../domain/text.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { fill } from "../locales/fill.ts";
import { demoActNames, demoPartNames, demoTexts } from "../locales/simulation/demo.ts";
import { demoNewcomer } from "../locales/simulation/demo-names.ts";
import { hashPassword } from "../people/passwords/password-hash.ts";
import { type Callers, renewCallers } from "../scenario-run/callers.ts";
import { People } from "../simulators/people/people.ts";
import { openCommandStore } from "../store/sqlite/command-store.ts";
import type { DemoPlatform } from "./demo.ts";
import type { Terminal } from "./terminal.ts";

/** Fresh tokens of the demonstration's people and of whoever watches. */
export function renewDemoCallers(folder: string): Callers {
  const store = openCommandStore(folder, systemClock);
  try {
    return renewCallers(store);
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
    const grant = { roles, areaCodes: [], deviceIds: [] };
    store.people.create({
      accountId: newcomer,
      name: demoNewcomer,
      language,
      ...grant,
      passwordHash,
      subject: null,
      createdAt: systemClock(),
    });
    return newcomer;
  } finally {
    store.close();
  }
}

/** People who answer what the dispatch platform is told; each of their acts is printed. */
export function startDemoPeople(
  parts: {
    readonly api: string;
    readonly callers: Callers;
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
