import { NotJson } from "./not-json.ts";

/** One reading of several, or a value nested too deep, that could not be made out, as it was sent. */
export class BrokenValue extends NotJson {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override toJSON(): string {
    return this.text;
  }
}
