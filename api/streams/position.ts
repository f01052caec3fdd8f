/** How far one stream has got; what a client hands back in Last-Event-ID. */
export interface StreamPosition {
  readonly eventSeq: number;
  readonly journalSeq: number;
}

/** Both counters in one SSE id, so that one header resumes both topics. */
export function formatPosition({ eventSeq, journalSeq }: StreamPosition): string {
  return `e${eventSeq}-j${journalSeq}`;
}

/** @returns null for anything `formatPosition` does not make */
export function parsePosition(text: string): StreamPosition | null {
  const found = /^e(\d{1,15})-j(\d{1,15})$/.exec(text);
  return found === null ? null : { eventSeq: Number(found[1]), journalSeq: Number(found[2]) };
}
