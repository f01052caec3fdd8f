import { useState } from "preact/hooks";
import { frameTexts, screenTexts } from "../../locales/console/frame.ts";
import { guideTexts } from "../../locales/console/guide.ts";
import { fill } from "../../locales/fill.ts";
import { Acts } from "../acts/acts.tsx";
import { type Command, mayRun, useCommands } from "../commands/commands.ts";
import { KeysDialog } from "../commands/keys-dialog.tsx";
import { Guide, guideIsOpen } from "../guide/guide.tsx";
import { liveness } from "../live/live.ts";
import { usePast } from "../live/past.ts";
import { useStore } from "../live/store.ts";
import { timeOfDay } from "../parts/times.tsx";
import { UnsignedFirst } from "../screens/shift/unsigned-first.tsx";
import { SoundLost } from "../sound/sound-chip.tsx";
import { useAlarm } from "../sound/use-alarm.ts";
import { language, setLanguage, useSay } from "./language.ts";
import { LeaveDialog } from "./leaving.tsx";
import { MeDialog } from "./me-dialog.tsx";
import { Rail } from "./rail.tsx";
import { unacknowledged } from "./rail-counts.ts";
import { goTo, usePlace } from "./router.ts";
import { screenComponents } from "./screen-components.ts";
import { pathOf, type Screen, screenAt, screens } from "./screens.ts";
import { SearchDialog } from "./search-dialog.tsx";
import { nextTheme } from "./theme.ts";
import { useTitleBadge } from "./title-badge.ts";
import { TopBar } from "./top-bar.tsx";

type OpenDialog = "keys" | "search" | "me";

/** The frame of every screen: top bar, rail, banners of a stopped picture and of a lost sound, what was done just now. */
export function Shell() {
  const { path } = usePlace();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const isStopped = useStore(liveness, ({ isLive, pictureAt }) => !isLive && pictureAt !== null);
  const isPast = usePast();
  useCommands(frameCommands(setOpen), "frame");
  const at = screenAt(path);
  const close = () => setOpen(null);
  return (
    <div class={`shell${isStopped ? " is-stopped" : ""}${isPast ? " is-past" : ""}`}>
      <TopBar />
      <div class="banners">
        {isStopped && <Stopped />}
        <SoundLost />
        <UnsignedFirst />
      </div>
      <Rail now={at?.screen.id ?? null} openMe={() => setOpen("me")} />
      <main class="screen" id="screen">
        <ShownScreen at={at} />
      </main>
      <Watch isStopped={isStopped} />
      <Acts />
      <Guide />
      {open === "keys" && <KeysDialog onClose={close} />}
      {open === "search" && <SearchDialog onClose={close} />}
      {open === "me" && <MeDialog onClose={close} />}
      <LeaveDialog />
    </div>
  );
}

/** The screen of the address; in words where there is none, or where whoever is signed in may not see it. */
function ShownScreen({ at }: { readonly at: { readonly screen: Screen; readonly id: string } | null }) {
  const say = useSay();
  if (at === null) return <p class="notice">{say(frameTexts["not-found"])}</p>;
  if (!mayRun(at.screen)) {
    const right = screenTexts[at.screen.id];
    return <p class="notice">{say(fill(frameTexts["no-right"], { right }))}</p>;
  }
  const Shown = screenComponents[at.screen.id];
  return <Shown id={at.id} key={at.screen.id} />;
}

/** What the frame does without being seen; apart from it, so that a new case does not draw the whole page anew. */
function Watch({ isStopped }: { readonly isStopped: boolean }) {
  useAlarm();
  useTitleBadge({ unacknowledged: useStore(unacknowledged, (each) => each), isStopped });
  return null;
}

function frameCommands(open: (dialog: OpenDialog) => void): readonly Command[] {
  return [
    ...screens.map(
      ({ id, key, right }): Command => ({
        id: `go-${id}`,
        key: `g ${key}`,
        title: screenTexts[id],
        right,
        run: () => goTo(pathOf(id)),
      }),
    ),
    { id: "search", key: "/", title: frameTexts.search, run: () => open("search") },
    { id: "keys", key: "?", title: frameTexts.keys, run: () => open("keys") },
    { id: "guide", key: "H", title: guideTexts.open, run: openGuide },
    { id: "theme", key: "T", title: frameTexts.theme, run: nextTheme },
    {
      id: "language",
      key: "L",
      title: frameTexts["other-language"],
      run: () => setLanguage(language.value === "zh" ? "en" : "zh"),
    },
  ];
}

/** The guided look is of the map. */
function openGuide(): void {
  goTo(pathOf("map"));
  guideIsOpen.set(true);
}

/** Says of what time the picture is, where nothing comes any more. */
function Stopped() {
  const say = useSay();
  const { pictureAt, attempts } = useStore(liveness, (each) => each);
  const reconnecting = attempts === 0 ? frameTexts["no-word"] : fill(frameTexts.reconnecting, { attempts });
  return (
    <div class="stopped" role="alert">
      <strong>{say(fill(frameTexts["stopped-title"], { time: timeOfDay(pictureAt ?? 0) }))}</strong>{" "}
      {say(fill(frameTexts["stopped-more"], { reconnecting }))}
    </div>
  );
}
