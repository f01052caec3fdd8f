import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { systemClock } from "../../../domain/clock.ts";
import { hashPassword } from "../../../people/passwords/password-hash.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { seeded } from "../../support/seeded.ts";
import { startBenchHub } from "../bench-hub.ts";
import { followHeap, type HeapFigures } from "./heap.ts";
import { MovingCity } from "./moving-city.ts";

const root = resolve(import.meta.dirname, "..", "..", "..");
const account = { accountId: "bench", password: "as-quick-as-can-be" };

/** Share of gauges that can be believed. */
const usuallyBelieved = 0.97;

export interface PageBench {
  readonly gauges: number;
  readonly changesPerSecond: number;
  /** How long the console's heap is watched; that of the pages it is compared with for a minute. */
  readonly minutes: number;
}

interface PageFigures extends HeapFigures {
  /** From the start of loading until the points are drawn, ms; best of three with a warm cache. */
  readonly firstViewMs: number;
  readonly fps: number;
  readonly fpsDragged: number;
}

interface BenchPage {
  readonly name: string;
  readonly path: string;
  /** What tells that its points are drawn; an expression that is run in it. */
  readonly drawn: string;
  /** Whether nothing is known of its city. */
  readonly isUnknown?: boolean;
}

const byItself = "document.documentElement.dataset.drawn === 'yes'";
const ofConsole = {
  path: "/",
  drawn: "document.querySelector('.figures dd') !== null && document.querySelector('.map-picture canvas') !== null",
} as const;

const pages: readonly BenchPage[] = [
  { name: "bare", path: "/bench/bare.html", drawn: byItself },
  { name: "console", ...ofConsole },
  { name: "console of an unknown city", ...ofConsole, isUnknown: true },
  { name: "plain OpenLayers", path: "/bench/vector.html", drawn: byItself },
];

/** The console on a city of many gauges of which many change, beside a bare canvas and OpenLayers' own points; a line each. */
export async function* benchConsolePage(options: PageBench): AsyncGenerator<object> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-pages-"));
  await buildPages(folder);
  const hub = await startBenchHub(
    { stations: options.gauges, gaugesPerDevice: 1, rules: "ladder", endpointUrl: null },
    [],
    { rewriteCity: spreadOut, beforeStart: addAccount, settings: { people: { passwordCost: 10 } } },
  );
  const before = (believed: number): Promise<MovingCity> =>
    MovingCity.before(hub.apiPort, { ...options, stations: options.gauges, believed, pages: folder });
  const city = await before(usuallyBelieved);
  const unknown = await before(0);
  const browser = await chromium.launch({
    executablePath: process.env.BENCH_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", "--enable-unsafe-swiftshader", "--no-sandbox"],
  });
  try {
    yield { what: "console bytes", gzip: gzipBytes() };
    let bare: PageFigures | null = null;
    for (const page of pages) {
      const { name, isUnknown = false } = page;
      const minutes = name === "console" ? options.minutes : 1;
      const figures = await measure(browser, (isUnknown ? unknown : city).url, page, minutes);
      bare ??= figures;
      yield { what: "console page", page: name, ...options, minutes, ...figures, toBare: ratios(figures, bare) };
    }
  } finally {
    await browser.close();
    await Promise.all([city, unknown].map((each) => each.close()));
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function ratios(figures: PageFigures, bare: PageFigures): object {
  const to = (key: keyof PageFigures): number => Math.round((figures[key] / bare[key]) * 100) / 100;
  return { firstView: to("firstViewMs"), fps: to("fps"), fpsDragged: to("fpsDragged"), heap: to("heapMb") };
}

async function measure(
  browser: Browser,
  url: string,
  { name, path, drawn }: BenchPage,
  minutes: number,
): Promise<PageFigures> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: "zh-CN",
    colorScheme: "dark",
  });
  const signedIn = await context.request.post(`${url}/api/v1/session`, { data: account });
  if (!signedIn.ok()) throw new Error(`signing in: ${signedIn.status()} ${await signedIn.text()}`);
  await context.addInitScript(() => sessionStorage.setItem("guanlan.sound-asked", "1"));
  const page = await context.newPage();
  const views: number[] = [];
  for (let load = 0; load < 4; load++) views.push(await firstView(page, `${url}${path}`, drawn));
  const fps = await framesPerSecond(page, 10_000, () => page.waitForTimeout(10_000));
  const fpsDragged = await framesPerSecond(page, 5_000, () => drag(page, 5_000));
  const heap = await followHeap(context, page, { name, minutes });
  await context.close();
  return { firstViewMs: Math.round(Math.min(...views.slice(1))), fps, fpsDragged, ...heap };
}

