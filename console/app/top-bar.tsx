import { frameTexts } from "../../locales/console/frame.ts";
import { fill } from "../../locales/fill.ts";
import { callApi, me } from "../api/client.ts";
import { catalogue, liveness } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { dayInWords, shortSpan, timeOfDay, useHubClock } from "../parts/times.tsx";
import { language, setLanguage, useSay } from "./language.ts";
import { ModeChip } from "./mode-chip.tsx";
import { WarningsChip } from "./warnings-chip.tsx";

/** What is true of the whole city: its mode, whether the picture is live, its time, who looks at it. */
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
      <LivePill />
      <CityClock />
      <Person />
      <button type="button" class="button" onClick={() => setLanguage(language.value === "zh" ? "en" : "zh")}>
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
    <span class={isLive ? "chip live" : "chip not-live"} role="status">
      <span class="live-dot" />
      {words}
    </span>
  );
}

function CityClock() {
  const now = useHubClock();
  return (
    <span class="clock">
      {timeOfDay(now)} <span class="small muted wide">{dayInWords(now)}</span>
    </span>
  );
}

function Person() {
  const say = useSay();
  const who = useStore(me, (each) => each);
  const areas = useStore(catalogue, (each) => each?.areas ?? []);
  if (who === null || who === undefined) return null;
  const names = who.areaCodes.map((code) => areas.find((area) => area.code === code)?.name ?? { zh: code, en: code });
  const scope = who.isWholeCity ? say(frameTexts["whole-city"]) : names.map(say).join(" ");
  const signOut = async (): Promise<void> => {
    await callApi("/session", { method: "DELETE" });
    me.set(null);
  };
  return (
    <span class="chip wide">
      {say(fill(frameTexts["signed-in-as"], { name: who.name, scope }))}
      <button type="button" class="button" onClick={() => void signOut()}>
        {say(frameTexts["sign-out"])}
      </button>
    </span>
  );
}
