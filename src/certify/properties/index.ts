// The properties that can be asked of a function. Adding one is a file beside this one, a line here and its name in property-name.ts.

import { concave, convex } from "./convex.ts";
import { lipschitz } from "./lipschitz.ts";
import { falling, monotone, rising } from "./monotone.ts";
import { even, odd } from "./parity.ts";
import type { Finding } from "./finding.ts";
import type { Property } from "./property.ts";
import type { PropertyName } from "./property-name.ts";
import type { PropertyRequest } from "./property-request.ts";
import { PropertySubject } from "./property-subject.ts";
import { range } from "./range.ts";

const PROPERTIES: Readonly<Record<PropertyName, Property>> = { range, rising, falling, monotone, convex, concave, even, odd, lipschitz };

/**
 * What is found out of each, in the order in which they are asked for.
 *
 * @param mostPages boxes that the domain of a network is cut into that is not made of lines of one input.
 */
export function proveProperties(names: readonly PropertyName[], request: PropertyRequest, mostPages?: number): readonly Finding[] {
  const subject = new PropertySubject(request, mostPages);
  return names.flatMap((name) => PROPERTIES[name].prove(subject));
}