async function firstView(page: Page, url: string, drawn: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  // The frame in which it is drawn is seen with the next one.
  return page.evaluate<number>(`new Promise((done) => {
    const seen = () => requestAnimationFrame(() => done(performance.now()));
    const look = () => requestAnimationFrame(${drawn} ? seen : look);
    look();
  })`);
}

/** Run in the page: frames a second over so many ms. */
const countFrames = (ms: number): string => `new Promise((done) => {
  const from = performance.now();
  let frames = 0;
  const frame = () => {
    frames += 1;
    const passed = performance.now() - from;
    if (passed < ${ms}) requestAnimationFrame(frame);
    else done((frames * 1000) / passed);
  };
  requestAnimationFrame(frame);
})`;

async function framesPerSecond(page: Page, forMs: number, meanwhile: () => Promise<void>): Promise<number> {
  const counted = page.evaluate<number>(countFrames(forMs));
  await meanwhile();
  return Math.round((await counted) * 10) / 10;
}

/** Back and forth over the map with the button held. */
async function drag(page: Page, forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  await page.mouse.move(700, 500);
  await page.mouse.down();
  for (let step = 0; performance.now() < until; step++) {
    await page.mouse.move(700 + 200 * Math.sin(step / 10), 500 + 100 * Math.cos(step / 10));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

/** Everything that a browser loads of the console, as it is sent. */
function gzipBytes(): number {
  const assets = join(root, "console", "dist", "assets");
  return readdirSync(assets)
    .filter((name) => name.endsWith(".gz"))
    .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
}

/** The pages it is compared with; OpenLayers is built into its one as it is into the console. */
async function buildPages(into: string): Promise<void> {
  const source = join(import.meta.dirname, "pages");
  await build({
    root: source,
    base: "/bench/",
    logLevel: "error",
    build: {
      outDir: into,
      emptyOutDir: false,
      target: "es2024",
      rollupOptions: { input: join(source, "vector.html") },
    },
  });
  for (const file of ["bare.html", "bare.js"]) cpSync(join(source, file), join(into, file));
}

/** Stations over the whole of a city, where a generated one has them all in one place. */
function spreadOut(folder: string): void {
  const file = join(folder, "stations.yaml");
  const random = seeded(11);
  const { stations } = JSON.parse(readFileSync(file, "utf8")) as { readonly stations: readonly object[] };
  const spread = stations.map((station) => ({
    ...station,
    position: { longitude: 113.3 + random() * 0.6, latitude: 34.55 + random() * 0.4 },
  }));
  writeFileSync(file, JSON.stringify({ stations: spread }));
}

async function addAccount(folder: string): Promise<void> {
  const { accountId, password } = account;
  const store = openCommandStore(join(folder, "data"), systemClock);
  const passwordHash = await hashPassword(password, 10);
  const grant = { roles: ["duty-officer", "commander"] as const, areaCodes: [], deviceIds: [] };
  store.people.create({
    accountId,
    name: accountId,
    language: "zh",
    ...grant,
    subject: null,
    passwordHash,
    createdAt: systemClock(),
  });
  store.close();
}
