import type { Look } from "../../locales/looks.ts";
import { useSay } from "../app/language.ts";

const outlines: Readonly<Record<Look["shape"], string>> = {
  triangle: "M12 2 23 21H1Z",
  square: "M3 3h18v18H3Z",
  diamond: "M12 1 23 12 12 23 1 12Z",
  circle: "M12 2a10 10 0 1 0 .01 0Z",
  ring: "M12 2a10 10 0 1 0 .01 0Z",
  wrench: "M12 4a8 8 0 1 0 .01 0Z",
  dot: "M12 8a4 4 0 1 0 .01 0Z",
};

/** The shape of a state with its character inside; its word for those who do not see it. @param size px */
export function Mark({ look, size = 24 }: { readonly look: Look; readonly size?: number }) {
  const say = useSay();
  const isRing = look.shape === "ring" || look.shape === "wrench";
  return (
    <svg
      class={`mark tone-${look.tone}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      role="img"
      aria-label={say(look.name)}
    >
      <path
        d={outlines[look.shape]}
        fill={isRing ? "none" : "currentColor"}
        stroke="currentColor"
        stroke-width={isRing ? 2 : 0}
        stroke-dasharray={look.shape === "ring" ? "3 2.3" : undefined}
      />
      <text x="12" y={look.shape === "triangle" ? 15 : 12.5} font-size={say(look.character).length > 1 ? 8 : 10}>
        {say(look.character)}
      </text>
    </svg>
  );
}
