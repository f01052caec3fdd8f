import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { frameTexts } from "../../locales/console/frame.ts";
import type { Answer } from "../api/client.ts";
import type { ProblemBody } from "../api/wire.ts";
import { useSay } from "../app/language.ts";

/** What is asked of the hub by a dialog, and how it went. */
export interface Asking {
  readonly isUnderWay: boolean;
  /** Why it was refused; null where it was not, or nothing was sent yet. */
  readonly problem: ProblemBody | "unreached" | null;
  /** Sends unless something is under way: one press more does nothing. */
  readonly ask: (send: () => Promise<Answer<unknown>> | null) => Promise<void>;
}

/** @param done once the hub has taken it, where the dialog is still there; it stays where it was refused */
export function useAsking(done: () => void): Asking {
  const [problem, setProblem] = useState<Asking["problem"]>(null);
  const [isUnderWay, setUnderWay] = useState(false);
  const state = useRef({ isUnderWay: false, isGone: false });
  useEffect(
    () => () => {
      state.current.isGone = true;
    },
    [],
  );
  const ask: Asking["ask"] = async (send) => {
    if (state.current.isUnderWay) return;
    const sent = send();
    if (sent === null) return;
    state.current.isUnderWay = true;
    setUnderWay(true);
    setProblem(null);
    const answer = await sent;
    state.current.isUnderWay = false;
    if (state.current.isGone) return;
    setUnderWay(false);
    if (answer.kind === "ok") done();
    else setProblem(answer.kind === "problem" ? answer.problem : "unreached");
  };
  return { isUnderWay, problem, ask };
}

/** Why the hub did not take it, or that it was not reached. */
export function Refused({ problem }: Pick<Asking, "problem">) {
  const say = useSay();
  if (problem === null) return null;
  return (
    <p class="notice problem" role="alert">
      {problem === "unreached"
        ? say(frameTexts["ask-unreached"])
        : `${say(frameTexts["act-refused"])}: ${problem.detail}`}
    </p>
  );
}

/** Asks for what an act needs. What was written stays until the hub has taken it. */
export function AskForm({
  send,
  done,
  submit,
  look = "main",
  isDisabled = false,
  children,
}: {
  /** @returns null where there is nothing to send yet */
  readonly send: (given: FormData) => Promise<Answer<unknown>> | null;
  readonly done: () => void;
  /** What its button says; null for no button, where it cannot be sent. */
  readonly submit: string | null;
  readonly look?: "" | "main" | "danger";
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
}) {
  const { isUnderWay, problem, ask } = useAsking(done);
  return (
    <form
      class="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (submit !== null && !isDisabled) void ask(() => send(new FormData(form)));
      }}
    >
      {children}
      <Refused problem={problem} />
      {submit !== null && (
        <button type="submit" class={`button ${look}`} disabled={isDisabled || isUnderWay}>
          {submit}
        </button>
      )}
    </form>
  );
}
