// Runs the built nnc as a user does: a process of its own, in a folder of its own.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { holdToSchema } from "./published-schemas.ts";

export const NNC = fileURLToPath(new URL("../../dist/nnc.js", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd: string;
  readonly input?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export function nnc(words: readonly string[], { cwd, input, env }: Circumstances): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [NNC, ...words], {
    cwd,
    input: input ?? "",
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  holdToSchema(words, stdout);
  return { code: status, stdout, stderr };
}

/** Runs nnc and sends it a signal as soon as `ready` says so; asked again and again, with what stderr has so far. */
export async function signalled(words: readonly string[], cwd: string, signal: NodeJS.Signals, ready: (stderr: string) => boolean): Promise<Outcome> {
  const child = spawn(process.execPath, [NNC, ...words], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const poll = setInterval(() => {
    if (!ready(stderr)) return;
    clearInterval(poll);
    child.kill(signal);
  }, 2);
  const code = await ended;
  clearInterval(poll);
  return { code, stdout: "", stderr };
}

/** A line for bash, in which `nnc` is the program. */
export function shell(line: string, cwd: string): Outcome {
  const script = `nnc() { "${process.execPath}" "${NNC}" "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** An empty folder that is removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nnc-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
