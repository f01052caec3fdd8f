import type { ComponentChildren } from "preact";
import { frameTexts } from "../../locales/console/frame.ts";
import type { ProblemBody } from "../api/wire.ts";
import { useSay } from "../app/language.ts";
import type { Resource } from "../live/use-resource.ts";

/**
 * What is shown of a resource: its body, or in words that it is loaded, why it could not be, or that there is none. A body that is
 * there stays, with the reason above it why there is no newer one.
 */
export function Loaded<Body>({
  resource,
  isEmpty,
  empty,
  children,
}: {
  readonly resource: Resource<Body>;
  readonly isEmpty?: (body: Body) => boolean;
  /** Shown where there is nothing to list. */
  readonly empty?: ComponentChildren;
  readonly children: (body: Body) => ComponentChildren;
}) {
  const say = useSay();
  const { body, problem, isLoading, reload } = resource;
  const trouble = problem === null ? null : <Trouble problem={problem} again={reload} />;
  if (body === null) {
    if (trouble !== null) return trouble;
    return (
      <p class="notice" role="status">
        {isLoading ? say(frameTexts.loading) : ""}
      </p>
    );
  }
  return (
    <>
      {trouble}
      {isEmpty?.(body) === true ? <div class="notice">{empty}</div> : children(body)}
    </>
  );
}

/** Why something was refused or could not be loaded; asked again only where another answer may come: what one may not is no matter of time. */
export function Trouble({
  problem,
  again,
}: {
  readonly problem: ProblemBody | "unreached";
  readonly again?: () => void;
}) {
  const say = useSay();
  const isForbidden = problem !== "unreached" && problem.status === 403;
  const words = problem === "unreached" ? say(frameTexts.unreached) : problem.detail;
  return (
    <p class="notice problem" role="alert">
      {say(frameTexts["load-failed"])}: {words}
      {again !== undefined && !isForbidden && (
        <button type="button" class="button" onClick={again}>
          {say(frameTexts.again)}
        </button>
      )}
    </p>
  );
}
