import { useSay } from "../../app/language.ts";
import type { BeliefFact } from "./belief-facts.ts";

/** One thing that speaks for a case, against it, or neither. */
export function Fact({ fact: { name, words, speaks } }: { readonly fact: BeliefFact }) {
  const say = useSay();
  return (
    <div class={`fact ${speaks}`}>
      <dt>{say(name)}</dt>
      <dd>
        <span aria-hidden="true" class="sign">
          {speaks === "for" ? "✓" : speaks === "against" ? "?" : "·"}
        </span>{" "}
        {say(words)}
      </dd>
    </div>
  );
}
