import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..", "..");
const sources = ["console", "domain", "locales"] as const;

/** Vitest's global set-up: tests in a browser see the console as its sources are now, not as `npm ci` built it. */
export default function buildConsole(): void {
  const built = join(root, "console", "dist", "index.html");
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newestIn))) return;
  // Vitest's own NODE_ENV would build pages for development, which stay for the next `npm start`.
  const env = { ...process.env, NODE_ENV: "production" };
  execFileSync("npm", ["run", "--silent", "prepare"], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
}

function newestIn(folder: string): number {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const ours = files.filter((file) => file.isFile() && !file.parentPath.startsWith(join(root, "console", "dist")));
  return Math.max(...ours.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
