const mostKept = 65_536;

/** Text of a field, blanks around it left out, doubled quotes single. */
export type CellTextReader = (bytes: Uint8Array, from: number, to: number) => string;

/** Makes strings of fields in UTF-8. A CSV names the same few stations again and again: each is decoded once. */
export function cellTexts(): CellTextReader {
  const decoder = new TextDecoder();
  const known = new Map<number, { readonly bytes: Uint8Array; readonly text: string }[]>();
  let kept = 0;
  return (bytes, from, to) => {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    const alike = known.get(hash);
    for (const each of alike ?? []) if (isSame(each.bytes, bytes, from, to)) return each.text;
    const own = bytes.slice(from, to);
    const text = decoder.decode(own).replaceAll('""', '"').trim();
    if (kept >= mostKept) return text;
    kept++;
    if (alike === undefined) known.set(hash, [{ bytes: own, text }]);
    else alike.push({ bytes: own, text });
    return text;
  };
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false;
  return true;
}
