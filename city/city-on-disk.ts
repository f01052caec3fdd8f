import { existsSync, type Stats, statSync, watch } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { ConfigProblem } from "../yaml/problem.ts";
import { readYamlText } from "../yaml/read-yaml.ts";
import {
  type CityList,
  cityLists,
  type FileText,
  fileNames,
  type ListFiles,
  optionalGroups,
  readListFiles,
  unreadFiles,
} from "./city-files.ts";

/** Time without a further change after which somebody is taken to have finished saving. */
const quietMs = 150;
/** Looks at files that go on changing before they are taken as they are. */
const maxSettleReads = 20;

/** Rule files at rest, with those in the folder that nobody would read. */
export interface RulesOnDisk extends ListFiles {
  /** Changes whenever a file does; equal while none has. */
  readonly signature: string;
}

/** The signature of the rule files as they are at this moment; cheap, as no file is opened. */
export function rulesSignature(folder: string): string {
  return signatureOf(folder, [...fileNames(folder, "rules"), ...unreadFiles(folder).map(({ where }) => where)]);
}

/** The rule files once nobody has changed one for a moment: an editor, a checkout or a copy writes several times. */
export async function readSettledRules(folder: string): Promise<RulesOnDisk> {
  for (let look = 1; ; look++) {
    const signature = rulesSignature(folder);
    const { files, problems } = readListFiles(folder, "rules");
    const strays: readonly ConfigProblem[] = unreadFiles(folder);
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    if (look < maxSettleReads && rulesSignature(folder) !== signature) continue;
    return { signature, files, problems: [...strays, ...problems] };
  }
}

/**
 * Who is taken to have saved the rules: `file` and the owner of the file that was changed last. The owner is the system's
 * name for it where that is the hub's own, else a number.
 */
export function rulesAuthor(folder: string): string {
  const stats = fileNames(folder, "rules").flatMap((name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return stat === undefined ? [] : [stat];
  });
  const newest = stats.reduce<Stats | null>((a, b) => (a === null || b.mtimeMs > a.mtimeMs ? b : a), null);
  return newest === null ? "file" : `file (${ownerName(newest.uid)})`;
}

function ownerName(uid: number): string {
  try {
    const own = userInfo();
    return own.uid === uid ? own.username : `uid ${uid}`;
  } catch {
    return `uid ${uid}`;
  }
}

/** Names of the files other than rules whose text is no longer `then`, those that have gone, and new ones. */
export function changedSince(folder: string, then: readonly FileText[]): readonly string[] {
  const texts = new Map(then.map(({ name, text }) => [name, text]));
  const names = new Set([...texts.keys(), ...otherNames(folder)]);
  return [...names].filter((name) => readYamlText(join(folder, name), name) !== texts.get(name)).sort();
}

/** The signature of the files other than rules. */
export function othersSignature(folder: string): string {
  return signatureOf(folder, otherNames(folder));
}

/** Calls `onChange` when the system reports that something moved in the folder or in its rules; it may not always. */
export function watchRuleFiles(folder: string, onChange: () => void): { close(): void } {
  const watchers = [folder, join(folder, "rules")].flatMap((path) => {
    try {
      const watcher = watch(path, { persistent: false }, onChange);
      watcher.on("error", () => watcher.close());
      return [watcher];
    } catch {
      // No such folder, or no more watchers available: the folder is polled anyway.
      return [];
    }
  });
  return {
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function otherNames(folder: string): readonly string[] {
  const lists = cityLists.filter((list): list is Exclude<CityList, "rules"> => list !== "rules");
  const groups = optionalGroups.filter((name) => existsSync(join(folder, name)));
  return ["city.yaml", ...groups, ...lists.flatMap((list) => fileNames(folder, list))];
}

function signatureOf(folder: string, names: readonly string[]): string {
  return names
    .map((name) => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false, bigint: true });
      return stat === undefined ? name : `${name} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
    })
    .join("\n");
}
