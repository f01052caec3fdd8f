import { governanceTexts } from "../../locales/console/governance.ts";
import type { Command } from "../commands/commands.ts";
import "./print.css";

/** Prints what is shown as a sheet: frame and buttons stay away (print.css). */
export const printCommand: Command = {
  id: "print",
  key: "P",
  title: governanceTexts.print,
  run: () => window.print(),
};
