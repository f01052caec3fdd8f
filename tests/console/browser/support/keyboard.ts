import type { Page } from "playwright-core";

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

/** Goes through the open dialog by Tab, writes into what has to be written, and presses its button. */
export async function submitByKeys(page: Page, words: string): Promise<void> {
  await page.locator("dialog[open] form").waitFor({ timeout: 60_000 });
  for (let step = 0; step < 20; step++) {
    const at = await page.evaluate(() => {
      const { activeElement: now } = document;
      if (now === null) return "";
      if (now instanceof HTMLButtonElement) return now.type;
      return now instanceof HTMLTextAreaElement || (now instanceof HTMLInputElement && now.type === "text")
        ? "text"
        : "";
    });
    if (at === "submit") {
      await page.keyboard.press("Enter");
      await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
      return;
    }
    if (at === "text" && words !== "") {
      await page.keyboard.type(words);
      // A form of one line alone is sent by Enter.
      if ((await page.locator("dialog[open] form [type=submit]").count()) === 0) {
        await page.keyboard.press("Enter");
        await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
        return;
      }
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("the dialog's button is not reached by Tab");
}
