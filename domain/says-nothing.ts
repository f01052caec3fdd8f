const wordsForNothing =
  /^[\s\p{P}\p{S}]*(?:(?:null|nil|none|nan|na|n\/a|inf|infinity|undefined|unset|unknown|(?:invalid|no|not set|error)[ _-]?(?:value|date|time|fix)?)[\s\p{P}\p{S}]*)?$/iu;

/** Whether a text that stands for a number or a time is a blank, marks alone or a word for nothing: `--`, `N/A`, `NaN`. */
export function saysNothing(text: string): boolean {
  return wordsForNothing.test(text);
}
