// What a package is made of beside its sources, and what the files of it may know. Languages say which files there are; templates shape them.

import type { Scalar } from "../../program/scalar.ts";
import type { BannerFacts } from "../banner.ts";
import type { EmitRequest, Package } from "../package.ts";
import type { SpelledFunction } from "../spelled-function.ts";
import type { Template } from "../render-template.ts";
import type { Text } from "../text.ts";

/** The files that make a folder of sources a package, which the language's own tools build and test. */
export interface PackageStyle {
  /** Where a file of sources lies in the folder, by its name: `src/exp.c`. */
  readonly place: (file: string) => string;
  /** Where sources say what package they are part of; absent where they do not. */
  readonly naming?: PackageNaming;
  /** Whether every package has functions for many arguments, of functions that remember nothing. */
  readonly hasBatch?: true;
  /** Files of sources beside those of the language, by their names, such as what they are in another language; absent where there are none. */
  readonly moreSources?: (request: EmitRequest) => Package;
  /** Every other file of the package but the pictures and the list of them all, in the order they are listed. */
  readonly files: (facts: PackageFacts) => readonly PackageFile[];
}

/** How sources call the package they are part of. */
export interface PackageNaming {
  /**
   * From what the user says, else from the name of a function.
   *
   * @throws DiagnosticError of category usage where sources cannot say so, or programs cannot import it.
   */
  name(given: { readonly name: string | undefined; readonly module: string | undefined; readonly default: string }): string;
  /** @throws DiagnosticError of category usage where no source can say that it is part of a package of this name. */
  checkClause(name: string): void;
  /** What a file of the language says it is part of, by its name and its text; undefined where it is built with no others. */
  clauseOf(file: string, text: string): string | undefined;
  /** What the language's tools make of a file of this name, where that is not a source that is always built: a sentence without a capital. */
  mistaken(file: string): string | undefined;
}

/** A file in the folder, as a template filled with a view. */
export interface PackageFile {
  /** From the folder on, with `/` between folders. */
  readonly path: string;
  readonly template: Template;
  readonly view: object;
}

export interface PackageFacts {
  /** As sources write it, where they do; else in snake_case, accepted as the name of a function. */
  readonly name: string;
  /** Where programs import it from, in languages where a package says so itself; undefined where the user did not say. */
  readonly module: string | undefined;
  /** Of the package: three numbers with dots between. */
  readonly version: string;
  /** The page that says more of it; undefined where the user did not say. */
  readonly url: string | undefined;
  /** What others may do with it, in SPDX's words; undefined where the user did not say. */
  readonly license: string | undefined;
  /** `nnc 0.1.0`. */
  readonly generator: string;
  /** A sentence in printable ASCII: what the package is. */
  readonly summary: string;
  /** At least one, with names of their own. */
  readonly members: readonly PackageMember[];
  /** The command that writes the package again, without paths. */
  readonly command: string;
  /** The same, each word as it is. */
  readonly words: readonly string[];
}

/** A model's part in a package. */
export interface PackageMember {
  /** In snake_case. */
  readonly name: string;
  /** The files of sources, by their names alone. */
  readonly source: string;
  readonly header: string | undefined;
  /** The lines that make known to the source what it has of the language's library. */
  readonly preamble: readonly string[];
  /** A sentence in printable ASCII: what the function is. */
  readonly summary: string;
  /** What headers say of it: a label, and lines. */
  readonly facts: BannerFacts;
  /** The function that computes the model. */
  readonly function: SpelledFunction;
  /** The type of what it returns; undefined where it fills what it is passed. */
  readonly returns: Scalar | undefined;
  /** The one for many arguments; undefined where there is none. */
  readonly batch: SpelledFunction | undefined;
  /** The name of the function that tells whether a build computes the right bits; undefined where there is none. */
  readonly selfTest: string | undefined;
  /** What is remembered between calls; undefined where nothing is. */
  readonly state: { readonly type: string; readonly initialiser: string } | undefined;
  /** The type of working memory that callers own, which is what functions are passed last; undefined where there is none. */
  readonly workspace: string | undefined;
  readonly inputs: readonly ElementFacts[];
  readonly outputs: readonly ElementFacts[];
  /** A call within the domain. */
  readonly example: ExampleCall;
  /** Whether results are those of the platform's mathematical library. */
  readonly dependsOnPlatform: boolean;
  /** Whether products are fused with the sums they go into. */
  readonly isFused: boolean;
  /** What its test calls it with; none where results are the platform's, or a call is too large. */
  readonly cases: readonly CheckedCall[];
  /** The lines of the source that declare what the whole package sees, and those that begin such declarations. */
  readonly declarations: readonly string[];
  /** A picture of the error or of the function, beside the README; undefined where none can be drawn. */
  readonly picture: PackagePicture | undefined;
}

/** One number that a function takes or gives. */
export interface ElementFacts {
  /** As callers write it: `x`, `x[3]`; undefined for what is returned. */
  readonly written: string | undefined;
  /** What it stands for: a variable, a column by its header, units included, an expression. */
  readonly name: string;
  /** Inputs where their domain is known, and columns of data. */
  readonly range: { readonly low: number; readonly high: number } | undefined;
  /** Of an output: what its error is proved not to exceed, else the largest one measured; undefined where neither is known. */
  readonly error: { readonly kind: "certified" | "measured"; readonly most: number } | undefined;
}

/** Numbers of float32 and the like, one for each element in order. */
export interface ExampleCall {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** A call, and where its arguments lie: within the domain, outside it, or NaN and infinities. */
export interface CheckedCall extends ExampleCall {
  readonly place: "within" | "outside" | "unbounded";
}

export interface PackagePicture {
  /** The path in the folder. */
  readonly path: string;
  /** What is to be seen. */
  readonly caption: string;
  readonly text: Text;
}
