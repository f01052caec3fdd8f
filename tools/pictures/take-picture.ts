import { writeFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Language } from "../../domain/text.ts";
import type { Picture } from "./picture-list.ts";
import type { Storm } from "./storm.ts";

/** What a browser keeps of whoever is signed in. */
export type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

const quality = 80;

export interface Taken {
  readonly url: string;
  readonly storm: Storm;
  readonly language: Language;
  readonly session: Session;
  readonly file: string;
}

/** Opens a page as it will be seen, and writes its picture once everything on it is drawn. @returns bytes of the file */
export async function takePicture(
  browser: Browser,
  picture: Picture,
  { url, storm, language, session, file }: Taken,
): Promise<number> {
  const { theme, width, height, scale = 1 } = picture;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    storageState: session,
  });
  try {
    const page = await context.newPage();
    await page.addInitScript({ content: choices(language) });
    await page.goto(`${url}${picture.path(storm)}`);
    if (picture.choosesWorst === true) {
      await page.locator(".queue li").filter({ hasText: storm.worst.title[language] }).first().click();
    }
    await untilDrawn(page, picture);
    const bytes = await webpOf(page);
    writeFileSync(file, bytes);
    return bytes.length;
  } finally {
    await context.close();
  }
}

/** As after somebody chose the language, and was asked for the sound. */
function choices(language: Language): string {
  return `localStorage.setItem("guanlan.language", "${language}"); sessionStorage.setItem("guanlan.sound-asked", "1");`;
}

async function untilDrawn(page: Page, { shows, isPublic }: Picture): Promise<void> {
  if (isPublic !== true) await page.locator(".live-pill:not(.not-live)").waitFor({ state: "attached" });
  await page.locator(shows).first().waitFor({ state: "attached" });
  const loading = page.locator(".notice[role=status]").filter({ hasText: /\S/ });
  await loading.first().waitFor({ state: "detached" });
  // Its stream keeps a console busy, and a picture of its curves is never complete before they were fetched.
  await page.waitForLoadState("networkidle", { timeout: 1_000 }).catch(() => {});
}

/** Playwright's own screenshots are png and jpeg; webp is half of either at the same look. */
async function webpOf(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality });
  return Buffer.from(data, "base64");
}
