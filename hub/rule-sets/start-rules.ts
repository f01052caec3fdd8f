import { rulesAuthor } from "../../city/city-on-disk.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import { type Mode, usualModePolicy } from "../../domain/city/mode.ts";
import { callerOf } from "../../domain/governance/entry-caller.ts";
import type { Log } from "../../domain/log.ts";
import type { RuleSet } from "../../domain/rule-set.ts";
import type { Store } from "../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import type { RunningProcessor } from "../start-processor.ts";
import type { StartedComponents } from "../started-components.ts";
import { ruleSetOf } from "./rule-set.ts";
import { type ActivationWanted, RulesReload, type RunningRules } from "./rules-reload.ts";

export interface RulesStart {
  readonly city: LoadedCity;
  readonly store: Pick<Store, "ruleSets" | "journalReader">;
  readonly processor: Pick<RunningProcessor, "entries" | "judging">;
  readonly settings: Pick<Settings["hub"], "filesPollMs"> & Pick<Settings["rules"], "activateOnSave">;
  readonly log: Log;
}

/**
 * Activates the rules that the city was loaded with, unless they judge already or must wait for people, then follows files
 * and pin.
 */
export async function startRules(start: RulesStart, started: StartedComponents): Promise<RulesReload> {
  const { city, store, settings, log } = start;
  const { entries, judging } = start.processor;
  const { drafts, modes } = judging;

  const activate = async ({ set, source, by, caller, approvedBy, override }: ActivationWanted): Promise<number> => {
    // Most of the journal's order by gauge is brought up while inputs are still decided: they wait the shorter.
    await store.journalReader.index();
    const { logged } = await entries.enter({
      ...{ kind: "rules-activated", set, source, by },
      ...callerOf({ caller }),
      ...(approvedBy == null ? {} : { approvedBy }),
      ...(override === null ? {} : { override }),
    });
    return logged.at;
  };
  const draftFiles = async (set: RuleSet, by: string): Promise<void> => {
    const { digest, files, ruleCount } = set;
    await entries.enter({
      kind: "rule-action",
      digest,
      by,
      action: { do: "draft", note: "", origin: "file", files, ruleCount },
    });
  };
  const frozenBy = (): Mode | null => {
    const mode = modes.history.current?.mode ?? "daily";
    return (city.city.modePolicies?.[mode] ?? usualModePolicy).freezesRules ? mode : null;
  };

  const loaded = await loadedRules(city, store);
  const mustWait = frozenBy() !== null || (!settings.activateOnSave && loaded.source === "files");
  const kept = mustWait ? await activeRules(start, loaded) : null;
  const running = kept ?? (await activated(loaded, start, activate));
  const reload = new RulesReload({
    ...{ folder: city.folder, city, running, ruleSets: store.ruleSets, activate, drafts, draftFiles, frozenBy, log },
    activateOnSave: settings.activateOnSave,
    pollMs: settings.filesPollMs,
  });
  reload.start();
  started.add("rule files", async () => reload.stop());
  return reload;
}

async function activated(
  loaded: Omit<RunningRules, "at">,
  { processor, log }: RulesStart,
  activate: (wanted: ActivationWanted) => Promise<number>,
): Promise<RunningRules> {
  const active = processor.judging.rules.activation;
  if (active?.digest === loaded.set.digest) return { ...loaded, at: active.at };
  const { rules: _, ...wanted } = loaded;
  const { set } = wanted;
  const approvedBy = processor.judging.drafts.of(set.digest)?.approvedBy ?? null;
  const at = await activate({ ...wanted, approvedBy, override: null });
  log.debug({ rules: set.digest }, "the rules of the city have taken over");
  return { ...loaded, approvedBy, at };
}

/** The set that judged at the last commit, where others have to wait; null where there is none, or where it fits the city no more. */
async function activeRules(
  { city, store, processor }: RulesStart,
  loaded: Omit<RunningRules, "at">,
): Promise<RunningRules | null> {
  const active = processor.judging.rules.activation;
  if (active === null || active.digest === loaded.set.digest) return null;
  const files = await store.ruleSets.filesOf(active.digest);
  if (files === null) return null;
  const { rules, problems } = city.readRules({ files, problems: [] });
  if (problems.length > 0) return null;
  const newest = await store.ruleSets.newest();
  const { source = "files", by = null } = newest?.digest === active.digest ? newest : {};
  return { set: ruleSetOf(files, rules.size), rules, source, by, at: active.at };
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
    ...(isPinned ? callerOf(pin) : {}),
  };
}
