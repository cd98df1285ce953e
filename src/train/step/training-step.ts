// Builds the training step of a network: forward, loss and the derivative of the loss by every parameter, as one network.
// Differentiates only; initialising, running and updating are elsewhere.

import { NetworkBuilder } from "../../network/network-builder.ts";
import type { Network, OperationValue } from "../../network/network.ts";
import type { Origin } from "../../network/origin.ts";
import type { Shape } from "../../network/shape.ts";
import type { ValueId } from "../../network/op.ts";
import { valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { add } from "../../network/ops/add.ts";
import { reshapeTo } from "../../network/ops/reshape-to.ts";
import { sumAtOnce } from "../../network/ops/reduce-sum.ts";
import { sumTo } from "../../network/ops/sum-to.ts";
import { sameShape } from "../../network/broadcast.ts";
import type { Loss, RowLoss } from "../losses/loss.ts";
import { keepReachable } from "../../network/reachable.ts";
import { parameterAt, type Reduce } from "../../network/op.ts";
import { extremeDerivative } from "./extreme-derivative.ts";
import { placeDerivative, viewDerivative } from "./movement-derivative.ts";
import { reductionDerivative } from "./reduction-derivative.ts";
import { isConstantOne, lossOp, partialDerivativeOp, lossDerivativeOp } from "./derived-ops.ts";

/** What each value of a step's network is; all ids are the step network's. */
export interface TrainingStep {
  readonly network: Network;
  /** The inputs of the forward network, in order. */
  readonly inputs: readonly ValueId[];
  /** The wanted output, an input of the output's shape. */
  readonly target: ValueId;
  /** The output of the forward network. */
  readonly prediction: ValueId;
  /** The terms whose mean is the loss, of the output's shape. */
  readonly lossTerms: ValueId;
  /** The parameters the output depends on, in the order of the forward network. */
  readonly parameters: readonly ValueId[];
  /** The derivative of the loss by each of `parameters`, of the same shapes. */
  readonly gradients: readonly ValueId[];
}

const ORIGIN: Origin = { file: "training step", place: "loss" };

/**
 * The step of a network with one output, built for the whole batch: the loss is the mean of the loss's terms over all
 * elements of the output. Derivatives follow the ops' own rules, or the chain rule for pointwise ops and views (reverse
 * mode: Linnainmaa 1970; Griewank and Walther, "Evaluating Derivatives", 2008, chapter 3).
 *
 * @throws RangeError where the network has not exactly one output or an op on the way has no derivative.
 */
export function buildTrainingStep(forward: Network, loss: Loss | RowLoss): TrainingStep {
  const [output] = forward.outputs;
  if (forward.outputs.length !== 1) throw new RangeError(`a network of ${forward.outputs.length} outputs cannot be trained`);
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  for (const value of forward.values) {
    ids.push(builder.copy(value, value.kind === "operation" ? value.arguments.map((id) => ids[id]) : []));
  }
  const prediction = ids[output.value];
  const shape = builder.shapeOf(prediction);
  const target = builder.input("t", shape, ORIGIN);
  const share = (): ValueId => builder.parameter("1 / terms", [], Float32Array.of(1 / elementCount(shape)), ORIGIN);
  const { lossTerms, seed } = "terms" in loss ? rowLoss(builder, loss, prediction, target, share) : pointwiseLoss(builder, loss, prediction, target, share);
  const gradientOf = new Differentiation(builder, forward, ids).run(output.value, seed);
  const trained = forward.values.flatMap((value, id) => {
    const gradient = gradientOf.get(id);
    return value.kind === "parameter" && gradient !== undefined ? [{ parameter: ids[id], gradient }] : [];
  });
  const gradients = trained.map(({ gradient }) => gradient);
  const { network, renamed } = keepReachable(builder.finish([prediction, lossTerms, ...gradients]));
  return {
    network,
    inputs: forward.inputs.map(({ value }) => renamed(ids[value])),
    target: renamed(target),
    prediction: renamed(prediction),
    lossTerms: renamed(lossTerms),
    parameters: trained.map(({ parameter }) => renamed(parameter)),
    gradients: gradients.map(renamed),
  };
}

interface LossInStep {
  readonly lossTerms: ValueId;
  /** The derivative of the loss by the output. */
  readonly seed: ValueId;
}

function pointwiseLoss(builder: NetworkBuilder, loss: Loss, prediction: ValueId, target: ValueId, share: () => ValueId): LossInStep {
  const lossTerms = builder.operation(lossOp(loss), [prediction, target], {}, "loss terms", ORIGIN);
  return { lossTerms, seed: builder.operation(lossDerivativeOp(loss), [prediction, target, share()], {}, "d loss / d y", ORIGIN) };
}

function rowLoss(builder: NetworkBuilder, loss: RowLoss, prediction: ValueId, target: ValueId, share: () => ValueId): LossInStep {
  const lossTerms = loss.terms(builder, prediction, target, ORIGIN);
  return { lossTerms, seed: loss.derivative(builder, prediction, target, share(), ORIGIN) };
}

/** An operation's result in the step, and the derivative of the loss by it. */
interface ResultInStep {
  readonly result: ValueId;
  readonly upstream: ValueId;
}

/** Runs through the forward network backwards and adds the derivatives to the step under construction. */
class Differentiation {
  private readonly builder: NetworkBuilder;
  private readonly forward: Network;
  /** The id in the step of each value of the forward network. */
  private readonly ids: readonly ValueId[];
  private readonly dependsOnParameter: readonly boolean[];
  private readonly gradients = new Map<ValueId, ValueId>();

  constructor(builder: NetworkBuilder, forward: Network, ids: readonly ValueId[]) {
    this.builder = builder;
    this.forward = forward;
    this.ids = ids;
    const depends: boolean[] = [];
    for (const value of forward.values) {
      depends.push(value.kind === "operation" ? value.arguments.some((id) => depends[id]) : value.kind === "parameter");
    }
    this.dependsOnParameter = depends;
  }

  /** The derivative of the loss by each value that matters, by the value's id in the forward network. */
  run(output: ValueId, seed: ValueId): ReadonlyMap<ValueId, ValueId> {
    if (this.dependsOnParameter[output]) this.gradients.set(output, seed);
    for (let id = output; id >= 0; id--) {
      const value = valueOf(this.forward, id);
      const upstream = this.gradients.get(id);
      if (value.kind === "operation" && upstream !== undefined) this.throughOperation(value, this.ids[id], upstream);
    }
    return this.gradients;
  }

  /** @param result the value in the step. */
  private throughOperation(value: OperationValue, result: ValueId, upstream: ValueId): void {
    const args = value.arguments.map((argument) => this.ids[argument]);
    value.arguments.forEach((argument, position) => {
      if (!this.dependsOnParameter[argument] || this.isLeftOut(value, args, position)) return;
      this.accumulate(argument, this.byArgument(value, args, position, { result, upstream }));
    });
  }

  /** Whether a sum does not depend on the argument at all, as one of weight 0. */
  private isLeftOut({ op: { computation }, attributes }: OperationValue, args: readonly ValueId[], position: number): boolean {
    if (computation.kind !== "reduce") return false;
    const { factors, start } = computation.reduction(args.map((argument) => this.builder.shapeOf(argument)), attributes);
    return start?.read.argument !== position && factors.every(({ argument }) => argument !== position);
  }

  private byArgument(value: OperationValue, args: readonly ValueId[], position: number, { result, upstream }: ResultInStep): ValueId {
    const { op, attributes, name, origin } = value;
    const shape = this.builder.shapeOf(args[position]);
    const label = `d loss / d ${this.builder.value(args[position]).name}`;
    switch (op.computation.kind) {
      case "reshape":
        return sameShape(shape, value.shape) ? upstream : this.builder.operation(reshapeTo(shape), [upstream], {}, label, origin);
      case "pointwise": {
        const gradient = isConstantOne(op, position, attributes)
          ? upstream
          : this.builder.operation(
            partialDerivativeOp(op, op.computation, position, args.length),
            [...args, upstream],
            attributes,
            label,
            origin,
          );
        return this.summed(gradient, shape, label, origin);
      }
      case "reduce":
        return this.ofReduction(value, op.computation, args, position, { result, upstream, label });
      case "view": {
        const shapes = args.map((id) => this.builder.shapeOf(id));
        const applied = { name: `${op.name}_by_${op.parameters[0]}`, computation: op.computation, shapes, attributes };
        const found = viewDerivative(applied, value.shape);
        if (found === undefined) throw withoutDerivative(value);
        const { repeated, op: derived } = found;
        const sums = repeated.length === 0 ? upstream : this.builder.operation(sumAtOnce, [upstream], { axes: repeated }, label, origin);
        return this.builder.operation(derived, [sums], {}, label, origin);
      }
      case "place": {
        const shapes = args.map((id) => this.builder.shapeOf(id));
        const applied = { name: `${op.name}_by_${parameterAt(op, position)}`, computation: op.computation, shapes, attributes };
        return this.builder.operation(placeDerivative(applied, position), [upstream], {}, label, origin);
      }
      case "fold":
      case "gather":
      case "scan":
        throw withoutDerivative(value);
      case "expand":
        throw new RangeError(`${op.name} is written as other ops, which must take its place first: "${name}" cannot be trained`);
    }
  }

  private ofReduction(
    value: OperationValue,
    computation: Reduce,
    args: readonly ValueId[],
    position: number,
    { result, upstream, label }: ResultInStep & { readonly label: string },
  ): ValueId {
    const shapes = args.map((argument) => this.builder.shapeOf(argument));
    const reduction = computation.reduction(shapes, value.attributes);
    if (reduction.combine !== "add") {
      const [argument] = args;
      const extreme = { argument, extreme: result, upstream };
      const derivative = extremeDerivative(this.builder, reduction, extreme, label, value.origin);
      if (derivative === undefined) throw withoutDerivative(value);
      return derivative;
    }
    const found = reductionDerivative(`${value.op.name}_by_${parameterAt(value.op, position)}`, reduction, position, value.shape, shapes);
    if (found === undefined) throw withoutDerivative(value);
    return this.builder.operation(found.op, [upstream, ...found.others.map((other) => args[other])], {}, label, value.origin);
  }

  /** What broadcasting repeated is summed. */
  private summed(gradient: ValueId, shape: Shape, label: string, origin: Origin): ValueId {
    if (sameShape(this.builder.shapeOf(gradient), shape)) return gradient;
    return this.builder.operation(sumTo(shape), [gradient], {}, label, origin);
  }

  /** Derivatives along several ways add up. */
  private accumulate(argument: ValueId, gradient: ValueId): void {
    if (!this.dependsOnParameter[argument]) return;
    const known = this.gradients.get(argument);
    const { name, origin } = this.builder.value(this.ids[argument]);
    const sum = known === undefined ? gradient : this.builder.operation(add, [known, gradient], {}, `d loss / d ${name}`, origin);
    this.gradients.set(argument, sum);
  }
}

function withoutDerivative({ op, name }: OperationValue): RangeError {
  return new RangeError(`${op.name} has no derivative: "${name}" cannot be trained`);
}
