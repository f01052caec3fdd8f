/** A file of rules as it was read. */
export interface RuleFile {
  /** Path within the city folder, such as `rules/river.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** The rule files that judge together, kept whole. */
export interface RuleSet {
  readonly digest: string;
  readonly files: readonly RuleFile[];
  readonly ruleCount: number;
}

/** `files`: the files of the city folder were loaded, or a draft was activated. `rollback`: somebody chose a set that was kept. */
export type RuleSetSource = "files" | "rollback";
