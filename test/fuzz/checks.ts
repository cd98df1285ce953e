// What is looked at in random networks: the interpreter beside other evaluations, WebAssembly, the function for many arguments, and every
// compiler. A check gives the faults that it finds; it prints nothing.

import { assemble } from "../../src/assemble/assembled-program.ts";
import { batchModule } from "../../src/assemble/batch-module.ts";
import { isCompilable } from "../../src/assemble/compilable.ts";
import { emitUnit, type EmitRequest } from "../../src/codegen/package.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { LIBRARY_SPELLING } from "../../src/diagnostics/prose.ts";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import { withoutKernels } from "../../src/program/inline-kernels.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { loadBatch } from "../conformance/loaded-batch.ts";
import { sameBits } from "../standard/run-compiled.ts";
import { judged } from "./evaluations.ts";
import { CALLS, type Form, type Grown, type Lower } from "./forms.ts";
import { runForms, type Emit } from "./many-functions.ts";

/** How networks become Programs and these sources: nnc's own way, or a wrong one that has to be found. */
export interface Ways {
  readonly lower: Lower;
  readonly emit: Emit;
}

export const OWN_WAYS: Ways = { lower, emit: emitUnit };

export interface Check {
  readonly name: string;
  /** For each network, in order, what is wrong with it. */
  faultsOf(networks: readonly Grown[], ways: Ways): Promise<readonly (readonly string[])[]>;
}

function each(name: string, faultsOf: (network: Grown, ways: Ways) => readonly string[] | Promise<readonly string[]>): Check {
  return { name, faultsOf: (networks, ways) => Promise.all(networks.map(async (network) => faultsOf(network, ways))) };
}

/** Against evaluations that know no lowering, and the forms among themselves. */
export const EVALUATIONS = each("the interpreter", (network, ways) => judged(network, ways.lower).faults);

/** What nnc itself evaluates Programs with. */
export const WEB_ASSEMBLY = each("WebAssembly", ({ forms }) =>
  forms.flatMap((form) => {
    const basic = withoutKernels(form.program);
    return isCompilable(basic) ? differences(form, assemble(basic)(form.inputs, form.calls).map((values) => Float32Array.from(values))) : [];
  }),
);

/** `--batch --simd`: whole turns, and calls that fill none. */
export const SIMD_BATCH = each("TypeScript with --batch --simd", async ({ network, passed, forms: [speed] }) => {
  const module = batchModule(speed.program);
  if (module === undefined) return [];
  const model = { network, record: undefined };
  const request: EmitRequest = { model, network: passed, program: speed.program, name: "tested", version: "0.0.0", modelSha256: "", command: "", batch: "loop", batchModule: module };
  const many = await loadBatch(request);
  const repeated = (values: Float32Array): Float32Array => Float32Array.from({ length: REPEATED * values.length }, (_, at) => values[at % values.length]);
  const [inputs, expected] = [speed.inputs.map(repeated), speed.expected.map(repeated)];
  const found = expected.map(({ length }) => new Float32Array(length));
  many(...inputs, ...found);
  return differences({ ...speed, inputs, expected, calls: REPEATED * CALLS }, found);
});

const REPEATED = 3;

/**
 * All forms of all networks in one program; where that cannot be compiled, each network in its own.
 *
 * @param forms whether it is given those of other languages as well.
 */
export function compiledBy(toolchain: Toolchain<LanguageName>, forms: "all" | "own" = "own"): Check {
  const isGiven = ({ languages }: Form): boolean => forms === "all" || languages === undefined || languages.includes(toolchain.language);
  const check: Check = {
    name: toolchain.name,
    async faultsOf(networks, ways) {
      if (networks.length === 0) return [];
      const given = networks.map((network) => network.forms.filter(isGiven));
      try {
        const found = await withWorkDirectory((folder) => runForms(given.flat(), toolchain, folder, ways.emit));
        let at = 0;
        return given.map((own) => own.flatMap((form) => differences(form, found[at++])));
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        if (networks.length === 1) return [[renderDiagnostic(error.diagnostic, LIBRARY_SPELLING)]];
        const alone: (readonly string[])[] = [];
        for (const network of networks) alone.push(...(await check.faultsOf([network], ways)));
        return alone;
      }
    },
  };
  return check;
}

/** The first result of a form that has other bits. */
function differences(form: Form, found: readonly Float32Array[]): readonly string[] {
  const { name, calls, inputs, expected } = form;
  const wrong = expected.findIndex((values, output) => !sameBits(values, found[output]));
  if (wrong < 0) return [];
  const at = expected[wrong].findIndex((value, i) => !Object.is(value, found[wrong][i]));
  const size = expected[wrong].length / calls;
  const call = Math.floor(at / size);
  const given = inputs.map((values) => `[${[...values.subarray((call * values.length) / calls, ((call + 1) * values.length) / calls)].join(", ")}]`);
  const shown = given.join(", ").length > MOST_SHOWN ? `call ${call}` : given.join(", ");
  return [`${name}: element ${at % size} of y${wrong} is ${found[wrong][at]} instead of ${expected[wrong][at]} at ${shown}`];
}

const MOST_SHOWN = 200;
