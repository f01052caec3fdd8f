import { parentPort } from "node:worker_threads";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { toStoreError } from "../errors.ts";
import { type AnswerMessage, buffersIn, type CallMessage, type Offers } from "./thread.ts";

/**
 * Answers the main thread's calls, one after the other.
 *
 * @param open opens what the thread needs; its error is the answer to `ready`
 */
export function serve<T extends Offers<T>>(open: () => { readonly offers: T; readonly close: () => void }): void {
  const port = parentPort!;
  let opened: { readonly offers: T; readonly close: () => void } | undefined;
  port.on("message", ({ id, name, args }: CallMessage) => {
    try {
      let result: unknown = null;
      if (name === "ready") opened = open();
      else if (name === "stop") opened?.close();
      else result = opened!.offers[name as keyof T](...(args as never[]));
      port.postMessage({ id, result } satisfies AnswerMessage, buffersIn([result, ...valuesOf(result)]));
    } catch (error) {
      const { code, words, isRetryable } = toStoreError(fill(storeActionTexts.call, { name }), error);
      port.postMessage({ id, failure: { code, words, isRetryable } } satisfies AnswerMessage);
    }
  });
}

function valuesOf(result: unknown): readonly unknown[] {
  return result !== null && typeof result === "object" && !ArrayBuffer.isView(result) && !Array.isArray(result)
    ? Object.values(result)
    : [];
}
