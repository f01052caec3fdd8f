import { useState } from "preact/hooks";
import { frameTexts, screenTexts } from "../../locales/console/frame.ts";
import { fill } from "../../locales/fill.ts";
import { Acts } from "../acts/acts.tsx";
import { me } from "../api/client.ts";
import { type Command, mayRun, useCommands } from "../commands/commands.ts";
import { KeysDialog } from "../commands/keys-dialog.tsx";
import { liveness } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { timeOfDay } from "../parts/times.tsx";
import { language, setLanguage, useSay } from "./language.ts";
import { goTo, usePlace } from "./router.ts";
import { pathOf, screenAt, screens } from "./screens.ts";
import { TopBar } from "./top-bar.tsx";

/** The frame of every screen: top bar, rail, banner of a stopped picture, what was done just now. */
export function Shell() {
  const say = useSay();
  const { path } = usePlace();
  const [isKeysOpen, setKeysOpen] = useState(false);
  const isStopped = useStore(liveness, ({ isLive, pictureAt }) => !isLive && pictureAt !== null);
  useCommands(frameCommands(() => setKeysOpen(true)));
  const at = screenAt(path);
  const Shown = at?.screen.component;
  return (
    <div class={isStopped ? "shell is-stopped" : "shell"}>
      <TopBar />
      {isStopped && <Stopped />}
      <Rail now={at?.screen.id ?? null} />
      <main class="screen" id="screen">
        {Shown === undefined ? (
          <p class="notice">{say(frameTexts["not-found"])}</p>
        ) : (
          <Shown id={at?.id ?? ""} key={at?.screen.id} />
        )}
      </main>
      <Acts />
      {isKeysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

function frameCommands(openKeys: () => void): readonly Command[] {
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
    { id: "keys", key: "?", title: frameTexts.keys, run: openKeys },
    {
      id: "language",
      key: "L",
      title: frameTexts["other-language"],
      run: () => setLanguage(language.value === "zh" ? "en" : "zh"),
    },
  ];
}

function Rail({ now }: { readonly now: string | null }) {
  const say = useSay();
  useStore(me, (each) => each);
  return (
    <nav class="rail" aria-label={say(frameTexts.screens)}>
      {screens.filter(mayRun).map(({ id, character }) => (
        <a key={id} href={pathOf(id)} aria-current={now === id ? "page" : undefined}>
          <span class="character" aria-hidden="true">
            {character}
          </span>
          <span>{say(screenTexts[id])}</span>
        </a>
      ))}
    </nav>
  );
}

/** Says of what time the picture is, where nothing comes any more. */
function Stopped() {
  const say = useSay();
  const { pictureAt, attempts } = useStore(liveness, (each) => each);
  return (
    <div class="stopped" role="alert">
      <strong>{say(fill(frameTexts["stopped-title"], { time: timeOfDay(pictureAt ?? 0) }))}</strong>{" "}
      {say(fill(frameTexts["stopped-more"], { attempts }))}
    </div>
  );
}
