import { useState } from "preact/hooks";
import { responseScreenTexts, warningScreenTexts } from "../../../../locales/console/warnings.ts";
import type { EmergencyResponse, ResponsePage } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { type Command, mayRun, useCommands } from "../../../commands/commands.ts";
import { useResource } from "../../../live/use-resource.ts";
import { CommandButton } from "../../../parts/buttons.tsx";
import { Loaded } from "../../../parts/states.tsx";
import { ResponseCard } from "./response-card.tsx";
import { ResponseDialog, type ResponseStep } from "./response-dialog.tsx";

interface Asked {
  readonly step: ResponseStep;
  /** The one that is active; null to start one. */
  readonly of: EmergencyResponse | null;
}

/** Emergency responses as the headquarters decided them: active ones first, each with every word of it. */
export function ResponseScreen() {
  const say = useSay();
  const active = useResource<ResponsePage>("/responses?state=active&limit=100", ["responses"]);
  const ended = useResource<ResponsePage>("/responses?state=terminated&limit=10", ["responses"]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const rows = active.body?.rows ?? [];
  const of = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null;
  const commands = responseCommands(of, setAsked);
  useCommands(asked === null ? commands : []);
  return (
    <>
      <article class="warning work-main">
        <h1>{say(responseScreenTexts.title)}</h1>
        <p class="muted">{say(responseScreenTexts.why)}</p>
        <h3>{say(responseScreenTexts.active)}</h3>
        <Loaded
          resource={active}
          isEmpty={(page) => page.rows.length === 0}
          empty={<p>{say(responseScreenTexts.none)}</p>}
        >
          {(page) =>
            page.rows.map((each) => (
              <ResponseCard key={each.id} of={each} isChosen={each.id === of?.id} choose={() => setChosen(each.id)} />
            ))
          }
        </Loaded>
        <h3>{say(responseScreenTexts.ended)}</h3>
        <Loaded
          resource={ended}
          isEmpty={(page) => page.rows.length === 0}
          empty={<p>{say(responseScreenTexts["none-ended"])}</p>}
        >
          {(page) => page.rows.map((each) => <ResponseCard key={each.id} of={each} />)}
        </Loaded>
      </article>
      <aside class="warning-side work-side">
        <section class="moves">
          <h3>{say(warningScreenTexts["can-do"])}</h3>
          {mayRun({ right: "warnings.approve" }) ? (
            commands.map((command) => <CommandButton key={command.id} command={command} />)
          ) : (
            <p class="muted">{say(responseScreenTexts.why)}</p>
          )}
        </section>
      </aside>
      {asked !== null && <ResponseDialog {...asked} close={() => setAsked(null)} />}
    </>
  );
}

function responseCommands(of: EmergencyResponse | null, ask: (asked: Asked) => void): readonly Command[] {
  const right = "warnings.approve";
  const none = of === null ? { disabledBecause: responseScreenTexts.none } : {};
  return [
    {
      id: "response-start",
      key: "s",
      title: responseScreenTexts.start,
      right,
      run: () => ask({ step: "start", of: null }),
    },
    {
      id: "response-adjust",
      key: "j",
      title: responseScreenTexts.adjust,
      right,
      ...none,
      run: () => ask({ step: "adjust", of }),
    },
    {
      id: "response-terminate",
      key: "x",
      title: responseScreenTexts.terminate,
      right,
      ...none,
      run: () => ask({ step: "terminate", of }),
    },
  ];
}
