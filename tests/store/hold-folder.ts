import { openDataFolder } from "../../store/sqlite/data-folder.ts";

/** Child process of data-folder.test.ts: takes a folder, as another user where one is named, and holds it until it ends. */
const [folder, uid] = process.argv.slice(2);
if (uid) process.setuid!(Number(uid));
try {
  openDataFolder(folder!);
  process.stdout.write("held\n");
  process.stdin.resume();
} catch (error) {
  const { code, message } = error as { readonly code: string; readonly message: string };
  process.stderr.write(`${code}: ${message}\n`);
  process.exitCode = 1;
}
