import { z } from "zod";

/** What a command of the hub asks of a device. */
export interface IntervalCommand {
  /** Empty where it has none. */
  readonly id: string;
  /** Interval it asks for; null for any other command. */
  readonly seconds: number | null;
}

const unknownCommand: IntervalCommand = { id: "", seconds: null };
const commandSchema = z.object({ id: z.string(), command: z.object({ interval: z.number().min(1) }) });
const namedSchema = z.object({ id: z.string() });

export function commandIn(payload: string): IntervalCommand {
  let read: unknown;
  try {
    read = JSON.parse(payload);
  } catch {
    return unknownCommand;
  }
  const known = commandSchema.safeParse(read);
  if (known.success) return { id: known.data.id, seconds: known.data.command.interval };
  const named = namedSchema.safeParse(read);
  return named.success ? { id: named.data.id, seconds: null } : unknownCommand;
}

/** How a device answers a command. */
export function commandAnswer(id: string, isDone: boolean): string {
  return JSON.stringify({ id, answer: isDone ? "done" : "unknown command" });
}
