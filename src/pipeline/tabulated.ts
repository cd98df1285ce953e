// Makes a table of a model's network: chooses cells or segments by the error that is allowed, which it measures.

import type { FormTaken } from "../codegen/form.ts";
import { LAYOUTS, type Optimisation } from "../codegen/lower/layout.ts";
import { lower } from "../codegen/lower/lower.ts";
import { costOf, describeArchitecture } from "../network/describe.ts";
import type { DomainVariable, MeasuredError, TrainingRecord } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { showCount, showError } from "../numeric/shown-number.ts";
import { runPasses } from "../passes/index.ts";
import type { Program } from "../program/program.ts";
import { continuousOutputs } from "../tables/continuous-outputs.ts";
import { NUMBER_KINDS } from "../tables/numbers/index.ts";
import { MOST_NUMBERS, tabulate } from "../tables/tabulate.ts";
import { bytesOfSegment, type SegmentTable } from "../tables/segments/tabulate-segments.ts";
import type { Numbers } from "../network/table-numbers.ts";
import type { Goal } from "../verify/goal.ts";
import { affordableEffort, BEFORE_SHOWING } from "../verify/seek/effort.ts";
import { seekLargestError } from "../verify/seek/seek-largest-error.ts";
import type { LoadedModel } from "./load-model.ts";
import type { InForm, NoTable } from "./loaded-form.ts";
import { recordedGoal } from "./recorded-goal.ts";
import { segmentsInPlace } from "./segments-in-place.ts";
import { segmentCandidate, type Candidate } from "./table-candidate.ts";
import { candidateOf, candidateOfCells, tableSubjects, type TableSubject } from "./table-subjects.ts";

/** A table that suits, as a network before the passes and after them, and its error against the target where there is one. */
interface Chosen {
  readonly table: Candidate;
  readonly asBuilt: Network;
  readonly network: Network;
  readonly program: Program;
  readonly error: MeasuredError | undefined;
}

/** What a table has to be near to: a target, from which the network is `own` away, or the network. */
interface Bound {
  readonly allowed: number;
  readonly goal: Goal | undefined;
  readonly own: number;
}

/** The part of the network's error that a table may be from a network that has no target, where nothing is said. */
const SHARE_OF_ERROR = 0.01;

/** The model with a table in its network's place, and with the table's error where it was measured; or why there is none. */
export async function tabulated(
  loaded: LoadedModel,
  domain: readonly DomainVariable[] | undefined,
  maxError: number | undefined,
  { optimize, numbers }: { readonly optimize: Optimisation; readonly numbers: Numbers },
): Promise<InForm | NoTable> {
  const { model: { record }, network, program } = loaded;
  if (domain === undefined) return { reason: "the model does not say the domain of its inputs", lacks: "a domain" };
  if (domain.length !== 1) return { reason: `it has ${domain.length} inputs, and a table is of one`, lacks: "lines" };
  const [low, high] = [domain[0].low, domain[0].high].map(Math.fround);
  if (!(low < high)) return { reason: "its domain is a single float32", lacks: "lines" };
  const bound = await boundOf(record, maxError);
  if (bound === undefined) return { reason: "the model does not say its error, and a table is to have none that is larger", lacks: "an error" };
  const lines = continuousOutputs(program, low, high);
  if (lines.kind === "no lines") return { reason: lines.reason, lacks: "lines" };
  const wanted = { optimize, numbers, bound };
  let best: Chosen | undefined;
  let reason: string | undefined;
  for (const subject of await tableSubjects(lines.outputs, low, high, { targets: bound.goal?.targets ?? [], numbers })) {
    const found = tableOf(network, subject, wanted);
    if (found.kind === "none") reason = found.reason;
    else if (best === undefined || found.chosen.table.wholeBytes < best.table.wholeBytes) best = found.chosen;
    if (best !== undefined && optimize === "speed") break;
  }
  return best === undefined ? { reason: reason ?? "", lacks: "cells" } : inPlace(loaded, best);
}

/** What a table is to be like, and near to. */
interface Wanted {
  readonly optimize: Optimisation;
  readonly numbers: Numbers;
  readonly bound: Bound;
}

