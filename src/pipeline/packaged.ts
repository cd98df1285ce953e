// Makes a package of models that were read: requests whose functions have different names and whose sources state the package's own command.

import type { Package } from "../codegen/package.ts";
import { emitPackage } from "../codegen/packaging/emit-package.ts";
import { makeMember } from "../codegen/packaging/member.ts";
import type { PackagePicture } from "../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { checkFunctionName } from "../languages/function-name.ts";
import { EMITTED } from "../languages/index.ts";
import { emitCommand } from "../shell/emit-command-line.ts";
import type { EmitRequest } from "../codegen/package.ts";
import { functionNameOf, requestOf, type EmitChoices } from "./emit-request.ts";
import type { InForm } from "./loaded-form.ts";
import { VERSION } from "./version.ts";

export interface PackageChoices extends Omit<EmitChoices, "name" | "shape"> {
  /** Of the functions, in the order of the models; those of models beyond them are what the models tell. */
  readonly names: readonly string[];
  /** Of the package; left out, it is the only function's, or made of all their names. */
  readonly packageName: string | undefined;
  /** Three numbers with dots between; 1.0.0 where it is left out. */
  readonly packageVersion: string | undefined;
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
  const { language: languageName, packageName, packageVersion } = choices;
  const { language, packageStyle } = EMITTED[languageName];
  const names = models.map(({ inItsForm }, place) => functionNameOf(inItsForm, choices.names.at(place)));
  refuseRepeated(names);
  const name = packageName ?? (names.length === 1 ? names[0] : "models");
  checkFunctionName(name);
  const emitted = models.map(({ inItsForm: { loaded } }, place) => ({ ...loaded, name: names[place] }));
  const command = emitCommand({ ...choices, models: emitted, shape: "package", package: { name: packageName, version: packageVersion } });
  const made = await Promise.all(models.map(async ({ inItsForm, picture, completed }, place) => {
    const request = { ...await completed(requestOf(inItsForm, { ...choices, shape: "package" }, names[place], command)), packageName: name };
    const { member, sources } = makeMember(language, request, picture(names[place]));
    return { member, sources: new Map([...sources, ...(packageStyle.moreSources?.(request) ?? [])]) };
  }));
  const summary = made.length === 1 ? made[0].member.summary : `Functions that compute ${made.length} models.`;
  return emitPackage(packageStyle, made, { name, version: packageVersion ?? FIRST_VERSION, generator: `nnc ${VERSION}`, summary, command });
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
