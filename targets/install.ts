// Sees to the packages of targets: of Debian where this runs as root with apt-get, of npm in a folder of their own. Runs no target.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";
import { ProgramFailure, runProgram, succeeds } from "./run-program.ts";
import type { Target } from "./target.ts";

export const NPM_FOLDER = join(root, ".cache", "targets", "npm");

let listsAreRead = false;

/** Why the target's packages are not there; undefined where they are. */
export function missing({ packages, npmPackages = [] }: Target): string | undefined {
  return missingOfDebian(packages) ?? missingOfNpm(npmPackages);
}

/** Of the target or, where nothing may be installed, of Debian's that are there already. */
export function missingOfDebian(packages: readonly string[]): string | undefined {
  const absent = packages.filter((name) => !isInstalled(name));
  if (absent.length === 0) return undefined;
  const said = `needs ${absent.join(" ")}`;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return said;
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    if (!listsAreRead) runProgram(["apt-get", "update"], { environment });
    listsAreRead = true;
    runProgram(["apt-get", "install", "-y", "--no-install-recommends", ...absent], { environment });
    return undefined;
  } catch (error) {
    if (error instanceof ProgramFailure) return `${said}, which cannot be installed: ${error.said.trim().split("\n").at(-1) ?? ""}`;
    throw error;
  }
}

function isInstalled(name: string): boolean {
  return succeeds(["dpkg-query", "--show", "--showformat=${Version}", name]) &&
    runProgram(["dpkg-query", "--show", "--showformat=${Status}", name]).toString().endsWith(" installed");
}

function missingOfNpm(packages: readonly string[]): string | undefined {
  if (packages.length === 0) return undefined;
  mkdirSync(NPM_FOLDER, { recursive: true });
  const list = join(NPM_FOLDER, "installed.json");
  const installed = new Set(existsSync(list) ? readFileSync(list, "utf8").split("\n") : []);
  const absent = packages.filter((name) => !installed.has(name));
  if (absent.length === 0) return undefined;
  try {
    runProgram(["npm", "install", "--no-audit", "--no-fund", "--prefix", NPM_FOLDER, ...absent]);
    writeFileSync(list, [...installed, ...absent].join("\n"));
    return undefined;
  } catch (error) {
    if (error instanceof ProgramFailure) return `npm cannot install ${absent.join(" ")}`;
    throw error;
  }
}
