import { frameTexts } from "../../locales/console/frame.ts";
import { shellTexts } from "../../locales/console/shell.ts";
import { fill } from "../../locales/fill.ts";
import { signOut } from "../acts/sign-out.ts";
import { catalogue, liveness } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { dayInWords, shortSpan, timeOfDay, useHubClock } from "../parts/times.tsx";
import { SoundChip } from "../sound/sound-chip.tsx";
import { language, setLanguage, useSay } from "./language.ts";
import { useWho } from "./me-dialog.tsx";
import { ModeChip } from "./mode-chip.tsx";
import { nextTheme, themeChoice } from "./theme.ts";
import { WarningsChip } from "./warnings-chip.tsx";

/** What is true of the whole city: its mode, warnings in force, sound, whether the picture is live, its time, who looks at it. */
export function TopBar() {
  const say = useSay();
  const cityName = useStore(catalogue, (each) => each?.city.name ?? null);
  return (
    <header class="bar">
      <a class="brand" href="/">
        {say(frameTexts.name)}
      </a>
      {cityName !== null && <span class="muted wide">{say(cityName)}</span>}
      <ModeChip />
      <WarningsChip />
      <span class="spacer" />
      <SoundChip />
      <LivePill />
      <CityClock />
      <Person />
      <ThemeButton />
      <button
        type="button"
        class="button wide at-desk"
        onClick={() => setLanguage(language.value === "zh" ? "en" : "zh")}
      >
        {say(frameTexts["other-language"])}
      </button>
    </header>
  );
}

function LivePill() {
  const say = useSay();
  const now = useHubClock();
  const { isLive, pictureAt } = useStore(liveness, (each) => each);
  const age = pictureAt === null ? "" : shortSpan(now - pictureAt);
  const words =
    pictureAt === null ? say(frameTexts.connecting) : say(fill(frameTexts[isLive ? "live" : "not-live"], { age }));
  return (
    <span class={isLive ? "chip live-pill" : "chip live-pill not-live"} role="status">
      <span class="live-dot" />
      {words}
    </span>
  );
}

function CityClock() {
  const now = useHubClock();
  const zone = useStore(catalogue, (each) => each?.city.timeZone ?? "");
  return (
    <span class="clock">
      {timeOfDay(now)}{" "}
      <span class="small muted wide">
        {dayInWords(now)} · {zone}
      </span>
    </span>
  );
}

function Person() {
  const say = useSay();
  return (
    <span class="person wide at-desk">
      <span class="muted">{useWho()}</span>
      <button type="button" class="button" onClick={signOut}>
        {say(frameTexts["sign-out"])}
      </button>
    </span>
  );
}

const themeSigns = { system: "◐", dark: "●", light: "○" } as const;

function ThemeButton() {
  const say = useSay();
  const choice = useStore(themeChoice, (each) => each);
  const words = say(shellTexts[`theme-${choice}`]);
  return (
    <button type="button" class="button wide at-desk" title={words} aria-label={words} onClick={nextTheme}>
      {themeSigns[choice]}
    </button>
  );
}