type Found = { readonly kind: "table"; readonly chosen: Chosen } | { readonly kind: "none"; readonly reason: string };

/** Cells or segments of a subject that suit, or why there are none. */
function tableOf(network: Network, subject: TableSubject, { optimize, numbers, bound }: Wanted): Found {
  const { outputs, low, high, symmetry } = subject;
  const suit = (table: Candidate): Chosen | undefined => suiting(network, table, bound);
  const found = tabulate(outputs, low, high, { widths: optimize === "size" ? "any" : "powers of two", numbers, symmetry }, (cells) => {
    const candidate = candidateOfCells(cells, subject, optimize);
    return candidate && suit(candidate);
  });
  const cells = found.kind === "table" ? found.suited : undefined;
  const { storesLines } = NUMBER_KINDS[numbers];
  if (!storesLines && found.kind === "too few cells") {
    const reason = `no table of at most ${showCount(found.most)} cells is near enough: an error of ${showError(bound.allowed)} is allowed`;
    return { kind: "none", reason: `${reason}, and none of ${numbers} is nearer to the network than ${showError(found.least)}` };
  }
  const suitSegments = (table: SegmentTable): Chosen | undefined => suit(candidateOf(segmentCandidate(table), subject));
  const hasSegments = storesLines && symmetry !== "odd";
  const segments = hasSegments ? segmentsInPlace({ outputs, low, high, optimize, ...bound }, cells?.table, suitSegments) : undefined;
  const chosen = segments ?? cells;
  if (chosen !== undefined) return { kind: "table", chosen };
  const [mostCells, mostSegments] = [8 * outputs.length, bytesOfSegment(outputs.length)].map((bytes) => showCount(Math.floor((4 * MOST_NUMBERS) / bytes)));
  return { kind: "none", reason: `no table of at most ${mostCells} cells or ${mostSegments} segments is near enough: an error of ${showError(bound.allowed)} is allowed` };
}

async function boundOf(record: TrainingRecord | undefined, maxError: number | undefined): Promise<Bound | undefined> {
  const goal = record === undefined ? undefined : await recordedGoal(record);
  const own = record?.error?.maximum;
  const usual = own === undefined ? undefined : goal === undefined ? SHARE_OF_ERROR * own : own;
  const allowed = maxError ?? usual;
  return allowed === undefined ? undefined : { allowed, goal, own: goal === undefined ? 0 : (own ?? Infinity) };
}

/** The table as a network, where its error is allowed. */
function suiting(network: Network, table: Candidate, { allowed, goal, own }: Bound): Chosen | undefined {
  // By the triangle inequality it is at least so far from the target: nothing has to be measured.
  if (table.least - own > allowed) return undefined;
  const asBuilt = table.of(network);
  const passed = runPasses(asBuilt);
  const chosen = { table, asBuilt, network: passed, program: lower(passed, LAYOUTS.speed) };
  if (goal === undefined) return table.greatest <= allowed ? { ...chosen, error: undefined } : undefined;
  const { error } = seekLargestError(chosen.program, goal.targets, goal.domain, affordableEffort(BEFORE_SHOWING, costOf(passed).multiplyAdds));
  return error.maximum <= allowed ? { ...chosen, error } : undefined;
}

function inPlace(loaded: LoadedModel, { table, asBuilt, network, program, error }: Chosen): InForm {
  const { multiplyAdds, parameterBytes } = costOf(loaded.network);
  const taken: FormTaken = {
    kind: "table",
    layout: table.layout,
    monotony: table.monotony,
    symmetry: table.symmetry,
    isFolded: table.isFolded,
    bytes: table.bytes,
    deviation: table.greatest,
    ...(error !== undefined ? { errorsOf: "table" } : loaded.model.record?.error === undefined ? {} : { errorsOf: "network" }),
    instead: { description: describeArchitecture(loaded.network), multiplyAdds, parameterBytes },
  };
  const { record } = loaded.model;
  const measured = record === undefined || error === undefined ? record : { ...record, error };
  const model = { ...loaded.model, record: measured, network: asBuilt };
  return { loaded: { ...loaded, model, network, program }, taken };
}
