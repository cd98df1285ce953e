// The file of a Go package with functions of float64 around a member's own, which take and give float32. Computes no results.

import float64 from "../../../../templates/go/package/float64.go.hbs";
import type { Parameter } from "../../../codegen/language.ts";
import { NameScope } from "../../../codegen/name-scope.ts";
import type { PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { batchFunction } from "../batch.ts";
import { go } from "../language.ts";
import { TYPES } from "../types.ts";
import { stemOf } from "./naming.ts";

/** The names of the functions of float64: for one call, for many. */
export interface WideNames {
  readonly single: string;
  readonly batch: string;
}

/** Undefined where nothing that the function takes or gives is a float32, or there is no function for many. */
export function wideNames({ function: { functionName, parameters }, returns, batch }: PackageMember): WideNames | undefined {
  const hasFloat32 = returns === "f32" || parameters.some(({ scalar }) => scalar === "f32");
  const single = `${functionName}Float64`;
  return hasFloat32 && batch !== undefined ? { single, batch: go.naming.batch(single) } : undefined;
}

/** None where nothing is a float32. */
export function float64File({ generator, name: packageName }: PackageFacts, member: PackageMember): readonly PackageFile[] {
  const names = wideNames(member);
  if (names === undefined || member.batch === undefined) return [];
  const functions = [singleFunction(names.single, member), manyFunction(names, member, member.batch.parameters)];
  const view = { generator, packageName, functions: functions.map((one, place) => ({ ...one, isFollowed: place < functions.length - 1 })) };
  return [{ path: `${stemOf(member.source)}_float64.go`, template: float64, view }];
}

interface FunctionView {
  readonly comment: readonly string[];
  readonly signature: string;
  readonly body: readonly string[];
}

function singleFunction(name: string, { function: { functionName, parameters }, returns }: PackageMember): FunctionView {
  const scope = new NameScope({ ...go.naming, reserved: new Set([...go.reserved, functionName, name]) });
  const outer = parameters.map((parameter) => ({ ...parameter, name: scope.declare(parameter.name) }));
  const passed = outer.map((parameter) => ({ ...parameter, name: isNarrowArray(parameter) ? scope.declare(`${parameter.name}32`) : parameter.name }));
  const [place, value] = ["i", "v"].map((hint) => scope.declare(hint));
  const list = outer.map(({ name: own, scalar, size }) => `${own} ${size === undefined ? "" : `*[${size}]`}${wideType(scalar)}`);
  const call = `${functionName}(${passed.map((parameter) => argument(parameter)).join(", ")})`;
  const into = copies(outer, passed, "input", [place, value]);
  const out = copies(passed, outer, "output", [place, value]);
  const declared = passed.filter((parameter) => isNarrowArray(parameter)).map(({ name: own, size }) => `var ${own} [${size ?? 1}]float32`);
  return {
    comment: [
      `${name} is ${functionName} for float64: arguments are rounded to the nearest float32, for which the errors of`,
      `${functionName} are stated, and its results are given as they are. Beyond the range of float32 an argument becomes infinite.`,
    ],
    signature: `func ${name}(${list.join(", ")})${returns === undefined ? "" : ` ${wideType(returns)}`}`,
    body: [...declared, ...into, returns === undefined ? call : `return ${returns === "f32" ? `float64(${call})` : call}`, ...out].map((line) => `\t${line}`),
  };
}

function manyFunction({ single, batch }: WideNames, { returns }: PackageMember, parameters: readonly Parameter[]): FunctionView {
  const scope = new NameScope({ ...go.naming, reserved: new Set([...go.reserved, single, batch]) });
  const wide = parameters.map((parameter) => ({ ...parameter, name: scope.declare(parameter.name), scalar: widened(parameter.scalar) }));
  const result = returns === undefined ? undefined : wide[wide.length - 1];
  const [count, counter] = ["n", "i"].map((hint) => scope.declare(hint));
  const passed = wide.filter((parameter) => parameter !== result);
  const { signature, body, demands = "" } = batchFunction({
    functionName: batch, parameters: wide, count, counter, single, passed, result, straightBody: undefined, block: undefined, workspace: undefined,
    module: undefined,
  });
  return { comment: [`${batch} is ${single} for many arguments${demands}.`], signature, body };
}

function copies(from: readonly Parameter[], to: readonly Parameter[], role: Parameter["role"], [index, value]: readonly string[]): readonly string[] {
  return from.flatMap((parameter, place) => {
    if (parameter.role !== role || !isNarrowArray(parameter)) return [];
    const target = to[place].name;
    return [`for ${index}, ${value} := range ${parameter.name} {`, `\t${target}[${index}] = ${role === "input" ? "float32" : "float64"}(${value})`, "}"];
  });
}

function argument(parameter: Parameter): string {
  if (parameter.scalar !== "f32") return parameter.name;
  return parameter.size === undefined ? `float32(${parameter.name})` : `&${parameter.name}`;
}

/** One that has to be copied. */
function isNarrowArray({ scalar, size }: Parameter): boolean {
  return scalar === "f32" && size !== undefined;
}

function widened(scalar: Parameter["scalar"]): Parameter["scalar"] {
  return scalar === "f32" ? "f64" : scalar;
}

function wideType(scalar: Parameter["scalar"]): string {
  return TYPES[widened(scalar)];
}
