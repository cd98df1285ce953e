// Files that nnc keeps for itself: the list of a package's files with the command that made it, and what is left of a check of every float.

import { COMMANDS } from "../../../../src/cli/commands/index.ts";
import { readWords } from "../../../../src/cli/arguments/read-words.ts";
import { staysWithin } from "../../../../src/cli/files/folder/listed-files.ts";
import { readManifest } from "../../../../src/codegen/packaging/manifest.ts";
import { readShellWords } from "../../../../src/shell/read-shell-words.ts";
import { RECORD_MARK, recordOf } from "../../../../src/verify/exhaustive/sweep-record.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { NO_FILES, utf8 } from "../hostile-reader.ts";

const DIGEST = "0123456789abcdef".repeat(4);
const DEEP = 2_000_000;

function manifest(command: string, path: string): Uint8Array {
  return utf8(JSON.stringify({ generator: "nnc 1.2.3", command, files: { [path]: DIGEST } }, null, 2));
}

export const packageList: HostileReader = {
  name: "package list",
  seeds: [manifest("nnc emit exp.onnx --lang c --name 'pseudo exp' -o exp/", "src/exp.c"), manifest("nnc emit a.onnx b.onnx --lang go -o ./x", "exp.go")],
  tokens: ["../", "/etc/passwd", "\\u0000", "--stack", "--output", "'", '"', "$(id)", "`id`", ";", "|", "&&", "\\"],
  made: [
    { name: "lists within lists", isLarge: true, bytes: () => utf8("[".repeat(DEEP)) },
    { name: "objects within objects", bytes: () => utf8(`${'{"files":'.repeat(DEEP / 10)}1`) },
    { name: "a command of quotes", isLarge: true, bytes: () => manifest(`nnc emit ${"'".repeat(DEEP)}`, "x") },
    { name: "a command of many words", bytes: () => manifest(`nnc emit ${"x ".repeat(DEEP / 10)}`, "x") },
    { name: "a long path", isLarge: true, bytes: () => manifest("nnc emit x", "../".repeat(DEEP / 3)) },
  ],
  async read(bytes) {
    const list = readManifest(new TextDecoder().decode(bytes));
    if (list === undefined) return NO_FILES;
    Object.keys(list.files).forEach((path) => staysWithin(path));
    const words = readShellWords(list.command);
    if (words !== undefined) await readWords(words.slice(1), { commands: COMMANDS.filter(({ name }) => name === "emit"), otherCommands: [], globalOptions: [] });
    return NO_FILES;
  },
};

export const sweepFile: HostileReader = {
  name: "sweep file",
  seeds: [utf8(`${RECORD_MARK}\n${DIGEST}\n0 0 AAAA\n0 1 AAAAAAA=\n`)],
  tokens: ["0 0 ", "AAAA", "====", "\n", RECORD_MARK],
  made: [
    { name: "a long line", isLarge: true, bytes: () => utf8(`${RECORD_MARK}\n${DIGEST}\n0 0 ${"A".repeat(20_000_000)}\n`) },
    { name: "a long line that ends wrongly", isLarge: true, bytes: () => utf8(`${RECORD_MARK}\n${DIGEST}\n0 0 ${"A".repeat(20_000_000)}!\n`) },
    { name: "a long number", isLarge: true, bytes: () => utf8(`${RECORD_MARK}\n${DIGEST}\n${"1".repeat(20_000_000)}\n`) },
    { name: "many lines", isLarge: true, bytes: () => utf8(`${RECORD_MARK}\n${DIGEST}\n${"0 0 AAAA\n".repeat(300_000)}`) },
  ],
  read(bytes) {
    recordOf(new TextDecoder("latin1").decode(bytes));
    return Promise.resolve(NO_FILES);
  },
};
