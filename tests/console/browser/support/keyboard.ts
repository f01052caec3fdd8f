import type { Page, Response } from "playwright-core";
import { until } from "../../../support/until.ts";

/** Nothing has the focus but what is named. */
export async function focusOn(page: Page, selector: string): Promise<void> {
  await page.evaluate((of) => {
    if (of === "body") (document.activeElement as HTMLElement | null)?.blur();
    else document.querySelector<HTMLElement>(of)?.focus();
  }, selector);
}

/** How often a command was run by its key on this page. */
export function runsOf(page: Page, command: string): Promise<number> {
  return page.evaluate((name) => performance.getEntriesByName(name).length, `command ${command}`);
}

/** Presses the key of a command once its button can be pressed; again where what it is about moved on before the key came. */
export async function typeWhenAllowed(page: Page, command: string, key: string): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await page.locator(`button[data-command=${command}]:enabled`).first().waitFor({ timeout: 60_000 });
    await focusOn(page, "body");
    const before = await runsOf(page, command);
    await page.keyboard.press(key);
    if ((await runsOf(page, command)) > before) return;
  }
  throw new Error(`${command}: its key ran nothing`);
}

/**
 * Goes through the open dialog by Tab, writes into what has to be written, and presses its button.
 *
 * @returns false where what it is about moved on meanwhile, so that it has to be looked at again
 */
export async function submitByKeys(page: Page, words: string): Promise<boolean> {
  await page.locator("dialog[open] form").waitFor({ timeout: 60_000 });
  for (let step = 0; step < 20; step++) {
    if (await hasMovedOn(page)) return false;
    const at = await page.evaluate(focusedKind);
    if (at === "submit") return await sent(page);
    if (at === "text" && words !== "") {
      await page.keyboard.type(words);
      // A form of one line alone is sent by Enter.
      if ((await page.locator("dialog[open] form [type=submit]").count()) === 0) return await sent(page);
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("the dialog's button is not reached by Tab");
}

/**
 * Takes a step, again where what it is about moved on meanwhile: before it was sent, or before it came.
 *
 * @param step `words` for its dialog; left out where it asks for none
 */
export async function takeStep(
  page: Page,
  { command, key, words }: { readonly command: string; readonly key: string; readonly words?: string },
): Promise<void> {
  const take = async (): Promise<boolean> => {
    const isTaken = hubsWord(page);
    await typeWhenAllowed(page, command, key);
    if (words === undefined || (await submitByKeys(page, words))) return await isTaken();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
    return false;
  };
  await until(`${command}, which moved on each time`, take);
}

/** Begins to listen for what the hub says to the next act. @returns waits for it: false where what it is about moved on, 412 */
export function hubsWord(page: Page): () => Promise<boolean> {
  // Of an act that is not sent there is no answer.
  const answered = page.waitForResponse(isLastWord, { timeout: 120_000 }).catch(() => null);
  return async () => {
    const answer = await answered;
    if (answer?.status() === 412) return false;
    if (answer?.ok() !== true) throw new Error(`${answer?.status() ?? "no answer"} ${await answer?.text()}`);
    return true;
  };
}

/** Of an act; a hub that is too busy has not said it yet. */
function isLastWord(response: Response): boolean {
  return response.url().endsWith("/actions") && response.status() !== 503;
}

/** Whether the open dialog says that what it is about is another by now. */
export async function hasMovedOn(page: Page): Promise<boolean> {
  return (await page.locator("dialog[open] :is(.notice.problem, .conflict)").count()) > 0;
}

/** Sends the form by Enter. @returns false where the hub or the page says that it moved on */
async function sent(page: Page): Promise<boolean> {
  await page.keyboard.press("Enter");
  await until(
    "the dialog's answer",
    async () => (await page.locator("dialog[open]").count()) === 0 || (await hasMovedOn(page)),
  );
  return (await page.locator("dialog[open]").count()) === 0;
}

/** Runs in the page. */
function focusedKind(): string {
  const { activeElement: now } = document;
  if (now instanceof HTMLButtonElement) return now.type;
  const isLine = now instanceof HTMLInputElement && now.type === "text";
  return now instanceof HTMLTextAreaElement || isLine ? "text" : "";
}
