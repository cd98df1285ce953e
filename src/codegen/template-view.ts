// What a template sees: strings that are spelled already. A path that does not exist is an error, never an empty string.

import type { Declarations, Language, Spelling } from "./language.ts";
import type { SpelledUnit } from "./spell-unit.ts";
import type { Passage } from "./text.ts";

export interface SourceView {
  readonly version: string;
  readonly summary: string;
  readonly banner: readonly string[];
  readonly packageName: string;
  /** Whether other files of the package say what the package is. */
  readonly isPart: boolean;
  /** How many functions the file is there for, in words. */
  readonly contents: string;
  readonly unitName: string;
  /** Of vectors, where compilers may choose among several lengths and would take the shorter one. */
  readonly vectorBits: number;
  /** Whether a call takes so long with floats that loops are all that counts. */
  readonly isCostly: boolean;
  /** Whether compilers must keep roundings. */
  readonly computesWithFloats: boolean;
  readonly fusesMultiplyAdds: boolean;
  readonly preamble: readonly string[];
  /** The lines that declare what is remembered between calls; none where nothing is. */
  readonly state: readonly string[];
  /** The heads of the functions that users may call. */
  readonly prototypes: readonly string[];
  readonly tables: SpelledUnit["tables"];
  readonly fileScratch: readonly string[];
  readonly helpers: SpelledUnit["helpers"];
  readonly functions: readonly FunctionView[];
}

interface FunctionView {
  /** The file's summary, where this is the only function without a comment of its own. */
  readonly summary: string;
  /** The lines of the banner beside that, where the file is a part of a package: none elsewhere. */
  readonly facts: readonly string[];
  readonly comment: string;
  /** Whether it tests the others: it is called once, if at all. */
  readonly isSelfTest: boolean;
  readonly signature: string;
  /** What a comment says of parameters and result. */
  readonly tags: readonly string[];
  readonly body: readonly string[];
  /** Whether another function comes after it. */
  readonly isFollowed: boolean;
}

/** Statements of a call from which on it pays that the processor makes ready for the longest vectors. */
const MANY_OPERATIONS = 2 ** 17;

/** What a file says of itself: printable ASCII. */
export interface Heading {
  readonly version: string;
  /** A sentence. */
  readonly summary: string;
  readonly banner: readonly string[];
  /** Of the package the file is one of several of, as sources write it; where it is not said, the file is a package of its own. */
  readonly packageName?: string | undefined;
}

export function sourceView(
  language: Language,
  heading: Heading,
  unit: SpelledUnit,
): SourceView {
  const { name, operations, computesWithFloats, fusesMultiplyAdds, preamble, state, workspace, tablePlace, tables } = unit;
  const { fileScratch, helpers, kernels, functions, selfTest } = unit;
  const all = [...kernels, ...functions];
  const exported = functions.filter((one) => one.exported);
  const isAlone = functions.filter(({ comment }) => comment === "").length === 1;
  return {
    ...heading,
    packageName: heading.packageName ?? language.naming.package(name),
    isPart: heading.packageName !== undefined,
    contents: contentsOf(exported.filter(({ functionName }) => functionName !== selfTest).length, selfTest !== undefined),
    unitName: name,
    vectorBits: operations < MANY_OPERATIONS ? 256 : 512,
    isCostly: operations >= MANY_OPERATIONS && computesWithFloats,
    computesWithFloats,
    fusesMultiplyAdds,
    preamble,
    state: [...(state?.lines ?? []), ...(workspace?.lines ?? [])],
    prototypes: exported.map(({ signature }) => signature),
    tables: tablePlace === undefined ? tables : [tablePlace, ...tables],
    fileScratch,
    helpers,
    functions: all.map(({ functionName, comment, signature, tags, body }, position) => ({
      summary: isAlone && comment === "" ? heading.summary : "",
      facts: isAlone && comment === "" && heading.packageName !== undefined ? heading.banner : [],
      comment,
      isSelfTest: functionName === selfTest,
      signature,
      tags,
      body,
      isFollowed: position < all.length - 1,
    })),
  };
}

function contentsOf(functions: number, hasSelfTest: boolean): string {
  const counted = functions === 1 ? "one function" : `${functions} functions`;
  if (!hasSelfTest) return counted;
  return `${counted} and ${functions === 1 ? "its" : "their"} self-test`;
}

/** The same view of a source whose functions are declared elsewhere. */
export function withHeader(view: SourceView, include: string, { inHeader }: SpelledUnit): SourceView {
  const helpers = inHeader === undefined ? view.helpers : [];
  return { ...view, preamble: [include, ...view.preamble], state: [], prototypes: [], helpers };
}

export interface HeaderView extends Heading {
  /** The macro that keeps the file from being read twice. */
  readonly guard: string;
  readonly preamble: readonly string[];
  readonly state: readonly string[];
  /** Those that users may call. */
  readonly functions: readonly { readonly comment: string; readonly signature: string }[];
  /** What is compiled into callers: none where nothing is. */
  readonly inlined: readonly InlinedView[];
  /** What that needs. */
  readonly declarations: readonly (string | Passage)[];
  readonly helpers: SpelledUnit["helpers"];
}

interface InlinedView {
  readonly name: string;
  /** The linked function, which is called in its place where options of the compiler would change what it computes. */
  readonly linked: string;
  readonly comment: string;
  readonly signature: string;
  readonly body: readonly string[];
}

/** Of the file that says the types of what a source exports. */
export interface DeclarationsView extends Heading {
  readonly state: readonly string[];
  /** What is said of each, or nothing, and the line that declares it. */
  readonly functions: readonly { readonly about: string; readonly declaration: string }[];
}

/** @param unit spelled in the language of the declarations. */
export function declarationsView(declarations: Declarations, heading: Heading, { state, functions }: SpelledUnit): DeclarationsView {
  const exported = functions.filter((one) => one.exported);
  const isAlone = functions.filter(({ comment }) => comment === "").length === 1;
  return {
    ...heading,
    state: state === undefined ? [] : declarations.state(state.type, state.initialiser, state.fields),
    functions: exported.map(({ comment, signature }) => ({ about: isAlone && comment === "" ? heading.summary : comment, declaration: declarations.function(signature) })),
  };
}

/** Of the file that declares what a source has for its users. */
export function headerView(spelling: Spelling, heading: Heading, guard: string, unit: SpelledUnit): HeaderView {
  const { state, workspace, functions, inHeader } = unit;
  const exported = functions.filter((one) => one.exported).map(({ comment, signature }) => ({ comment, signature }));
  const lines = [...(state?.lines ?? []), ...(workspace?.lines ?? [])];
  const inlined = (inHeader?.functions ?? []).map(({ functionName, comment, signature, body }): InlinedView => {
    return { name: functionName, linked: unit.name, comment, signature, body };
  });
  const helpers = inHeader === undefined ? [] : unit.helpers;
  const declarations = inHeader?.declarations ?? [];
  const text = [
    ...lines, ...declarations.filter((line) => typeof line === "string"), ...helpers.flatMap((helper) => helper.lines),
    ...[...exported, ...inlined].map(({ signature }) => signature), ...inlined.flatMap(({ body }) => body),
  ].join("\n");
  return { ...heading, guard, preamble: spelling.preamble(text), state: lines, functions: exported, inlined, declarations, helpers };
}
