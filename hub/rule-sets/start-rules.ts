import { rulesAuthor } from "../../city/city-on-disk.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import type { Log } from "../../domain/log.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { RunningProcessor } from "../start-processor.ts";
import type { StartedComponents } from "../started-components.ts";
import { ruleSetOf } from "./rule-set.ts";
import { RulesReload, type RunningRules } from "./rules-reload.ts";

export interface RulesStart {
  readonly city: LoadedCity;
  readonly store: Pick<Store, "ruleSets" | "journalReader">;
  readonly processor: Pick<RunningProcessor, "entries" | "judging">;
  readonly settings: Pick<Settings["hub"], "filesPollMs">;
  readonly log: Log;
}

/** Activates the rules that the city was loaded with, unless they judge already, then follows files and pin. */
export async function startRules(start: RulesStart, started: StartedComponents): Promise<RulesReload> {
  const { city, store, settings, log } = start;
  const { entries, judging } = start.processor;

  const activate = async ({ set, source, by }: Pick<RunningRules, "set" | "source" | "by">): Promise<number> => {
    // Most of the journal's order by gauge is brought up while inputs are still decided: they wait the shorter.
    await store.journalReader.index();
    const { logged } = await entries.enter({ kind: "rules-activated", set, source, by });
    return logged.at;
  };

  const loaded = await loadedRules(city, store);
  const active = judging.rules.activation;
  const at = active?.digest === loaded.set.digest ? active.at : await activate(loaded);
  const reload = new RulesReload({
    folder: city.folder,
    city,
    running: { ...loaded, at },
    ruleSets: store.ruleSets,
    activate,
    log,
    pollMs: settings.filesPollMs,
  });
  reload.start();
  started.add("rule files", async () => reload.stop());
  return reload;
}

/** The rules the city was loaded with: its own files, or the set that somebody has rolled back to. */
async function loadedRules(
  { folder, files, ruleDeclarations }: LoadedCity,
  { ruleSets }: Pick<Store, "ruleSets">,
): Promise<Omit<RunningRules, "at">> {
  const set = ruleSetOf(files.rules, ruleDeclarations.size);
  const pin = await ruleSets.pin();
  const isPinned = pin?.digest === set.digest;
  return {
    set,
    rules: ruleDeclarations,
    source: isPinned ? "rollback" : "files",
    by: isPinned ? pin.by : rulesAuthor(folder),
  };
}
