// What a selection takes, by the sign of a difference. Knows no bounds of what is taken.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import type { Choice, FollowedForm } from "./followed-form.ts";

/** Whichever of both it may take where the difference is between bounds. */
export function takenOf<Form>({ holds, whenTrue, whenFalse }: Choice<Form>, { low, high }: Bounds): ReadonlySet<Form> {
  const signs = [...(low < 0 ? [-1] : []), ...(low <= 0 && high >= 0 ? [0] : []), ...(high > 0 ? [1] : [])];
  return new Set(signs.map((sign) => (holds(sign) ? whenTrue : whenFalse)));
}

interface Chosen<Form> {
  readonly choice: Choice<Form> | undefined;
}

const SIGNS = [-1, 0, 1];

/** Without selections in what it takes that the same comparison decides, as a maximum is written, which compares twice. */
export function settled<Form extends Chosen<Form>>(choice: Choice<Form>): Choice<Form> {
  const { difference, holds, whenTrue, whenFalse } = choice;
  return {
    ...choice,
    whenTrue: takenWhere(whenTrue, difference, SIGNS.filter((sign) => holds(sign))),
    whenFalse: takenWhere(whenFalse, difference, SIGNS.filter((sign) => !holds(sign))),
  };
}

/** What is taken where a difference has one of these signs. */
function takenWhere<Form extends Chosen<Form>>(form: Form, difference: FollowedForm, signs: readonly number[]): Form {
  const inner = form.choice;
  const turn = inner && turnBetween(inner.difference, difference);
  if (inner === undefined || turn === undefined) return form;
  const taken = new Set(signs.map((sign) => (inner.holds(sign * turn) ? inner.whenTrue : inner.whenFalse)));
  const [only] = taken;
  return taken.size === 1 ? only : form;
}

/** 1 where both have the same sign, −1 where one has that of the other turned. */
function turnBetween(one: FollowedForm, other: FollowedForm): 1 | -1 | undefined {
  if (one === other) return 1;
  if (one.compared === undefined || other.compared === undefined) return undefined;
  const [[left, right], [first, second]] = [one.compared, other.compared];
  if (left === first && right === second) return 1;
  return left === second && right === first ? -1 : undefined;
}
