import { useEffect, useRef } from "preact/hooks";
import { soundTexts } from "../../locales/console/sound.ts";
import { fill } from "../../locales/fill.ts";
import { act } from "../acts/act-queue.ts";
import type { CasePage, CaseSummary } from "../api/wire.ts";
import { language } from "../app/language.ts";
import { type Command, mayRun, useCommands } from "../commands/commands.ts";
import { Store, useStore } from "../live/store.ts";
import { useResource } from "../live/use-resource.ts";
import { freshSounds, mute, nextSound, type Sounding, type SoundMemory } from "./alarm-plan.ts";
import { armAtNextInput, checkSound, soundAlarm, soundState } from "./alarm-sound.ts";

/** Unacknowledged cases that a sound may be for: more than these are as loud as these. */
const waitingPath = "/cases?sort=level&acknowledged=false&limit=100";

/** What was sounded and muted, for the bar to show. */
export const soundMemory = new Store<SoundMemory>(freshSounds);

/** Red cases that nobody has acknowledged. */
export const redWaiting = new Store(0);

/** Sounds for what comes and, while a red case is not acknowledged, again each minute; `m` mutes. Run once, by the frame. */
export function useAlarm(): void {
  const cases = useResource<CasePage>(waitingPath, ["cases"]).body;
  const waiting = useRef<readonly Sounding[] | null>(null);
  const firstRed = useRef<CaseSummary | null>(null);
  useEffect(() => {
    if (cases === null) return;
    const up = cases.rows.filter(({ level, isExercise }) => level !== null && isExercise !== true);
    const red = up.filter(({ level }) => level === "red");
    waiting.current = up.map(({ id, level }) => ({ caseId: id, isRed: level === "red" }));
    firstRed.current = red[0] ?? null;
    redWaiting.set(red.length);
    sound(waiting.current);
  }, [cases]);
  useEffect(() => {
    if (soundState.value === "off") armAtNextInput();
    const timer = setInterval(() => {
      checkSound();
      if (waiting.current !== null) sound(waiting.current);
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(
    () =>
      soundState.subscribe(() => {
        if (soundState.value === "lost" && firstRed.current !== null) noteLoss(firstRed.current);
      }),
    [],
  );
  const memory = useStore(soundMemory, (each) => each);
  useCommands([muteCommand(memory, waiting.current ?? [])], "frame");
}

/** Whoever asks later why nobody moved reads in the gravest red case that its alarm was not heard here. */
function noteLoss({ id, title }: CaseSummary): void {
  if (!mayRun({ right: "cases.act" })) return;
  const text = soundTexts["lost-on-case"];
  const words = fill(soundTexts["lost-told"], { title });
  void act({
    path: `/cases/${encodeURIComponent(id)}/actions`,
    body: { do: "comment", text: text[language.value] },
    about: id,
    words,
    mayWait: true,
  });
}

function sound(waiting: readonly Sounding[]): void {
  const { sound: due, memory } = nextSound(soundMemory.value, waiting, Date.now());
  // What could not be heard is not taken for sounded.
  if (due !== null && !soundAlarm(due)) return;
  soundMemory.set(memory);
}

function muteCommand(memory: SoundMemory, waiting: readonly Sounding[]): Command {
  const now = Date.now();
  const isMuted = memory.mutedUntil !== null && now < memory.mutedUntil;
  const cannot = mute(memory, waiting, now) === null;
  const why = isMuted ? soundTexts["already-muted"] : soundTexts["mute-again"];
  return {
    id: "mute",
    key: "m",
    title: soundTexts.mute,
    ...(cannot ? { disabledBecause: why } : {}),
    run: () => {
      const muted = mute(soundMemory.value, waiting, Date.now());
      if (muted !== null) soundMemory.set(muted);
    },
  };
}
