// Finds out what changed between two models that were read: what each of them is and how good, and how far apart their results are. Prints nothing.

import type { Certification } from "../../../certify/certificate.ts";
import { commonDomain } from "../../../compare/common-domain.ts";
import { comparedOperations, type ComparedOperation } from "../../../compare/compared-operations.ts";
import { comparedParameters, type Both, type ComparedArray } from "../../../compare/compared-parameters.ts";
import { comparedAtSamples, comparedOverDomain, type ComparedResults } from "../../../compare/compared-results.ts";
import { costOf, type Cost } from "../../../network/describe.ts";
import type { DomainVariable, MeasuredError } from "../../../network/model.ts";
import { certified } from "../../../pipeline/certified.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { callingConvention, type Program } from "../../../program/program.ts";
import { workingBytes } from "../../../program/working-memory.ts";
import { goalOf } from "../../../run/goal.ts";
import { judgementOf, type Judgement } from "../../../run/judgement.ts";
import type { ModelSamples } from "../../../run/model-samples.ts";
import { DEFAULT_DOMAIN } from "../../../run/settings/defaults.ts";
import { checkDomain } from "../../../run/settings/domain.ts";
import type { Points } from "../../../verify/points.ts";
import { checkGoalFits, type Goal } from "../../../verify/goal.ts";
import { affordableEffort, BEFORE_SHOWING, type Effort } from "../../../verify/seek/effort.ts";
import { seekLargestError } from "../../../verify/seek/seek-largest-error.ts";

/** One of the two models. */
export interface Side {
  /** As the user names it. */
  readonly path: string;
  readonly loaded: LoadedModel;
  /** Numbers of all parameters. */
  readonly parameters: number;
  readonly cost: Cost;
  /** Of one call. */
  readonly workingBytes: number;
  /** What it should be, and how far it is from that; undefined where nobody says it, or samples say it. */
  readonly goal: Goal | undefined;
  readonly error: MeasuredError | undefined;
  /** Of one input. */
  readonly certification: Certification | undefined;
  /** How far it is from samples, where these are given. */
  readonly judgement: Judgement | undefined;
}

export interface Comparison {
  readonly sides: Both<Side>;
  readonly operations: readonly ComparedOperation[];
  readonly parameters: readonly ComparedArray[];
  /** Where results were compared; undefined at samples, and where they could not be. */
  readonly domain: readonly DomainVariable[] | undefined;
  /** Undefined where they cannot be compared. */
  readonly results: ComparedResults | undefined;
  /** Why they cannot. */
  readonly obstacle: string | undefined;
}

export interface Asked {
  readonly target: readonly string[];
  readonly domain: readonly DomainVariable[];
}

/**
 * Compares two models, and their results where that is possible.
 *
 * @param samples of both, in place of targets and a domain.
 * @throws DiagnosticError (usage, model) for targets and domains that do not fit the models.
 */
export async function comparedModels(
  paths: Both<string>,
  models: Both<LoadedModel>,
  asked: Asked,
  samples: Both<ModelSamples> | undefined,
): Promise<Comparison> {
  const [one, other] = models;
  return {
    operations: comparedOperations(one.network, other.network),
    parameters: comparedParameters(one.model.network, other.model.network),
    ...(samples === undefined ? await overDomain(paths, models, asked) : atSamples(paths, models, samples)),
  };
}

type Results = Pick<Comparison, "sides" | "domain" | "results" | "obstacle">;

function atSamples(paths: Both<string>, models: Both<LoadedModel>, samples: Both<ModelSamples>): Results {
  const side = (place: 0 | 1): Side => sideOf(paths[place], models[place], { judgement: judgementOf(models[place].program, samples[place]) });
  const sides = [side(0), side(1)] as const;
  const obstacle = obstacleIn(models) ?? (sameLines(samples) ? undefined : "they take other samples of the file");
  if (obstacle !== undefined) return { sides, domain: undefined, results: undefined, obstacle };
  const results = comparedAtSamples(programsOf(models), [pointsOf(samples[0]), pointsOf(samples[1])], haveSameLabels(models));
  return { sides, domain: undefined, results, obstacle };
}

