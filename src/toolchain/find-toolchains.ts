// Finds the compilers this machine has, by running each one. Compiles nothing and installs nothing.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { runCommand } from "./run-command.ts";
import { languageNames, toolchainTable, type Language, type ToolchainName, type ToolchainRow } from "./toolchains.ts";

/** A compiler that was found and answered. */
export interface Toolchain {
  readonly name: ToolchainName;
  readonly language: Language;
  /** As the compiler tells it, like "12.2.0". */
  readonly version: string;
  /** The word that starts it. */
  readonly command: string;
  /** Those of one of its builds. */
  readonly options: readonly string[];
  /** The PATH it was found by, when it was not this process's own. */
  readonly path?: string;
}

/** Where to look, for callers that do not want this process's own PATH and platform. */
export interface ToolchainEnvironment {
  readonly path?: string;
  readonly platform?: NodeJS.Platform;
}

const detectionLimitSeconds = 20;

/** The compilers of these languages that are present, in the order of the table. */
export async function findToolchains(
  languages: readonly Language[],
  environment: ToolchainEnvironment = {},
): Promise<readonly Toolchain[]> {
  const rows = toolchainTable.filter((row) => languages.includes(row.language));
  const found = await Promise.all(rows.map((row) => findToolchain(row, environment)));
  return found.filter((toolchain) => toolchain !== undefined);
}

/** `gcc 12.2.0 -O2`: a compiler and how it is called. */
export function titleOf({ name, version, options }: Toolchain): string {
  return [name, version, ...options].join(" ");
}

/**
 * The compilers of one language that are present, at least one.
 * Throws a DiagnosticError of category toolchain, which names the commands that install one, when there is none.
 */
export async function requireToolchains(
  language: Language,
  environment: ToolchainEnvironment = {},
): Promise<readonly Toolchain[]> {
  const found = await findToolchains([language], environment);
  if (found.length > 0) return found;
  const rows = toolchainTable.filter((row) => row.language === language);
  const platform = environment.platform ?? process.platform;
  const installs = rows.map((row) => row.install[platform]).filter((command) => command !== undefined);
  throw new DiagnosticError({
    id: "compiler-missing",
    message: `no ${languageNames[language]} compiler was found`,
    note: language === "ts" ? "looked for the package typescript" : `looked for ${listNames(rows)} on the PATH`,
    hint:
      installs.length === 0
        ? `install ${rows.map((row) => row.name).join(" or ")}`
        : `install one with: ${installs.join(" or ")}`,
  });
}

/** The path of the TypeScript compiler among nnc's packages, or undefined when it is not installed. */
export function typescriptCompiler(): string | undefined {
  try {
    const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
    return existsSync(compiler) ? compiler : undefined;
  } catch {
    return undefined;
  }
}

/** A compiler in each of its builds that it knows the options of, the usual one first. */
export async function buildsOf(toolchain: Toolchain): Promise<readonly Toolchain[]> {
  const builds = toolchainTable.find(({ name }) => name === toolchain.name)?.builds.slice(1) ?? [];
  const accepted = await Promise.all(builds.map((options) => acceptsOptions(toolchain, options)));
  return [toolchain, ...builds.filter((_, position) => accepted[position]).map((options) => ({ ...toolchain, options }))];
}

/** Whether a C compiler takes an empty file with these options: not every processor has its own. */
async function acceptsOptions({ command, path }: Toolchain, options: readonly string[]): Promise<boolean> {
  const { failure } = await runCommand([command, ...options, "-fsyntax-only", "-x", "c", "-"], {
    environment: path === undefined ? {} : { PATH: path },
    input: new Uint8Array(),
    timeLimitSeconds: detectionLimitSeconds,
  });
  return failure === undefined;
}

async function findToolchain(row: ToolchainRow, environment: ToolchainEnvironment): Promise<Toolchain | undefined> {
  if (row.compile.includes("{tsc}") && typescriptCompiler() === undefined) return undefined;
  for (const command of row.commands) {
    const version = await versionOf(row, command, environment);
    if (version === undefined) continue;
    const path = environment.path === undefined ? {} : { path: environment.path };
    return { name: row.name, language: row.language, version, command, options: row.builds[0], ...path };
  }
  return undefined;
}

async function versionOf(
  row: ToolchainRow,
  command: string,
  environment: ToolchainEnvironment,
): Promise<string | undefined> {
  const words = row.detect.map((word) => (word === "{command}" ? command : word));
  const result = await runCommand(words, {
    environment: { ...row.environment, ...(environment.path === undefined ? {} : { PATH: environment.path }) },
    timeLimitSeconds: detectionLimitSeconds,
  });
  if (result.failure !== undefined) return undefined;
  return row.version.exec(new TextDecoder().decode(result.stdout))?.[1];
}

function listNames(rows: readonly ToolchainRow[]): string {
  const names = rows.map((row) => row.name);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.slice(-1).join("")}` : names.join("");
}
