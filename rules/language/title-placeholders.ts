/** What a rule's title may leave to be filled in, each in braces. */
export const placeholders = ["station", "level", "condition"] as const;
