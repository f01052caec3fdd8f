import { useMemo, useRef } from "preact/hooks";
import { frameTexts } from "../../../locales/console/frame.ts";
import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import type { WarningPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { countCity } from "../../live/counts.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { DraftForm } from "./draft-form.tsx";
import { OneWarning } from "./one-warning.tsx";
import { ResponseScreen } from "./responses/response-screen.tsx";
import { WarningLists } from "./warning-lists.tsx";
import { type OpenLists, openLists } from "./warning-order.ts";
import "../../parts/work.css";
import "./warnings.css";

/** Where a draft by hand is written, and where responses are recorded: in the place of a warning's id. */
const newDraft = "new";
const responsesPlace = "responses";

/** Warnings that wait for a decision, what is in force, and one of them whole. */
export function WarningsScreen({ id }: ScreenProps) {
  const say = useSay();
  const open = useResource<WarningPage>("/warnings?isOpen=true&limit=500", ["warnings", "mode"]);
  const over = useResource<WarningPage>("/warnings?isOpen=false&limit=30", ["warnings"]);
  const lists = useMemo(() => openLists(open.body?.rows ?? []), [open.body]);
  const go = (to: string) => goTo(pathOf("warnings", to), { replace: id !== "" });
  const shown = useShown(id, lists);
  const commands = deskCommands({ order: orderOf(lists, over.body), shown, go });
  useCommands(commands);
  return (
    <div class={id === "" ? "warnings-screen" : "warnings-screen has-one"}>
      <WarningLists open={open} over={over} lists={lists} chosen={shown} choose={go} commands={commands} />
      <Middle shown={shown} isLoading={open.body === null} words={say(frameTexts.loading)} />
    </div>
  );
}

/** The desk opens with what is due first, and stays there: nothing else comes under a hand that is about to decide. */
function useShown(id: string, { waiting, inForce }: OpenLists): string {
  const first = useRef("");
  if (first.current === "") first.current = waiting[0]?.id ?? inForce[0]?.id ?? "";
  return id === "" ? first.current : id;
}

function Middle({
  shown,
  isLoading,
  words,
}: {
  readonly shown: string;
  readonly isLoading: boolean;
  readonly words: string;
}) {
  if (shown === newDraft) return <DraftForm />;
  if (shown === responsesPlace) return <ResponseScreen />;
  if (shown !== "") return <OneWarning id={shown} key={shown} />;
  return isLoading ? <p class="notice">{words}</p> : <NoWarning />;
}

/** That there is none says little while gauges are unknown: how many are stands beside it. */
function NoWarning() {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return <p class="notice">{say(warningScreenTexts["no-in-force"])}</p>;
  const { gauges, believed, unknown } = countCity(now, known);
  return <p class="notice">{say(fill(warningScreenTexts["none-at-all"], { gauges, believed, unknown }))}</p>;
}

function orderOf({ waiting, inForce }: OpenLists, over: WarningPage | null): readonly string[] {
  return [...new Set([...waiting, ...inForce, ...(over?.rows ?? [])].map((each) => each.id))];
}

function deskCommands({
  order,
  shown,
  go,
}: {
  readonly order: readonly string[];
  readonly shown: string;
  readonly go: (to: string) => void;
}): readonly Command[] {
  const steps = stepCommands({
    ...{ of: "warning", titles: warningScreenTexts, rows: order },
    ...{ at: order.indexOf(shown), go },
  });
  const none = order.length === 0 ? { disabledBecause: warningScreenTexts["no-in-force"] } : {};
  return [
    ...steps.map((step) => ({ ...step, ...none })),
    {
      id: "warning-new",
      key: "n",
      title: warningScreenTexts["new-draft"],
      right: "warnings.draft",
      run: () => go(newDraft),
    },
    { id: "responses", key: "r", title: warningScreenTexts.responses, run: () => go(responsesPlace) },
  ];
}
