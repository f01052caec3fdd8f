/** A number in [0, 1) that depends on nothing but the words and numbers given: chance that comes out the same again. */
export function seededRandom(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = parts.join("|");
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // FNV-1a leaves neighbours alike in the high bits.
  return scrambled(hash) / 2 ** 32;
}

/** A whole number in [0, 2^32) that has nothing of its neighbours': murmur3's finisher. */
export function scrambled(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
