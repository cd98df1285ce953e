// Finds the compilers this machine has, by running each one. Compiles nothing and installs nothing.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Compiler } from "./compiler.ts";
import { runCommand } from "./run-process.ts";

/** A compiler that was found and answered. */
export interface Toolchain<Language extends string = string> extends Compiler<Language> {
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

/** Those of the compilers that are present, in their order. */
export async function findToolchains<Language extends string>(
  compilers: readonly Compiler<Language>[],
  environment: ToolchainEnvironment = {},
): Promise<readonly Toolchain<Language>[]> {
  const found = await Promise.all(compilers.map((compiler) => findToolchain(compiler, environment)));
  return found.filter((toolchain) => toolchain !== undefined);
}

/** `gcc 12.2.0 -O2`: a compiler and how it is called. */
export function titleOf({ name, version, options }: Toolchain): string {
  return [name, version, ...options].join(" ");
}

/**
 * Those of the compilers that are present, at least one.
 *
 * @param language that they compile, in prose.
 * @throws DiagnosticError of category toolchain, which names the commands that install one, when there is none.
 */
export async function requireToolchains<Language extends string>(
  compilers: readonly Compiler<Language>[],
  language: string,
  environment: ToolchainEnvironment = {},
): Promise<readonly Toolchain<Language>[]> {
  const found = await findToolchains(compilers, environment);
  if (found.length > 0) return found;
  const platform = environment.platform ?? process.platform;
  const installs = compilers.map(({ install }) => install[platform]).filter((command) => command !== undefined);
  throw new DiagnosticError({
    id: "compiler-missing",
    message: `no ${language} compiler was found`,
    note: `looked for ${lookedFor(compilers)}`,
    hint:
      installs.length === 0
        ? `install ${compilers.map(({ name }) => name).join(" or ")}`
        : `install one with: ${installs.join(" or ")}`,
  });
}

/** The path of the file among nnc's packages that a compiler takes for a part; undefined where it takes none or it is not installed. */
export function packageFileOf({ package: part }: Compiler): string | undefined {
  if (part === undefined) return undefined;
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`${part.name}/package.json`)), part.file);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** A compiler in each of its builds that it knows the options of, the usual one first. */
export async function buildsOf<Found extends Toolchain>(toolchain: Found): Promise<readonly Found[]> {
  const [, ...builds] = toolchain.builds.map((options) => ({ ...toolchain, options }));
  const accepted = await Promise.all(builds.map(acceptsOptions));
  return [toolchain, ...builds.filter((_, position) => accepted[position])];
}

/** Not every processor has options of its own. */
async function acceptsOptions({ attempt, command, options, path }: Toolchain): Promise<boolean> {
  const words = attempt.flatMap((word) => (word === "{options}" ? options : [word === "{command}" ? command : word]));
  const { failure } = await runCommand(words, {
    environment: path === undefined ? {} : { PATH: path },
    input: new Uint8Array(),
    timeLimitSeconds: detectionLimitSeconds,
  });
  return failure === undefined;
}

async function findToolchain<Language extends string>(
  compiler: Compiler<Language>,
  environment: ToolchainEnvironment,
): Promise<Toolchain<Language> | undefined> {
  if (compiler.package !== undefined && packageFileOf(compiler) === undefined) return undefined;
  for (const word of compiler.commands) {
    const command = word === "{node}" ? process.execPath : word;
    const version = await versionOf(compiler, command, environment);
    if (version === undefined) continue;
    const path = environment.path === undefined ? {} : { path: environment.path };
    return { ...compiler, version, command, options: compiler.builds[0], ...path };
  }
  return undefined;
}

async function versionOf(compiler: Compiler, command: string, environment: ToolchainEnvironment): Promise<string | undefined> {
  const words = compiler.detect.map((word) => (word === "{command}" ? command : word));
  const result = await runCommand(words, {
    environment: { ...compiler.environment, ...(environment.path === undefined ? {} : { PATH: environment.path }) },
    timeLimitSeconds: detectionLimitSeconds,
  });
  if (result.failure !== undefined) return undefined;
  return compiler.versionPattern.exec(new TextDecoder().decode(result.stdout))?.[1];
}

/** `gcc, clang and tcc on the PATH`, `the package typescript`: what a compiler that comes with nnc lacks is its package. */
function lookedFor(compilers: readonly Compiler[]): string {
  const packages = compilers.flatMap(({ package: part }) => (part === undefined ? [] : [`the package ${part.name}`]));
  const commands = compilers.filter(({ package: part }) => part === undefined).map(({ name }) => name);
  return listed([...packages, ...(commands.length === 0 ? [] : [`${listed(commands)} on the PATH`])]);
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.slice(-1).join("")}` : names.join("");
}
