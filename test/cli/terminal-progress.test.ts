// nnc train on a pseudo terminal, made by util-linux's script: what reaches the screen, and what is left on it.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, NNC } from "./run-nnc.ts";

const ERASED = "\u001b[J";

/** Everything written to a terminal of the size given while the words of nnc run. */
function onTerminal(words: string, env: Readonly<Record<string, string>>, size = "rows 24 columns 80") {
  const folder = newFolder();
  const command = `stty ${size}; "${process.execPath}" "${NNC}" ${words} > stdout.txt`;
  const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TERM: "xterm-256color", LC_ALL: "C.UTF-8", NO_COLOR: "", SHELL: "/bin/sh", ...env },
  });
  return { status, screen: stdout.replaceAll("\r\n", "\n"), stdout: readFileSync(join(folder, "stdout.txt"), "utf8") };
}

const TRAIN = "train --recipe article --iterations 30000 -o a.onnx";

/** What is left when everything that was drawn over has gone. */
function left(screen: string): string {
  return screen.slice(screen.lastIndexOf(ERASED) + ERASED.length);
}

test("a bar and a curve in colour are drawn over and over, and nothing but the summary is left", () => {
  const { status, screen, stdout } = onTerminal(TRAIN, {});
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(screen).toMatch(/\r\u001b\[36m█*[▏▎▍▌▋▊▉]?░*\u001b\[0m +[\d,]+\/30,000 {2}loss \d/);
  expect(screen).toMatch(/\u001b\[2m {4}loss \u001b\[0m\u001b\[36m[\u2800-\u28ff]{70}\u001b\[0m\u001b\[K/);
  expect(screen).toContain("\r\u001b[5A");
  expect(left(screen)).toMatch(/^trained in .* s\nlargest error seen in .*\nat x = 0\.2 .*\nwrote a\.onnx .*\n$/);
});

test("NO_COLOR and a locale without UTF-8 are respected", () => {
  const { screen } = onTerminal(TRAIN, { NO_COLOR: "1", LC_ALL: "C" });
  expect(screen).toMatch(/\r\[#*\.*\] +[\d,]+\/30,000 {2}loss \d/);
  expect(screen).not.toMatch(/\u001b\[\d*m/);
  expect(screen).toMatch(/^[\n\r\u001b\u0020-\u007e]*$/);
});

test("a narrow terminal gets short lines", () => {
  const { screen } = onTerminal(TRAIN, { NO_COLOR: "1" }, "rows 8 columns 30");
  expect(screen).toMatch(/\r *\d+ % {2}loss \d\.\d\de[-+]\d/);
  const drawn = screen.slice(0, screen.lastIndexOf(ERASED)).split(/\r|\n/);
  expect(Math.max(...drawn.map((line) => line.replaceAll(/\u001b\[\d*[A-Z]/g, "").length))).toBeLessThan(30);
});

test("a terminal that cannot move its cursor gets lines as a file does", () => {
  const { screen } = onTerminal(TRAIN, { TERM: "dumb" });
  expect(screen).not.toContain("\u001b");
  expect(screen).toMatch(/^(iteration .*\n)*trained in /);
});

test("-q is silent", () => {
  expect(onTerminal(`${TRAIN} -q`, {})).toEqual({ status: 0, screen: "", stdout: "" });
});
