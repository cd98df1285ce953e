// Emits a model that was read. Writes no file, and runs in a browser as well.

import * as z from "zod/mini";
import { OPTIMISATIONS, type Optimisation } from "../codegen/lower/layout.ts";
import { MATHEMATICS, type Mathematics } from "../codegen/mathematics.ts";
import { FORMS, type Form } from "../codegen/form.ts";
import { OUTSIDE, type Outside } from "../codegen/outside.ts";
import { RESULTS, type Result } from "../codegen/result.ts";
import { SELF_TESTS, type SelfTest } from "../codegen/self-test/self-test.ts";
import { emitSource, emitWithHeader, type EmitRequest, type Package } from "../codegen/package.ts";
import { WORKSPACES, type Workspace } from "../codegen/workspace.ts";
import { setting } from "../diagnostics/prose.ts";
import { wholeText } from "../codegen/text.ts";
import { EMITTED, EMITTED_NAMES, type EmittedName } from "../languages/index.ts";
import { emitRequest, SHAPES, type EmitChoices, type Shape } from "../pipeline/emit-request.ts";
import type { InForm } from "../pipeline/loaded-form.ts";
import { isPackageLicense, isPackageUrl } from "../pipeline/package-origin.ts";
import { isPackageVersion } from "../pipeline/package-version.ts";
import { packaged, type PackageChoices } from "../pipeline/packaged.ts";
import { withProof } from "../pipeline/with-proof.ts";
import { inForm } from "../pipeline/in-form.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { measuredAnew } from "../pipeline/measured-anew.ts";
import { NUMBERS, type Numbers } from "../network/table-numbers.ts";
import { domain as domainSchema, modelGiven, mustBe, oneOf, optionsLike, optionsOf, text, tolerance } from "./options.ts";
import { valueRefused } from "./refuse.ts";
import { domainOf, type Domain } from "./written-domain.ts";

export interface EmitOptions {
  readonly language: EmittedName;
  /** Of the function, such as `pseudo_exp`, spelled in each language's way; left out, that of the target, the output column or the model's file. */
  readonly name?: string | undefined;
  /** What loops and tables are arranged for, `speed` where it is left out; no bit of a result depends on it. */
  readonly optimize?: Optimisation | undefined;
  /** Whose exp, tanh … are computed: nnc's (`own`, where it is left out) or the platform's (`libm`), on which results then depend. */
  readonly math?: Mathematics | undefined;
  /** What the function gives: the `values` of the network, where it is left out, or the `class`, the number of the largest of them. */
  readonly result?: Result | undefined;
  /**
   * Whether arguments outside the domain are moved to its nearest end (`clamp`), count as NaN (`nan`), or the network is evaluated there
   * (`extend`, where it is left out).
   */
  readonly outside?: Outside | undefined;
  /** The layers of the `network`, where it is left out, a `table` of lines, or the table where its error is no larger (`auto`). */
  readonly form?: Form | undefined;
  /** Of the inputs of a model that records none, such as another tool's. */
  readonly domain?: Domain | undefined;
  /** What a table's error may be at the most; that of the network where it is left out. */
  readonly maxError?: number | undefined;
  /**
   * What a table's numbers are stored as: slope and value of each cell as `float32`, where it is left out, or the values at the borders as `int16`,
   * `float16` or, beside lines, `int8`.
   */
  readonly numbers?: Numbers | undefined;
  /** Whether there is a function for many arguments as well, with the same bits: `pseudo_exp_n`, `PseudoExpSlice` or `pseudoExpArray`. */
  readonly batch?: boolean | undefined;
  /** Whether that function runs WebAssembly with vectors, which the source brings along, where it can: in TypeScript. */
  readonly simd?: boolean | undefined;
  /**
   * Whether there is a function that tells whether a build computes the right bits (`golden`, where it is left out), in Go a test of its own with it
   * in a folder; `none` leaves it out. With `math: "libm"` there is none where results depend on the platform.
   */
  readonly selfTest?: SelfTest | undefined;
  /** Whether the working memory of a call is on the `stack`, where it is left out, or in a structure that its `caller` passes: in C. */
  readonly workspace?: Workspace | undefined;
  /**
   * One self-contained source (where it is left out), one with a `header` of its own in C or declarations in JavaScript, or a `package` that the
   * language's own tools build and test:
   * its files by their paths, without a picture.
   */
  readonly shape?: Shape | undefined;
  /** Of a package: its name, the function's where it is left out. */
  readonly package?: string | undefined;
  /** Of a package: three numbers with dots between, `1.0.0` where it is left out. */
  readonly packageVersion?: string | undefined;
  /** Of a package: a page that says more of it, such as `https://example.com/exp`. */
  readonly packageUrl?: string | undefined;
  /** Of a package: what others may do with it, by SPDX, such as `MIT`. */
  readonly packageLicense?: string | undefined;
  /** Of a package in Go: where programs import it from, such as `example.com/x/exp`. */
  readonly module?: string | undefined;
}

