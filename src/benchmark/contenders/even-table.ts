// A table of evenly spaced values with the lines between them, of as many bytes as the emitted function has in its tables: what one writes
// by hand where a formula is too slow.

import { emittedFunctions } from "../../codegen/package.ts";
import { render } from "../../codegen/render-template.ts";
import type { EvenTableView } from "../../codegen/timer.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import { showCount } from "../../numeric/shown-number.ts";
import { interpret } from "../../program/interpret.ts";
import type { Program, TableBuffer } from "../../program/program.ts";
import { SCALARS } from "../../program/scalar.ts";
import type { Contender, Entry } from "../contender.ts";
import { TIMED, type Subject } from "../subject.ts";

const FEWEST_VALUES = 2;

export const evenTable: Contender = {
  name: "even-table",
  enter(subject, name) {
    const { program } = subject.emitted.request;
    const { buffers } = program;
    const isOfNumbers = buffers.every(({ role, size }) => (role !== "input" && role !== "output") || size === 1);
    const inputs = buffers.filter(({ role }) => role === "input").length;
    const outputs = buffers.filter(({ role }) => role === "output").length;
    if (!isOfNumbers || inputs !== 1 || outputs !== 1) {
      return Promise.resolve({ title: "even table", kind: "unsuited", reason: "it is for functions of one number that give one" });
    }
    const { language, driver, timer } = SPOKEN[name];
    const count = Math.max(FEWEST_VALUES, Math.floor(bytesOfTables(program) / Float32Array.BYTES_PER_ELEMENT));
    const [{ functionName }] = emittedFunctions(language, subject.emitted.request);
    const text = render(timer.evenTable, { functionName, ...viewOf(subject, count, name) });
    const entry: Entry = {
      title: `even table of ${showCount(count)} values`,
      sources: [{ path: `${driver.sourceFolder}${TIMED}.${language.extension}`, text }],
      timed: {
        name: functionName,
        sourceName: TIMED,
        headers: [],
        prototypes: [signatureOf(functionName, name)],
        inputs: [{ size: 1, isNumber: true }],
        outputs: [{ size: 1, isNumber: true }],
        isBatch: false,
      },
      libraries: [],
      environment: {},
      isExact: false,
      isOwn: true,
      hasObject: true,
    };
    return Promise.resolve(entry);
  },
};

function signatureOf(functionName: string, name: LanguageName): string {
  const parameters = [{ name: "x", role: "input", scalar: "f32", size: undefined, isPassedOn: false }] as const;
  return SPOKEN[name].language.spelling([]).signature({ functionName, exported: true, isInline: false, isSelfTest: false, state: undefined, workspace: undefined, parameters, returns: "f32" });
}

function bytesOfTables({ buffers }: Program): number {
  return buffers.reduce((sum, { role, scalar, size }) => (role === "table" ? sum + size * SCALARS[scalar].bytes : sum), 0);
}

/** Values of the target, where there is one, else of the emitted function. */
function viewOf({ domain: [{ low, high }], goal, emitted: { request } }: Subject, count: number, name: LanguageName): Omit<EvenTableView, "functionName"> {
  const cells = count - 1;
  const places = Float64Array.from({ length: count }, (_, place) => low + ((high - low) * place) / cells);
  const values =
    goal === undefined
      ? Float32Array.from(interpret(request.program, [Float32Array.from(places)], count)[0])
      : Float32Array.from(places, (x) => goal.targets[0].evaluate([x]));
  const table: TableBuffer = { role: "table", name: "values", scalar: "f32", size: count, values, rowLength: 1, comment: "" };
  const spelling = SPOKEN[name].language.spelling([]);
  const number = (value: number): string => spelling.constant(Math.fround(value) + 0, "f32");
  return {
    count: String(count),
    table: spelling.table("values", table, [count]),
    low: number(low),
    scale: number(cells / (high - low)),
    last: number(cells - 1),
    lastCell: String(cells - 1),
  };
}
