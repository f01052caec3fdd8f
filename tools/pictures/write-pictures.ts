import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { type Browser, chromium } from "playwright-core";
import type { Language } from "../../domain/text.ts";
import { type Demonstration, startDemonstration } from "./demonstration.ts";
import { findChromium } from "./find-chromium.ts";
import { pictures } from "./picture-list.ts";
import { untilStorm } from "./storm.ts";
import { takePicture } from "./take-picture.ts";

/** `npm run pictures`: pictures of the console in docs/pictures, in each language of a demonstration that speaks it. */
const root = join(import.meta.dirname, "..", "..");

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function writePictures(): Promise<void> {
  const executablePath = findChromium();
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", "--no-sandbox"] });
  try {
    for (const language of ["zh", "en"] as const) await writeIn(language, browser);
  } finally {
    await browser.close();
  }
}

async function writeIn(language: Language, browser: Browser): Promise<void> {
  say(`starting a demonstration (${language})`);
  const demonstration = await startDemonstration(language);
  try {
    await takeAll(browser, demonstration, language);
  } finally {
    await demonstration.stop();
  }
}

async function takeAll(browser: Browser, { url, link }: Demonstration, language: Language): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.locator("nav, .sound-gate").first().waitFor();
  say("waiting for the storm, some minutes");
  const storm = await untilStorm(context.request, `${url}/api/v1`, say);
  const session = await context.storageState();
  await context.close();
  const folder = join(root, "docs", "pictures", language);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) {
    const file = join(folder, `${picture.name}.webp`);
    const bytes = await takePicture(browser, picture, { url, storm, language, session, file });
    say(`${relative(root, file)} ${Math.ceil(bytes / 1024)} KB`);
  }
}

try {
  await writePictures();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
