import type { ComponentType } from "preact";
import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import type { ScreenProps } from "../app/screens.ts";
import { catalogue } from "../live/live.ts";
import { useStore } from "../live/store.ts";

/** A screen that waits for the catalogue: before it no time can be said in the city's zone, and no name is known. */
export function withCity(Shown: ComponentType<ScreenProps>): ComponentType<ScreenProps> {
  return function WithCity(props: ScreenProps) {
    const say = useSay();
    const isKnown = useStore(catalogue, (each) => each !== null);
    if (isKnown) return <Shown {...props} />;
    return (
      <p class="notice" role="status">
        {say(frameTexts.loading)}
      </p>
    );
  };
}
