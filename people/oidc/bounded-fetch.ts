/** Bytes of one answer at most. Metadata, keys and tokens have some ten thousand. */
const longestAnswer = 2 ** 20;

/**
 * As `fetch`, but for answers that are read whole before they are given on: the signal of the call ends one that drips, and one
 * that is too long is read no further.
 *
 * @throws {TypeError} as `fetch` does for what it cannot reach, with the code `ANSWER_TOO_LONG` as its cause's
 */
export async function boundedFetch(url: string, init: object): Promise<Response> {
  const answer = await fetch(url, init);
  if (answer.body === null) return answer;
  const { status, statusText, headers } = answer;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.length;
    if (length > longestAnswer)
      throw new TypeError("answer too long", { cause: Object.assign(new Error(), { code: "ANSWER_TOO_LONG" }) });
    chunks.push(chunk);
  }
  return new Response(new Blob(chunks), { status, statusText, headers });
}