const EMIT_OPTIONS = optionsLike({
  language: oneOf(EMITTED_NAMES),
  name: z.optional(text),
  optimize: z.optional(oneOf(OPTIMISATIONS)),
  math: z.optional(oneOf(MATHEMATICS)),
  result: z.optional(oneOf(RESULTS)),
  outside: z.optional(oneOf(OUTSIDE)),
  form: z.optional(oneOf(FORMS)),
  maxError: z.optional(tolerance),
  numbers: z.optional(oneOf(NUMBERS)),
  domain: z.optional(domainSchema),
  batch: z.optional(z.boolean(mustBe("true or false"))),
  simd: z.optional(z.boolean(mustBe("true or false"))),
  selfTest: z.optional(oneOf(SELF_TESTS)),
  workspace: z.optional(oneOf(WORKSPACES)),
  shape: z.optional(oneOf(SHAPES)),
  package: z.optional(text),
  packageVersion: z.optional(text.check(z.refine(isPackageVersion, "it must be three numbers with dots between, such as '1.2.0'"))),
  packageUrl: z.optional(text.check(z.refine(isPackageUrl, "it must be the address of a page, such as 'https://example.com/exp'"))),
  packageLicense: z.optional(text.check(z.refine(isPackageLicense, "it must be a licence as SPDX calls it, such as 'MIT'"))),
  module: z.optional(text),
} satisfies { readonly [Name in keyof Required<EmitOptions>]: z.ZodMiniType<EmitOptions[Name]> });

/**
 * The texts of the files by their names, the very ones that `nnc emit` writes of a file of the same name.
 *
 * @throws DiagnosticError of category usage where the options or the name cannot be used.
 */
export async function emit(model: LoadedModel, options: EmitOptions): Promise<ReadonlyMap<string, string>> {
  const given = optionsOf<EmitOptions>(EMIT_OPTIONS, options, "emit");
  const { language, name, optimize = "speed", math = "own", result = "values", outside = "extend", form = "network", maxError, numbers = "float32", domain: written, batch = false, simd = false, selfTest = "golden", workspace, shape = "source" } = given;
  const computing = { optimize, math, result, outside, form, maxError, numbers, domain: domainOf(written) };
  const chosen = { ...computing, language, name, batch, simd, selfTest, workspace, shape };
  refuseWithoutPackage(given, shape);
  const about = {
    packageName: given.package, packageVersion: given.packageVersion, packageUrl: given.packageUrl, packageLicense: given.packageLicense, module: given.module,
  };
  const measured = await measuredAnew(modelGiven(model, "emit"));
  const inItsForm = await withProof(measured, await inForm(measured, chosen));
  const files = await filesOf(inItsForm, chosen, about);
  return new Map([...files].map(([path, text]) => [path, wholeText(text)]));
}

/** A source alone has none of what is said of a package. */
function refuseWithoutPackage(given: EmitOptions, shape: Shape): void {
  const said = (["package", "packageVersion", "packageUrl", "packageLicense", "module"] as const).find((name) => given[name] !== undefined);
  if (said === undefined || shape === "package") return;
  throw valueRefused({
    message: `${said} is given, and no package is written`,
    place: setting(said),
    hint: "write shape: 'package' as well, or leave it out",
  });
}

type About = Pick<PackageChoices, "packageName" | "packageVersion" | "packageUrl" | "packageLicense" | "module">;

interface NamedChoices extends EmitChoices {
  readonly language: EmittedName;
}

async function filesOf(inItsForm: InForm, choices: NamedChoices, about: About): Promise<Package> {
  const { language } = EMITTED[choices.language];
  switch (choices.shape) {
    case "source":
      return emitSource(language, emitRequest(inItsForm, choices));
    case "header":
      return emitWithHeader(language, emitRequest(inItsForm, choices)).files;
    case "package": {
      const names = choices.name === undefined ? [] : [choices.name];
      const model = { inItsForm, picture: () => undefined, completed: (request: EmitRequest) => Promise.resolve(request) };
      return packaged([model], { ...choices, names, ...about, folderName: undefined });
    }
  }
}
