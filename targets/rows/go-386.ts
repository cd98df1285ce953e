// Go for 386.

import { goTarget } from "../kits/go-kit.ts";

export const go386 = goTarget("386", [], [{ GO386: "sse2" }, { GO386: "softfloat" }]);
