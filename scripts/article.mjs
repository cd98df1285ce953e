// Runs every command that docs/article.md shows and writes what it prints, and the files the page links to, into docs:
// node scripts/article.mjs. With --check it writes nothing and fails where a block or a file has become different.
//
// A block marked `console` is a command after `$ ` (lines that end with a backslash go on) and what it printed, on stdout and
// stderr. A block whose first line is `# NAME.py` or `# NAME.json` is a file the commands find. Commands run in one empty folder, in order.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs", "article.md");
const checking = process.argv.includes("--check");

/** Seconds differ from run to run; everything else that is printed does not. */
const SECONDS = /\b\d+\.\d s\b/g;

/**
 * Runs a command for bash, in which `nnc` is the built program; lines that tell of progress are left out.
 * @param {string} command
 * @param {string} folder where it runs
 * @returns {string} what it printed on both streams, and its exit code where that is not 0
 */
function output(command, folder) {
  const script = `nnc() { "${process.execPath}" "${join(root, "dist", "nnc.js")}" "$@"; }\n${command}`;
  const result = spawnSync("bash", ["-c", `exec 2>&1\n${script}`], { cwd: folder, encoding: "utf8" });
  if (result.error) throw result.error;
  const text = result.stdout.split("\n").filter((line) => !/^(iteration|refinement) /.test(line)).join("\n").trimEnd();
  return result.status === 0 ? text : `${text}\n(exit code ${result.status})`.trimStart();
}

/**
 * The old text where only seconds differ, so that running the script again changes nothing.
 * @param {string} old
 * @param {string} text
 * @returns {string}
 */
function unlessOnlySecondsDiffer(old, text) {
  return old.replace(SECONDS, "") === text.replace(SECONDS, "") ? old : text;
}

const failures = [];
const folder = mkdtempSync(join(tmpdir(), "nnc-article-"));
try {
  const text = readFileSync(page, "utf8");
  const done = text.replace(/```(console|python|json)\n([\s\S]*?)```/g, (block, language, contents) => {
    const [, name] = /^# ([\w.-]+\.(?:py|json))\n/.exec(contents) ?? [];
    if (language !== "console") {
      if (name !== undefined) writeFileSync(join(folder, name), contents);
      return block;
    }
    const [, command, old] = /^\$ ((?:.*\\\n)*.*)\n([\s\S]*)$/.exec(contents) ?? [];
    if (command === undefined) throw new Error(`a console block does not begin with a command: ${contents}`);
    const printed = output(command, folder);
    const fresh = unlessOnlySecondsDiffer(old ?? "", printed === "" ? "" : `${printed}\n`);
    if (fresh !== old) failures.push(`docs/article.md: ${command}\n${fresh}`);
    return `\`\`\`console\n$ ${command}\n${fresh}\`\`\``;
  });
  for (const [, link] of text.matchAll(/!\[[^\]]*\]\((article\/[^)]+)\)/g)) {
    const [made, kept] = [join(folder, basename(link)), join(root, "docs", link)];
    if (!existsSync(made)) throw new Error(`no command of docs/article.md makes ${basename(link)}`);
    if (existsSync(kept) && readFileSync(made).equals(readFileSync(kept))) continue;
    failures.push(`docs/${link}`);
    if (checking) continue;
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, readFileSync(made));
  }
  if (!checking) writeFileSync(page, done);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) process.stderr.write(`${checking ? "differs" : "written"}: ${failure}\n`);
if (checking && failures.length > 0) {
  process.stderr.write("node scripts/article.mjs writes it anew\n");
  process.exitCode = 1;
}
