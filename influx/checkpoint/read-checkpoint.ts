import { existsSync } from "node:fs";
import { openForReading } from "../../store/sqlite/open-database.ts";
import type { InfluxCheckpoint, ParkedLine, SourceName } from "../influx-checkpoint.ts";
import { checkpointFile } from "./checkpoint-file.ts";

/** What a checkpoint says, read without touching it. */
export interface CheckpointReport extends Pick<InfluxCheckpoint, "sinceSeq" | "refusedCount"> {
  readonly target: string;
  readonly positions: Readonly<Record<SourceName, number>>;
  /** Newest first. */
  readonly parked: readonly ParkedLine[];
}

/** Null where nothing was ever sent. @param limit most parked lines */
export function readCheckpoint(folder: string, limit: number): CheckpointReport | null {
  const file = checkpointFile(folder);
  if (!existsSync(file)) return null;
  const database = openForReading(file);
  try {
    const copy = database.prepare("SELECT * FROM copy").get();
    if (copy === undefined) return null;
    const positions = database.prepare("SELECT source, position FROM position").all();
    const parked = database.prepare("SELECT * FROM parked ORDER BY parked_id DESC LIMIT ?").all(limit);
    return {
      target: String(copy.target),
      sinceSeq: Number(copy.since_seq),
      refusedCount: Number(copy.refused),
      positions: Object.fromEntries(positions.map(({ source, position }) => [source, position])) as Record<
        SourceName,
        number
      >,
      parked: parked.map(
        ({ source, gauge, observed_at: observedAt, line, words, at }) =>
          ({ source, gauge, observedAt, line, words, at }) as ParkedLine,
      ),
    };
  } finally {
    database.close();
  }
}