async function overDomain(paths: Both<string>, models: Both<LoadedModel>, asked: Asked): Promise<Results> {
  const [one, other] = models;
  const unlike = obstacleIn(models);
  // Where a target is over x from 0 to 1 unless said otherwise, results are, too.
  const otherwise = asked.target.length > 0 ? DEFAULT_DOMAIN : [];
  const found = commonDomain(checkDomain(asked.domain), [one.model.record, other.model.record], otherwise);
  const where = unlike === undefined && typeof found !== "string" ? found : asked.domain;
  const sides = [await measuredSide(paths[0], one, asked, where), await measuredSide(paths[1], other, asked, where)] as const;
  if (unlike !== undefined) return { sides, domain: undefined, results: undefined, obstacle: unlike };
  if (typeof found === "string") return { sides, domain: undefined, results: undefined, obstacle: found };
  if (found.length !== widthOf(one.program)) return { sides, domain: undefined, results: undefined, obstacle: "the domain does not fit their inputs" };
  const results = comparedOverDomain(programsOf(models), found, effortFor(one, other), haveSameLabels(models));
  return { sides, domain: found, results, obstacle: undefined };
}

function programsOf([one, other]: Both<LoadedModel>): Both<Program> {
  return [one.program, other.program];
}

type Measured = Partial<Pick<Side, "goal" | "error" | "certification" | "judgement">>;

function sideOf(path: string, loaded: LoadedModel, { goal, error, certification, judgement }: Measured): Side {
  const cost = costOf(loaded.network);
  return { path, loaded, parameters: cost.parameters, cost, workingBytes: workingBytes(loaded.program), goal, error, certification, judgement };
}

/** Against the target that is given, else against the one that the model records; over its own domain where there is no other. */
async function measuredSide(path: string, loaded: LoadedModel, asked: Asked, domain: readonly DomainVariable[]): Promise<Side> {
  const { program, model: { record } } = loaded;
  const isKnown = asked.target.length > 0 || (record !== undefined && record.data === undefined);
  const where = asked.target.length > 0 ? domain : domain.map((variable, place) => ({ ...variable, name: record?.domain[place]?.name ?? variable.name }));
  const goal = isKnown ? await goalOf(record, asked.target, where) : undefined;
  if (goal === undefined) return sideOf(path, loaded, {});
  checkGoalFits(goal, widthOf(program), resultWidthOf(program));
  const { error } = seekLargestError(program, goal.targets, goal.domain, effortFor(loaded));
  const certification = goal.domain.length === 1 ? await certified(loaded, loaded, goal) : undefined;
  return sideOf(path, loaded, { goal, error, certification });
}

function effortFor(...models: readonly LoadedModel[]): Effort {
  return affordableEffort(BEFORE_SHOWING, models.reduce((sum, { network }) => sum + costOf(network).multiplyAdds, 0));
}

function widthOf(program: Program): number {
  return callingConvention(program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
}

function resultWidthOf(program: Program): number {
  return callingConvention(program).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
}

/** Why results cannot be compared, whatever the inputs. */
function obstacleIn([{ program: one }, { program: other }]: Both<LoadedModel>): string | undefined {
  if (widthOf(one) !== widthOf(other)) return `one has ${counted(widthOf(one), "input")}, and the other ${widthOf(other)}`;
  if (resultWidthOf(one) !== resultWidthOf(other)) return `one has ${counted(resultWidthOf(one), "output")}, and the other ${resultWidthOf(other)}`;
  return widthOf(one) === 0 ? "they have no inputs" : undefined;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** Whether both tell the same classes. */
function haveSameLabels(models: Both<LoadedModel>): boolean {
  const [one, other] = models.map(labelsOf);
  return one?.length === other?.length && one?.every((label, place) => label === other?.[place]) === true;
}

/** What its outputs are probabilities of; undefined where they are numbers. */
export function labelsOf({ model: { record } }: LoadedModel): readonly string[] | undefined {
  const classes = record?.data?.classes;
  return classes?.kind === "one-of" ? classes.labels : undefined;
}

function sameLines([one, other]: Both<ModelSamples>): boolean {
  const [lines, others] = [one.dataset.lines, other.dataset.lines];
  return lines.length === others.length && lines.every((line, row) => line === others[row]);
}

function pointsOf({ dataset: { inputs, lines, samples } }: ModelSamples): Points {
  return { width: inputs.length, count: lines.length, values: samples.points };
}
