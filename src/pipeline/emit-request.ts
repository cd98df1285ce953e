// Completes a model that was read to what languages emit: a name, a version and the command that does it again.

import { LAYOUTS, layoutFor } from "../codegen/lower/layout.ts";
import { lower } from "../codegen/lower/lower.ts";
import { dependsOnPlatform, type Mathematics } from "../codegen/mathematics.ts";
import type { EmitRequest, FileNames } from "../codegen/package.ts";
import { FORMAT_NAMES } from "../formats/format-names.ts";
import { checkFunctionName, defaultFunctionName } from "../languages/function-name.ts";
import { languageOf, type WrittenIn } from "../languages/index.ts";
import type { Outside } from "../codegen/outside.ts";
import type { Result } from "../codegen/result.ts";
import type { Workspace } from "../codegen/workspace.ts";
import { chooseGolden } from "../codegen/self-test/choose-golden.ts";
import type { SelfTest } from "../codegen/self-test/self-test.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { clampedInputs, nanOutsideDomain } from "../network/clamped-inputs.ts";
import { classResult } from "../network/class-result.ts";
import type { DomainVariable, Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { runPasses } from "../passes/index.ts";
import { emitCommand, emittedModel } from "../shell/emit-command-line.ts";
import { wantedModule } from "./batch-module.ts";
import { emittedDomain } from "./emitted-domain.ts";
import type { FormWanted } from "./in-form.ts";
import type { InForm } from "./loaded-form.ts";
import { VERSION } from "./version.ts";
import { refuseUnlessClass } from "./told-class.ts";
import { refuseWithState } from "./without-state.ts";

/** What is written of a model, by name. */
export const SHAPES = ["source", "header", "package"] as const;
export type Shape = (typeof SHAPES)[number];

/** With what `inForm` is told. */
export interface EmitChoices extends FormWanted {
  readonly language: WrittenIn;
  /** Of the function, which each language spells in its own way; left out, it is that of the target, the output column or the model's file. */
  readonly name?: string | undefined;
  /** Whose elementary functions are computed. */
  readonly math: Mathematics;
  /** What the function gives. */
  readonly result: Result;
  /** What becomes of arguments outside the domain. */
  readonly outside: Outside;
  /** Whether there is a function for many arguments as well. */
  readonly batch: boolean;
  /** Whether that computes in vectors, in languages that run WebAssembly. */
  readonly simd: boolean;
  /** Whether there is a function that tells whether a build computes the right bits. */
  readonly selfTest: SelfTest;
  /** One self-contained source, one with a header of its own in languages that have headers, or a package that its language's tools build and test. */
  readonly shape: Shape;
  /** Of the package that a source is one file of, in languages where sources say so; absent where it is a package of its own. */
  readonly packageName?: string | undefined;
  /** Of a source with a header; the function's name with the language's extensions where they are not said. */
  readonly fileNames?: FileNames | undefined;
  /** Whose the working memory of a call is; the stack's where it is left out. */
  readonly workspace?: Workspace | undefined;
  /** The compiler with its options that tells what functions take of the stack; absent where the header says nothing of that. */
  readonly stack?: readonly string[] | undefined;
}

/** Of the source that a check compiles, where it is told nothing else. */
export const CHECKED = { result: "values", outside: "extend", domain: [], batch: false, simd: false, selfTest: "none", shape: "source" } as const;

/** @throws DiagnosticError of category usage where the name cannot be used, and as `wantedModule`. */
export function emitRequest(inItsForm: InForm, choices: EmitChoices): EmitRequest {
  const name = functionNameOf(inItsForm, choices.name, choices.language);
  const { packageName, language } = choices;
  const writtenIn = typeof language === "string" ? language : { template: language.folder };
  const said = { ...choices, language: writtenIn, models: [emittedModel(inItsForm.loaded, name)], package: { name: packageName } };
  return requestOf(inItsForm, choices, name, emitCommand(said));
}

/** The function's name for languages to spell: the one that is given, else what the model tells. */
export function functionNameOf({ loaded: { model, fileName } }: InForm, given: string | undefined, language: WrittenIn): string {
  const { targets, data } = model.record ?? {};
  const name = given ?? defaultFunctionName({ targets, columns: data?.outputs.map((output) => output.name), fileName });
  checkFunctionName(name, language);
  return name;
}

/**
 * The request of a source that states this command.
 *
 * @param name accepted by checkFunctionName.
 */
export function requestOf({ loaded, taken, proved }: InForm, choices: EmitChoices, name: string, command: string): EmitRequest {
  const { language, optimize, math, result, outside, domain, batch, simd, selfTest, packageName, fileNames, workspace } = choices;
  checkWorkspace(choices);
  refuseWithState(loaded, { batch, result: result !== "values", template: typeof language !== "string" });
  const { siblings, format, holdsLayersOnly, model, modelSha256 } = loaded;
  const isAsLoaded = result === "values" && outside === "extend";
  const network = isAsLoaded ? loaded.network : runPasses(chosenNetwork(model, result, outside, emittedDomain(model.record, domain)));
  const layout = layoutFor(network, optimize, languageOf(language));
  const program = layout === "speed" && isAsLoaded ? loaded.program : lower(network, LAYOUTS[layout], loaded.multiplyAdds);
  const modelRemarks = [
    ...(holdsLayersOnly ? [`a ${FORMAT_NAMES[format].title} file: it holds parameters, the activations were given`] : []),
    ...siblings.map((sibling) => `with ${sibling.name}, sha256 ${sibling.sha256}`),
  ];
  const batchModule = simd ? wantedModule(program, choices) : undefined;
  const golden = selfTest === "none" || languageOf(language).selfTest === undefined || dependsOnPlatform(program, math) ? undefined : chooseGolden(program, model.record?.domain ?? emittedDomain(undefined, domain));
  const inBatches = optimize === "speed" ? "blocks" : "loop";
  const chosen = { math, result, outside, form: taken, batch: batch ? inBatches : undefined, batchModule, selfTest: golden, givenDomain: domain, proved: result === "values" ? proved : undefined } as const;
  return { model, network, program, optimize, name, version: VERSION, modelSha256, modelRemarks, command, packageName, fileNames, workspace, ...chosen };
}

function checkWorkspace({ language, workspace }: EmitChoices): void {
  const { title, takesWorkspace } = languageOf(language);
  if (workspace !== "caller" || takesWorkspace === true) return;
  throw new DiagnosticError({
    id: "workspace-of-other-language",
    message: `functions in ${title} take no working memory from their callers`,
    place: setting("workspace"),
    note: "they allocate nothing as they are",
    hint: "leave it out, or write C",
  });
}

/** @throws DiagnosticError (usage) as `clampedInputs` and `classNetwork`. */
function chosenNetwork(model: Model, result: Result, outside: Outside, domain: readonly DomainVariable[] | undefined): Network {
  if (result === "class" && outside === "nan") {
    throw new DiagnosticError({
      id: "class-not-a-number",
      message: "a class cannot be NaN",
      place: setting("outside"),
      note: "the function gives the number of a class",
      hint: prose`write ${setting("outside", "clamp")}, or leave it out`,
    });
  }
  const network = keptInDomain(model.network, outside, domain);
  return result === "class" ? classNetwork({ ...model, network }) : network;
}

function keptInDomain(network: Network, outside: Outside, domain: readonly DomainVariable[] | undefined): Network {
  switch (outside) {
    case "extend":
      return network;
    case "clamp":
      return clampedInputs(network, domain);
    case "nan":
      return nanOutsideDomain(network, domain);
  }
}

/** @throws DiagnosticError (usage) as `classResult` and `refuseUnlessClass`. */
function classNetwork({ network, record }: Model): Network {
  refuseUnlessClass(record, "result");
  return classResult(network);
}
