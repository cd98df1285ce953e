// What an object file takes: bytes of code and of constant data, and of the stack. Reads what compilers and their tools print.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../toolchain/run-process.ts";

export interface ObjectSizes {
  readonly code: number | undefined;
  readonly data: number | undefined;
  readonly stack: number | undefined;
}

const LIMIT_SECONDS = 20;

/**
 * @param directory in which the compiler left its `.su` files.
 * @returns undefined for what no tool tells.
 */
export async function objectSizes(object: string, directory: string): Promise<ObjectSizes> {
  const printed = await runCommand(["size", "-A", object], { timeLimitSeconds: LIMIT_SECONDS });
  const sections = printed.failure === undefined ? sectionBytes(new TextDecoder().decode(printed.stdout)) : undefined;
  const files = (await readdir(directory)).filter((name) => name.endsWith(".su"));
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), "utf8")));
  return { code: sections?.code, data: sections?.data, stack: stackBytes(texts.join("\n")) };
}

/** Of what `size -A` prints (GNU and LLVM, System V format): a line a section, its name and its bytes. */
export function sectionBytes(printed: string): { readonly code: number; readonly data: number } {
  let [code, data] = [0, 0];
  for (const [, name, bytes] of printed.matchAll(/^\.l?(text|rodata|data)\S*\s+(\d+)/gm)) {
    if (name === "text") code += Number(bytes);
    else data += Number(bytes);
  }
  return { code, data };
}

/** The most that a function takes, of gcc's and clang's -fstack-usage: `place:function`, bytes and how they are known, between tabs. */
export function stackBytes(printed: string): number | undefined {
  const found = [...printed.matchAll(/^[^\t\n]*\t(\d+)\t/gm)].map(([, bytes]) => Number(bytes));
  return found.length === 0 ? undefined : Math.max(...found);
}
