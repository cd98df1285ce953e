// What an npm package and its entries are called, and under which names several models are exported.

import type { PackageFacts, PackageMember } from "../../codegen/packaging/package-style.ts";
import { NameScope } from "../../codegen/name-scope.ts";
import { typescript } from "./language.ts";

/** Modules of Node.js, which are imported by these names whatever is installed, and what npm refuses. */
const TAKEN = new Set((
  "assert buffer child-process cluster console constants crypto dgram dns domain events fs http http2 https inspector module net os path perf-hooks process " +
  "punycode querystring readline repl stream string-decoder sys timers tls trace-events tty url util v8 vm wasi worker-threads zlib node-modules"
).split(" "));

/** As npm takes it: `pseudo-exp` of `pseudo_exp`. */
export function npmName(name: string): string {
  const kebab = name.toLowerCase().replaceAll("_", "-");
  return TAKEN.has(kebab) ? `${kebab}-function` : kebab;
}

export interface Entry {
  /** After the package's name, from a dot on. */
  readonly path: string;
  /** In the folder, without its extension. */
  readonly file: string;
}

/** The first is the package's own: its only model, or what exports all of them. */
export function entriesOf({ members }: PackageFacts): readonly Entry[] {
  const [{ name: only }] = members;
  if (members.length === 1) return [{ path: ".", file: only }];
  return [{ path: ".", file: freeName("index", members) }, ...members.map(({ name }) => ({ path: `./${name}`, file: name }))];
}

/** On file systems that know no case as well. */
function freeName(wanted: string, members: readonly PackageMember[]): string {
  return members.some(({ name }) => name.toLowerCase() === wanted) ? freeName(`${wanted}_`, members) : wanted;
}

export interface Reexport {
  /** Of the model. */
  readonly name: string;
  readonly names: readonly { readonly own: string; readonly exported: string }[];
}

/** Self-tests have the name of their function before their own; of equal names the later ones have a number. */
export function reexports(members: readonly PackageMember[]): readonly Reexport[] {
  const { naming, reserved } = typescript;
  const scope = new NameScope({ ...naming, reserved });
  return members.map((member) => {
    const { selfTest, function: { functionName } } = member;
    const names = exportedNames(member).map((own) => {
      return { own, exported: scope.declare(own === selfTest ? `${functionName}${own.charAt(0).toUpperCase()}${own.slice(1)}` : own) };
    });
    return { name: member.name, names };
  });
}

/** All that a model's file exports, the function first. */
function exportedNames({ function: { functionName }, batch, selfTest, state }: PackageMember): readonly string[] {
  const others = [batch?.functionName, selfTest, state?.initialiser, state?.type];
  return [functionName, ...others.filter((name) => name !== undefined)];
}
