// A toolchain of TypeScript that compiles within this process: same compiler, same words, same complaints. Its command asks for that over a port,
// so it must not be waited for with the process blocked.

import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { compileWithin, type Compiled } from "./compile-within.ts";

const asked = z.object({ directory: z.string(), words: z.array(z.string()) });
const ASK = fileURLToPath(new URL("ask.mjs", import.meta.url));

/** With the words of tsc put in the place of those that start it; other compilers stay as they are. */
export async function quickly<Found extends Toolchain>(toolchain: Found): Promise<Found> {
  if (toolchain.language !== "ts") return toolchain;
  const port = await listen();
  const quick = (words: readonly string[]): readonly string[] => words.flatMap((word) => (word === "{package}" ? [ASK, port] : [word]));
  return { ...toolchain, compile: quick(toolchain.compile), timed: { ...toolchain.timed, program: quick(toolchain.timed?.program ?? []) } };
}

/** Answers those who ask from now on, for as long as the process has other things to do. Gives the port. */
async function listen(): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let text = "";
    connection.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => connection.end(JSON.stringify(answered(text))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return String(address.port);
}

function answered(text: string): Compiled {
  try {
    const { directory, words } = asked.parse(JSON.parse(text));
    return compileWithin(words, directory);
  } catch (error) {
    return { status: 70, said: String(error) };
  }
}
