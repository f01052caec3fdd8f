import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

const saltBytes = 16;
const keyBytes = 32;
const blockSize = 8;

/**
 * Hashes a password with scrypt and a salt of its own.
 *
 * @param cost N is 2 to its power
 * @returns `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`, salt and key in base64url: what it was made with stays with it
 * @see RFC 7914
 */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, { cost, r: blockSize, p: 1 });
  return ["scrypt", cost, blockSize, 1, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * Whether a password is the one that was hashed, compared in constant time. With null, where there is none, it takes as long
 * and is false: how long an answer takes does not tell whether an account exists.
 */
export async function isPassword(password: string, kept: string | null, cost: number): Promise<boolean> {
  const parts = kept === null ? null : partsOf(kept);
  const { key, salt, ...work } = parts ?? { key: noKey, salt: noKey.subarray(0, saltBytes), cost, r: blockSize, p: 1 };
  const derived = await derive(password, salt, work);
  return timingSafeEqual(derived, key) && parts !== null;
}

const noKey = Buffer.alloc(keyBytes);

interface Work {
  readonly cost: number;
  readonly r: number;
  readonly p: number;
}

function partsOf(kept: string): (Work & { readonly salt: Buffer; readonly key: Buffer }) | null {
  const found = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]{43})$/.exec(kept);
  if (found === null) return null;
  const [, cost, r, p, salt = "", key = ""] = found;
  const secret = { salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url") };
  return { cost: Number(cost), r: Number(r), p: Number(p), ...secret };
}

function derive(password: string, salt: Buffer, { cost, r, p }: Work): Promise<Buffer> {
  const N = 2 ** cost;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // The same letters written in two ways of Unicode are one password.
    scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
