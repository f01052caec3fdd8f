import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const howToInstall = `no Chromium was found. Install one by either of
  apt-get install chromium
  npx playwright-core install --with-deps chromium
or name one: CHROMIUM=<path> npm run pictures`;

/** Path of a Chromium: the one that `CHROMIUM` names, the one that playwright-core has installed, or the system's. @throws where there is none */
export function findChromium(named: string | undefined = process.env.CHROMIUM): string {
  const candidates = named === undefined ? [chromium.executablePath(), ...installed] : [named];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(named === undefined ? howToInstall : `${named}: ${howToInstall}`);
  return found;
}
