import { ruleSetNotKept } from "../errors.ts";
import type { RulePin, RuleSetStore } from "../ports.ts";
import type { StateTables } from "./state-tables.ts";

/** The sets of rules of a state store in memory, and the pin that a command sets. */
export interface MemoryRuleSets extends RuleSetStore {
  /** @throws {HubError} `store.not_found` */
  pinTo(pin: RulePin): void;
  /** False when nothing was pinned. */
  release(): boolean;
}

export function createMemoryRuleSets(tables: StateTables): MemoryRuleSets {
  return {
    newest: async () => tables.activations.at(-1) ?? null,
    filesOf: async (digest) => tables.ruleFiles.get(digest) ?? null,
    pin: async () => tables.pin,
    async keepAndPin({ digest, files }, pin) {
      if (!tables.ruleFiles.has(digest)) tables.ruleFiles.set(digest, files);
      tables.pin = pin;
    },
    pinTo(pin) {
      if (!tables.ruleFiles.has(pin.digest)) throw ruleSetNotKept(pin.digest);
      tables.pin = pin;
    },
    release() {
      const wasPinned = tables.pin !== null;
      tables.pin = null;
      return wasPinned;
    },
  };
}
