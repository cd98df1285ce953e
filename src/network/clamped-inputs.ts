// Makes a network that moves its inputs into a domain before it does anything else, or gives NaN outside of it. Knows no functions and no
// languages.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
import type { DomainVariable } from "./model.ts";
import { NetworkBuilder } from "./network-builder.ts";
import type { Network, Value } from "./network.ts";
import { valueOf } from "./network.ts";
import type { ValueId } from "./op.ts";
import { clipTo } from "./ops/clip-to.ts";
import { nanOutside } from "./ops/nan-outside.ts";
import { within } from "./ops/within.ts";
import { elementCount } from "./shape.ts";

/**
 * The network of x with every element of an input that is less than the low end of its variable replaced by that end, and so above; NaN stays
 * NaN. Ends are rounded to the nearest float32, as the domain is when a network is measured over it.
 *
 * @param domain one variable per element of the inputs, in order; undefined where nothing says it.
 * @throws DiagnosticError (usage) where the domain is not known or is none of the inputs.
 */
export function clampedInputs(network: Network, domain: readonly DomainVariable[] | undefined): Network {
  return withInputs(network, domain, clamped);
}

/**
 * The network of x with NaN in the place of every element of an input that is outside the interval of its variable.
 *
 * @throws DiagnosticError (usage) as `clampedInputs`.
 */
export function nanOutsideDomain(network: Network, domain: readonly DomainVariable[] | undefined): Network {
  return withInputs(network, domain, (builder, id, value, variables) => {
    return builder.operation(nanOutside, [id, ...boundsOf(builder, value, variables)], {}, `${value.name}_within`, value.origin);
  });
}

/** What takes the place of an input. */
type Changed = (builder: NetworkBuilder, id: ValueId, value: Value, variables: readonly DomainVariable[]) => ValueId;

function withInputs(network: Network, domain: readonly DomainVariable[] | undefined, changed: Changed): Network {
  const inputs = network.inputs.map(({ value }) => valueOf(network, value));
  const count = inputs.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  if (domain === undefined) throw unavailable("the model does not say the domain of its inputs", prose`give ${setting("domain")}, or leave it out`);
  if (domain.length !== count) throw unavailable(`the domain has ${domain.length} variables, and the inputs ${count === 1 ? "one element" : `${count} elements`}`);
  const other = inputs.find(({ scalar }) => scalar !== "f32");
  if (other !== undefined) throw unavailable(`the input "${other.name}" is of ${other.scalar} instead of f32`);
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  let element = 0;
  for (const value of network.values) {
    const id = builder.copy(value, value.kind === "operation" ? value.arguments.map((argument) => ids[argument]) : []);
    if (value.kind !== "input") {
      ids.push(id);
      continue;
    }
    const end = element + elementCount(value.shape);
    ids.push(changed(builder, id, value, domain.slice(element, end)));
    element = end;
  }
  const carried = network.carried.map(({ state, next }) => ({ state: ids[state], next: ids[next] }));
  return builder.finish(network.outputs.map(({ value }) => ids[value]), carried);
}

function clamped(builder: NetworkBuilder, id: ValueId, value: Value, variables: readonly DomainVariable[]): ValueId {
  const { name, origin } = value;
  const [lows, highs] = endsOf(variables);
  const areAlike = [lows, highs].every((ends) => ends.every((end) => end === ends[0]));
  if (areAlike) return builder.operation(clipTo, [id], { low: lows[0], high: highs[0] }, `${name}_within`, origin);
  return builder.operation(within, [id, ...boundsOf(builder, value, variables)], {}, `${name}_within`, origin);
}

function boundsOf(builder: NetworkBuilder, { name, shape, origin }: Value, variables: readonly DomainVariable[]): readonly ValueId[] {
  return endsOf(variables).map((ends, side) => builder.parameter(`${name}_${side === 0 ? "low" : "high"}`, shape, ends, origin));
}

function endsOf(variables: readonly DomainVariable[]): readonly Float32Array[] {
  return [variables.map(({ low }) => low), variables.map(({ high }) => high)].map((ends) => Float32Array.from(ends));
}

function unavailable(note: string, hint: Prose = "leave it out"): DiagnosticError {
  return new DiagnosticError({
    id: "outside-unavailable",
    message: "arguments cannot be kept in the domain",
    place: setting("outside"),
    note,
    hint,
  });
}
