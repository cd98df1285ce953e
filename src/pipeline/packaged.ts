// Makes a package of models that were read: requests whose functions have different names and whose sources state the package's own command.

import type { Package } from "../codegen/package.ts";
import { emitPackage } from "../codegen/packaging/emit-package.ts";
import { makeMember } from "../codegen/packaging/member.ts";
import type { PackagePicture } from "../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { checkFunctionName, legalName } from "../languages/function-name.ts";
import { EMITTED, spokenName, type EmittedName } from "../languages/index.ts";
import { emitCommand, emittedModel, emitWords } from "../shell/emit-command-line.ts";
import type { EmitRequest } from "../codegen/package.ts";
import { functionNameOf, requestOf, type EmitChoices } from "./emit-request.ts";
import type { InForm } from "./loaded-form.ts";
import { remembers } from "../program/unit.ts";
import { VERSION } from "./version.ts";

export interface PackageChoices extends Omit<EmitChoices, "language" | "name" | "shape" | "packageName"> {
  readonly language: EmittedName;
  /** Of the functions, in the order of the models; those of models beyond them are what the models tell. */
  readonly names: readonly string[];
  /** Of the package; left out, it is the only function's, or the folder's where there are several. */
  readonly packageName: string | undefined;
  /** Of the folder that the package is for; undefined where there is none. */
  readonly folderName: string | undefined;
  /** Where programs import it from, in languages where a package says so itself. */
  readonly module: string | undefined;
  /** Three numbers with dots between; 1.0.0 where it is left out. */
  readonly packageVersion: string | undefined;
  /** The page that says more of it, where there is one. */
  readonly packageUrl: string | undefined;
  /** What others may do with it, in SPDX's words, where that is said. */
  readonly packageLicense: string | undefined;
}

const FIRST_VERSION = "1.0.0";

/** A model in its form, and a picture of it. */
export interface PackagedModel {
  readonly inItsForm: InForm;
  readonly picture: (name: string) => PackagePicture | undefined;
  /** What is found out of the request when it is made, such as what it takes of the stack. */
  readonly completed: (request: EmitRequest) => Promise<EmitRequest>;
}

/**
 * The files by their paths.
 *
 * @param models at least one.
 * @throws DiagnosticError of category usage where two functions have one name, and as `emitRequest`.
 */
export async function packaged(models: readonly PackagedModel[], choices: PackageChoices): Promise<Package> {
  const { language: languageName, packageName, folderName, packageVersion, packageUrl, packageLicense, module } = choices;
  const { language, packageStyle } = EMITTED[languageName];
  const names = models.map(({ inItsForm }, place) => functionNameOf(inItsForm, choices.names.at(place), languageName));
  refuseRepeated(names);
  const named = packageName ?? (names.length === 1 || folderName === undefined ? undefined : legalName(folderName));
  const plain = named ?? (names.length === 1 ? names[0] : "models");
  const { naming } = packageStyle;
  if (naming === undefined) {
    checkPackageName(plain, languageName);
    if (module !== undefined) throw moduleOfOther(language.title);
  }
  const name = naming === undefined ? plain : naming.name({ name: packageName, module, default: plain });
  const emitted = models.map(({ inItsForm: { loaded } }, place) => emittedModel(loaded, names[place]));
  // What the folder tells is said, since the command names no folder.
  const toSay = packageName ?? (named === undefined ? undefined : name);
  const said = { ...choices, models: emitted, shape: "package", package: { name: toSay, version: packageVersion, url: packageUrl, license: packageLicense, module } } as const;
  const command = emitCommand(said);
  const made = await Promise.all(models.map(async ({ inItsForm, picture, completed }, place) => {
    const wanted = { ...choices, shape: "package", batch: choices.batch || (packageStyle.hasBatch === true && !remembers(inItsForm.loaded.program)) } as const;
    const request = { ...await completed(requestOf(inItsForm, wanted, names[place], command)), packageName: name };
    const { member, sources } = makeMember(language, request, picture(names[place]));
    return { member, sources: new Map([...sources, ...(packageStyle.moreSources?.(request) ?? [])]) };
  }));
  const summary = made.length === 1 ? made[0].member.summary : `Functions that compute ${made.length} models.`;
  const about = { name, module, version: packageVersion ?? FIRST_VERSION, url: packageUrl, license: packageLicense, generator: `nnc ${VERSION}`, summary };
  return emitPackage(packageStyle, made, { ...about, command, words: emitWords(said) });
}

/** Of a language whose packages say nothing of where they are. */
function moduleOfOther(title: string): DiagnosticError {
  return new DiagnosticError({
    id: "module-of-other-language",
    message: `packages in ${title} have no module path`,
    place: setting("module"),
    hint: prose`leave it out, or name the package: ${setting("package")}`,
  });
}

/** As a function's: in some languages a function of that name is in it. */
function checkPackageName(name: string, language: EmittedName): void {
  try {
    checkFunctionName(name, spokenName(language));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError({
      ...error.diagnostic,
      message: `"${name}" cannot be the name of a package`,
      place: setting("package"),
      hint: prose`choose another one: ${setting("package", legalName(name))}`,
    });
  }
}

function refuseRepeated(names: readonly string[]): void {
  const repeated = names.find((name, place) => names.indexOf(name) < place);
  if (repeated === undefined) return;
  throw new DiagnosticError({
    id: "function-name-repeated",
    message: `two functions of the package would be called "${repeated}"`,
    place: setting("name"),
    hint: prose`give each model a name of its own, in order: ${setting("name", `${repeated}_a`)} ${setting("name", `${repeated}_b`)}`,
  });
}
