// Spells the command that emits a source again, as it stands in the source's header.

import type { Optimisation } from "../codegen/lower/layout.ts";
import type { MultiplyAdd } from "../codegen/lower/multiply-adds.ts";
import type { Form } from "../codegen/form.ts";
import type { Numbers } from "../network/table-numbers.ts";
import type { Outside } from "../codegen/outside.ts";
import type { Result } from "../codegen/result.ts";
import type { SelfTest } from "../codegen/self-test/self-test.ts";
import type { Workspace } from "../codegen/workspace.ts";
import type { Mathematics } from "../codegen/mathematics.ts";
import type { ActivationNames } from "../network/activation.ts";
import type { DomainVariable } from "../network/model.ts";
import type { InputSettings } from "../network/input-settings.ts";
import type { StatePair } from "../network/pair-states.ts";
import { optionOf } from "./option-spelling.ts";
import { shellWords } from "./shell-words.ts";

export interface EmittedAgain {
  /** At least one. */
  readonly models: readonly EmittedModel[];
  /** By its name, or a user's own by the folder that describes it, without the folders that is in. */
  readonly language: string | { readonly template: string };
  readonly optimize: Optimisation;
  readonly math: Mathematics;
  readonly result: Result;
  readonly outside: Outside;
  readonly form: Form;
  readonly maxError?: number | undefined;
  readonly numbers: Numbers;
  readonly domain: readonly DomainVariable[];
  readonly batch: boolean;
  readonly simd: boolean;
  /** The stack's where it is left out. */
  readonly workspace?: Workspace | undefined;
  readonly selfTest: SelfTest;
  readonly shape: "source" | "header" | "package";
  /** Of a source with a header, where it was said. */
  readonly fileNames?: { readonly source: string } | undefined;
  /** The compiler that is asked, whose folder is left out, and its options. */
  readonly stack?: readonly string[] | undefined;
  /** Absent where it was not said. */
  readonly package?: PackageWords | undefined;
}

interface PackageWords {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly url?: string | undefined;
  readonly license?: string | undefined;
  readonly module?: string | undefined;
}

export interface EmittedModel {
  /** The model's file without its folder. */
  readonly fileName: string;
  readonly activations: ActivationNames;
  /** Of its inputs. */
  readonly said: InputSettings;
  /** Inputs that are states, with what they hold next. */
  readonly states: readonly StatePair[];
  /** Along which sequences run that come step by step; absent where they come whole. */
  readonly stream?: number | string | undefined;
  readonly multiplyAdds: MultiplyAdd;
  /** Of the function. */
  readonly name: string;
}

/** What a command says of a model that was read, and nothing else of it. */
export function emittedModel({ fileName, activations, said, states, stream, multiplyAdds }: Omit<EmittedModel, "name">, name: string): EmittedModel {
  return { fileName, activations, said, states, stream, multiplyAdds, name };
}

/** A line for a shell. */
export function emitCommand(emitted: EmittedAgain): string {
  return shellWords(emitWords(emitted));
}

/** The words of that line as they are. */
export function emitWords(emitted: EmittedAgain): readonly string[] {
  const { models, language, optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, selfTest, workspace } = emitted;
  const { shape, fileNames, stack, package: about } = emitted;
  const [{ activations, said, states, stream, multiplyAdds }] = models;
  const files = models.map(({ fileName }) => fileWord(fileName));
  const names = models.flatMap(({ name }) => [optionOf("name"), name]);
  const arranged = optimize === "speed" ? [] : [optionOf("optimize"), optimize];
  const computed = math === "own" ? [] : [optionOf("math"), math];
  const given = result === "values" ? [] : [optionOf("result"), result];
  const kept = outside === "extend" ? [] : [optionOf("outside"), outside];
  const computedBy = form === "network" ? [] : [optionOf("form"), form];
  const allowed = maxError === undefined ? [] : [optionOf("maxError"), String(maxError)];
  const stored = numbers === "float32" ? [] : [optionOf("numbers"), numbers];
  const where = domain.flatMap(({ name: variable, low, high }) => [optionOf("domain"), `${variable}=${low}:${high}`]);
  const many = [...(batch ? [optionOf("batch")] : []), ...(simd ? [optionOf("simd")] : [])];
  const owned = workspace === "caller" ? [optionOf("workspace"), workspace] : [];
  const tested = selfTest === "golden" ? [] : [optionOf("selfTest"), selfTest];
  const asked = stack === undefined ? [] : [optionOf("stack"), [stack[0].replace(/^.*\//, ""), ...stack.slice(1)].join(" ")];
  const asRead = [...files, ...activationWords(activations), ...inputWords(said), ...stateWords(states, stream), ...multiplyAddWords(multiplyAdds)];
  const read = [...asRead, ...languageWords(language), ...names];
  const choices = [...arranged, ...computed, ...given, ...kept, ...computedBy, ...allowed, ...stored, ...where, ...many, ...owned, ...tested, ...asked];
  return ["nnc", "emit", ...read, ...choices, ...shapeWords(shape, fileNames?.source), ...packageWords(about)];
}

function languageWords(language: EmittedAgain["language"]): readonly string[] {
  return typeof language === "string" ? [optionOf("lang"), language] : [optionOf("template"), fileWord(language.template)];
}

function shapeWords(shape: EmittedAgain["shape"], source: string | undefined): readonly string[] {
  switch (shape) {
    case "source":
      return [];
    case "header":
      return [optionOf("header"), ...(source === undefined ? [] : ["-o", fileWord(source)])];
    case "package":
      return ["-o", "./"];
  }
}

function packageWords({ name, version, url, license, module }: PackageWords = {}): readonly string[] {
  const said = { package: name, packageVersion: version, packageUrl: url, packageLicense: license, module };
  return Object.entries(said).flatMap(([option, value]) => (value === undefined ? [] : [optionOf(option), value]));
}

/** A file's name as an argument: one that begins with a dash would be read as an option. */
export function fileWord(fileName: string): string {
  return fileName.startsWith("-") && fileName !== "-" ? `./${fileName}` : fileName;
}

/** The options that give sizes to axes a model leaves open, and make inputs constants. */
export function inputWords({ sizes, shapes, fixed }: InputSettings): readonly string[] {
  const named = sizes.size === 0 ? [] : [optionOf("dim"), [...sizes].map(([name, size]) => `${name}=${size}`).join(",")];
  const listed = ([name, numbers]: readonly [string, readonly number[]]): string => `${name}=${numbers.join(",")}`;
  return [...named, ...[...shapes].flatMap((one) => [optionOf("shape"), listed(one)]), ...[...fixed].flatMap((one) => [optionOf("fix"), listed(one)])];
}

/** The options that make a function one that remembers its calls. */
export function stateWords(states: readonly StatePair[], stream: number | string | undefined): readonly string[] {
  const paired = states.length === 0 ? [] : [optionOf("state"), states.map(({ input, output }) => `${input}=${output}`).join(",")];
  return [...paired, ...(stream === undefined ? [] : [`${optionOf("stream")}=${stream}`])];
}

/** The option that says how products are added. */
export function multiplyAddWords(multiplyAdds: MultiplyAdd): readonly string[] {
  return multiplyAdds === "separate" ? [] : [optionOf("multiplyAdd"), multiplyAdds];
}

/** The options that name the activations of a file of parameters only. */
export function activationWords({ activation, outputActivation }: ActivationNames): readonly string[] {
  const said = { activation, outputActivation };
  return Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [optionOf(name), value]));
}
