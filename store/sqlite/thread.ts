import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import { type ErrorCode, HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError } from "../errors.ts";

/** Functions a thread offers by name; arguments and results are copied, `Float64Array`s are handed over. */
export type Offers<T> = { readonly [Name in keyof T]: (...args: never[]) => unknown };

export interface CallMessage {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type AnswerMessage =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly failure: { readonly code: ErrorCode; readonly words: BilingualText; readonly isRetryable: boolean };
    };

/** A thread of the store, seen from the main thread. Calls run one after the other in the order they were made. */
export interface Thread<T extends Offers<T>> {
  call<Name extends keyof T & string>(name: Name, ...args: Parameters<T[Name]>): Promise<Awaited<ReturnType<T[Name]>>>;
  /** Waits for the calls made so far, then ends the thread. */
  stop(): Promise<void>;
}

interface PendingCall {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a thread and waits until it is ready.
 *
 * @param entry the thread's entry file, which calls `serve`
 * @param start what the entry needs to know
 * @param onEnded told once when the thread ends although nobody stopped it
 * @throws whatever the entry threw before it was ready
 */
export async function startThread<T extends Offers<T>>(
  entry: URL,
  start: object,
  onEnded: (error: HubError) => void = () => {},
): Promise<Thread<T>> {
  const worker = new Worker(entry, { workerData: start });
  const waiting = new Map<number, PendingCall>();
  let nextId = 1;
  let stopped: HubError | null = null;
  let isReady = false;
  let isStopping = false;

  const send = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (stopped !== null) {
        reject(stopped);
        return;
      }
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, args } satisfies CallMessage, buffersIn(args));
    });
  const onStopped = (cause: unknown): void => {
    const isFirst = stopped === null;
    const words = fill(storeTexts["thread-stopped"], { name: basename(entry.pathname) });
    stopped ??= storeError("store.worker_stopped", words, { cause });
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
    if (isFirst && isReady && !isStopping) onEnded(stopped);
  };
  worker.on("message", (answer: AnswerMessage) => {
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiter === undefined) return;
    if ("result" in answer) waiter.resolve(answer.result as never);
    else waiter.reject(new HubError(answer.failure.code, answer.failure.words, answer.failure));
  });
  worker.on("error", onStopped);
  worker.on("exit", onStopped);

  try {
    await send("ready", []);
    isReady = true;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    call: (name, ...args) => send(name, args) as never,
    async stop() {
      isStopping = true;
      if (stopped === null) await send("stop", []).catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** Buffers that may change hands instead of being copied. */
export function buffersIn(values: readonly unknown[]): ArrayBuffer[] {
  return values.filter((value) => value instanceof Float64Array).map((array) => array.buffer as ArrayBuffer);
}
