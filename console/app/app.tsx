import { useEffect, useState } from "preact/hooks";
import { askWhoIsHere, endingSession } from "../acts/sign-out.ts";
import { me } from "../api/client.ts";
import { followKeys } from "../commands/commands.ts";
import { LiveConnection } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { SoundGate, wasSoundAsked } from "../sound/sound-gate.tsx";
import { language, setLanguage } from "./language.ts";
import { Leaving } from "./leaving.tsx";
import { followLinks } from "./router.ts";
import { Shell } from "./shell.tsx";
import { SignIn } from "./sign-in.tsx";

/** The whole console: the page to sign in, the sound that is heard once, then the frame with its screens and one live stream. */
export function App() {
  const who = useStore(me, (each) => each);
  useEffect(() => {
    setLanguage(language.value);
    followLinks();
    followKeys();
    void askWhoIsHere();
  }, []);
  const account = who?.accountId ?? null;
  useEffect(() => {
    if (account === null) return;
    const connection = new LiveConnection();
    connection.start();
    return () => connection.stop();
  }, [account]);
  const [isAsked, setAsked] = useState(wasSoundAsked);
  const isLeaving = useStore(endingSession, (each) => each !== null);
  if (isLeaving) return <Leaving />;
  if (who === undefined) return null;
  if (who === null) return <SignIn />;
  // What one person wrote is not another's to send.
  return isAsked ? <Shell key={account} /> : <SoundGate onDone={() => setAsked(true)} />;
}
