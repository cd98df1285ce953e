// What the files of a C package share: names of files, and which functions test themselves.

import type { PackageFacts, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { description } from "./description.ts";
import { projectName } from "./project-name.ts";

export interface PackageView {
  readonly generator: string;
  /** As build systems know the package. */
  readonly project: string;
  readonly version: string;
  /** Empty where the user said none; so is the licence. */
  readonly url: string;
  readonly license: string;
  /** A sentence without signs that mean something anywhere. */
  readonly description: string;
  /** By their names in `src`. */
  readonly sources: readonly string[];
  readonly objects: readonly string[];
  readonly headers: readonly string[];
  /** Whether what is linked with it needs the mathematical library. */
  readonly needsMath: boolean;
  /** Whether there is a function that tests another one. */
  readonly isTested: boolean;
  readonly tested: readonly TestedFunction[];
}

/** In a program: each self-test has what it is passed to itself. */
interface TestedFunction {
  readonly functionName: string;
  readonly selfTest: string;
  readonly header: string;
  /** The declarations of what it is passed, and that. */
  readonly declarations: readonly string[];
  readonly argument: string;
}

export interface HeldNames {
  readonly state: string | undefined;
  readonly workspace: string | undefined;
}

export function packageView({ generator, name, version, url = "", license = "", summary, members }: PackageFacts): PackageView {
  const tested = members.flatMap(testedFunction);
  return {
    generator,
    project: projectName(name),
    version,
    url,
    license,
    description: description(summary),
    sources: members.map(({ source }) => source),
    objects: members.map(({ source }) => source.replace(/c$/, "o")),
    headers: members.map(headerOf),
    needsMath: members.some(({ preamble }) => preamble.includes("#include <math.h>")),
    isTested: tested.length > 0,
    tested,
  };
}

export function headerOf({ header, name }: PackageMember): string {
  return header ?? `${name}.h`;
}

function testedFunction(member: PackageMember): readonly TestedFunction[] {
  const { function: { functionName }, selfTest } = member;
  if (selfTest === undefined) return [];
  const { state, workspace } = heldNames(member);
  return [{ functionName, selfTest, header: headerOf(member), declarations: heldDeclarations(member), argument: [state, workspace].filter((name) => name !== undefined).map((name) => `&${name}`).join(", ") }];
}

/** What a program calls the structures that it has for a function; undefined where the function takes none. */
export function heldNames({ function: { functionName }, state, workspace }: PackageMember): HeldNames {
  return { state: state && `${functionName}_remembered`, workspace: workspace && `${functionName}_memory` };
}

/** Their declarations, outside of functions. */
export function heldDeclarations(member: PackageMember): readonly string[] {
  const { state, workspace } = heldNames(member);
  return [[member.state?.type, state], [member.workspace, workspace]].flatMap(([type, name]) => (type === undefined || name === undefined ? [] : [`static struct ${type} ${name};`]));
}
