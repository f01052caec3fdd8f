import type { Page } from "playwright-core";
import { until } from "../../../support/until.ts";

/** Nothing has the focus but what is named. */
export async function focusOn(page: Page, selector: string): Promise<void> {
  await page.evaluate((of) => {
    if (of === "body") (document.activeElement as HTMLElement | null)?.blur();
    else document.querySelector<HTMLElement>(of)?.focus();
  }, selector);
}

/** Presses the key of a command once its button can be pressed. */
export async function typeWhenAllowed(page: Page, command: string, key: string): Promise<void> {
  await page.locator(`button[data-command=${command}]:enabled`).first().waitFor({ timeout: 60_000 });
  await focusOn(page, "body");
  await page.keyboard.press(key);
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

/** Takes a step that asks for words, again where what it is about moved on while its dialog was open. */
export async function takeStep(
  page: Page,
  { command, key, words }: { readonly command: string; readonly key: string; readonly words: string },
): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await typeWhenAllowed(page, command, key);
    if (await submitByKeys(page, words)) return;
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
  }
  throw new Error(`${command}: it moved on each time`);
}

/** Whether the open dialog says that what it is about is another by now. */
export async function hasMovedOn(page: Page): Promise<boolean> {
  return (await page.locator("dialog[open] .notice.problem").count()) > 0;
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
