// The target as one writes it where it can be computed: in float32, by the elementary functions of the language's own library.

import { emitUnit } from "../../codegen/package.ts";
import { spellUnit } from "../../codegen/spell-unit.ts";
import { parametersTimed } from "../../codegen/timer.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import { KERNELS } from "../../program/kernels/index.ts";
import { isKernelName } from "../../program/operator-name.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { unitOf } from "../../program/unit.ts";
import { usesOf } from "../../program/uses.ts";
import { formulaProgram } from "../../train/target/formula-program.ts";
import type { Contender, Entry } from "../contender.ts";
import { TIMED } from "../subject.ts";

export const formula: Contender = {
  name: "formula",
  async enter({ goal, emitted: { request } }, name) {
    const { language, driver, timer } = SPOKEN[name];
    const title = `formula by ${timer.library}`;
    if (goal === undefined) return { title: "formula", kind: "unsuited", reason: "the model records no target, and none is given" };
    const { inputs, outputs } = callingConvention(request.program);
    const program = await formulaProgram(goal.targets, inputs.map(({ buffer }) => buffer), outputs.map(({ buffer }) => buffer));
    if ("reason" in program) return { title, kind: "unsuited", reason: program.reason };
    const lacking = functionLacking(program, name);
    if (lacking !== undefined) return { title, kind: "unsuited", reason: `${language.title} has no function for ${lacking}` };
    const unit = unitOf(TIMED, program);
    const [{ functionName, signature }] = spellUnit(unit, language, "libm").functions;
    const heading = { version: request.version, summary: `The formula ${TIMED}.`, banner: [] };
    const entry: Entry = {
      title,
      sources: [...emitUnit(language, unit, heading, "libm")].map(([path, text]) => ({ path: driver.sourceFolder + path, text })),
      timed: { name: functionName, sourceName: TIMED, headers: [], prototypes: [signature], ...parametersTimed(program), isBatch: false },
      libraries: [],
      environment: {},
      isExact: false,
      isOwn: true,
      hasObject: true,
    };
    return entry;
  },
};

/** An elementary function that the language's library does not have: it would be nnc's own. */
function functionLacking(program: Program, language: LanguageName): string | undefined {
  const spelling = SPOKEN[language].language.spelling([program]);
  return [...usesOf(program).operators].filter(isKernelName).find((kernel) => spelling.library(kernel, [...KERNELS[kernel].operands]) === undefined);
}
