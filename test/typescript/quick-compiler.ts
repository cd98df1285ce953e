// A toolchain of TypeScript that compiles within this process: same compiler, same words, same complaints. Its command asks for that over a socket,
// so it must not be waited for with the process blocked.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { compileWithin } from "./compile-within.ts";

const asked = z.object({ directory: z.string(), words: z.array(z.string()) });
const ASK = fileURLToPath(new URL("ask.mjs", import.meta.url));

/** With the words of tsc put in the place of those that start it; other compilers stay as they are. */
export async function quickly<Found extends Toolchain>(toolchain: Found): Promise<Found> {
  if (toolchain.language !== "ts") return toolchain;
  const path = await listen();
  const quick = (words: readonly string[]): readonly string[] => words.flatMap((word) => (word === "{package}" ? [ASK, path] : [word]));
  return { ...toolchain, compile: quick(toolchain.compile), timed: { ...toolchain.timed, program: quick(toolchain.timed?.program ?? []) } };
}

/** Answers those who ask from now on, for as long as the process has other things to do. */
async function listen(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "nnc-tsc-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = process.platform === "win32" ? `\\\\.\\pipe\\nnc-tsc-${process.pid}` : join(folder, "socket");
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let text = "";
    connection.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => {
      const { directory, words } = asked.parse(JSON.parse(text));
      connection.end(JSON.stringify(compileWithin(words, directory)));
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  server.unref();
  return path;
}
