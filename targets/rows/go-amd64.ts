// Go for amd64.

import { goTarget } from "../kits/go-kit.ts";

export const goAmd64 = goTarget("amd64", [], [{ GOAMD64: "v1" }, { GOAMD64: "v3" }]);
