import { connect } from "node:net";
import { hangMs } from "../support/until.ts";

/**
 * Sends bytes as they are and gives back all that came until the server closed the connection.
 *
 * @param chunks sent one after the other; an error on sending is the server's refusal and is expected
 */
export function rawHttp(port: number, chunks: readonly (string | Uint8Array)[], withinMs = hangMs): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let got = "";
    const deadline = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the server neither answered nor closed in ${withinMs} ms; so far: ${got.slice(0, 200)}`));
    }, withinMs);
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      got += text;
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(deadline);
      resolve(got);
    });
    for (const chunk of chunks) socket.write(chunk);
  });
}

/** Status of the first answer in `text`; 0 when there is none. */
export function statusIn(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}
