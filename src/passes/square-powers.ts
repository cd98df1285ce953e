// Writes powers of 2 as products, which round once where the kernel of powers may be off by more, and take one operation instead of many.
// Of infinities, NaN and zeros both are the same.

import { isKnown, valueOf, type Network } from "../network/network.ts";
import { multiply } from "../network/ops/multiply.ts";
import { power } from "../network/ops/power.ts";
import { sameShape } from "../network/broadcast.ts";
import { rewrite } from "./rewrite.ts";

export function squarePowers(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation" || value.op !== power) return builder.copy(value, args);
    const exponent = valueOf(network, value.arguments[1]);
    const isSquare = isKnown(exponent) && exponent.data.every((element) => element === 2);
    const isAlike = value.scalar === "f32" && sameShape(builder.shapeOf(args[0]), value.shape);
    return isSquare && isAlike ? builder.operation(multiply, [args[0], args[0]], {}, value.name, value.origin) : builder.copy(value, args);
  });
}
