import type { City } from "../domain/city/city.ts";
import { systemClock } from "../domain/clock.ts";
import type { Role } from "../domain/people/role.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { fill } from "../locales/fill.ts";
import { demoActNames, demoPartNames, demoTexts } from "../locales/terminal/demo.ts";
import { People } from "../simulators/people/people.ts";
import type { DemoPart } from "../simulators/people/planned-call.ts";
import { openCommandStore } from "../store/sqlite/command-store.ts";
import type { DemoPlatform } from "./demo.ts";
import type { Terminal } from "./terminal.ts";

/** Tokens of those who call the API in a demonstration: `reader` is shown to whoever started it, the others are its people's. */
export type DemoCallers = Readonly<Record<DemoPart | "reader", string>>;

const callerNames: Readonly<Record<keyof DemoCallers, string>> = {
  reader: "demonstration",
  unit: "demonstration unit",
  "duty-officer": "demonstration duty officer",
  commander: "demonstration commander",
};

/** Nobody may do more than the part needs. */
const callerRoles: Readonly<Record<keyof DemoCallers, Role>> = {
  reader: "viewer",
  unit: "integrator",
  "duty-officer": "duty-officer",
  commander: "commander",
};

/** Fresh tokens: only the newest demonstration's are good. */
export function renewDemoCallers(folder: string): DemoCallers {
  const store = openCommandStore(folder, systemClock);
  try {
    const names = new Set(Object.values(callerNames));
    const old = store.tokens.list().filter(({ name, revokedAt }) => names.has(name) && revokedAt === null);
    for (const { tokenId } of old) store.tokens.revoke(tokenId);
    const created = (who: keyof DemoCallers) =>
      store.tokens.create(callerNames[who], { roles: [callerRoles[who]], areaCodes: [], deviceIds: [] }).token;
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

/** People who answer what the dispatch platform is told; each of their acts is printed. */
export function startDemoPeople(
  parts: {
    readonly api: string;
    readonly callers: DemoCallers;
    readonly city: City;
    readonly platform: DemoPlatform;
    readonly settings: Settings;
  },
  { say, print }: Terminal,
): { stop(): void } {
  const { api, callers, city, platform, settings } = parts;
  const people = new People({
    api,
    tokens: callers,
    units: [...city.units.keys()],
    seed: settings.hub.demo.seed,
    onMade({ as, what, status }) {
      const words = status < 300 ? demoTexts.act : demoTexts["act-refused"];
      print(say(fill(words, { who: demoPartNames[as], act: demoActNames[what], status })));
    },
  });
  platform.onEvent((event) => people.told(event));
  return people;
}
