/** `2026-07-20 16:04` in a zone; `zoneMs` is ms east of UTC. */
export function localTimeText(at: number, zoneMs: number): string {
  return new Date(at + zoneMs).toISOString().slice(0, 16).replace("T", " ");
}
