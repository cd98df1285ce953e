// The emitted function compiled into its callers, where the language has a header for that and the function is short enough.

import { inlineFunctionOf } from "../../codegen/inline-function.ts";
import { emitWithHeader } from "../../codegen/package.ts";
import { parametersTimed } from "../../codegen/timer.ts";
import { SPOKEN } from "../../languages/index.ts";
import type { Contender, Entry } from "../contender.ts";
import { TIMED } from "../subject.ts";

export const inline: Contender = {
  name: "inline",
  enter({ emitted: { request } }, name) {
    const { language, driver } = SPOKEN[name];
    const { header, naming } = language;
    const inlined = header && inlineFunctionOf(request.program, TIMED);
    if (header === undefined || inlined === undefined) return Promise.resolve(undefined);
    const entry: Entry = {
      title: "emitted, inlined",
      sources: [...emitWithHeader(language, request).files].map(([path, text]) => ({ path: driver.sourceFolder + path, text })),
      timed: {
        name: naming.helper(TIMED, inlined.name),
        sourceName: TIMED,
        headers: [`${TIMED}.${header.extension}`],
        prototypes: [],
        ...parametersTimed(request.program),
        isBatch: false,
      },
      libraries: [],
      environment: {},
      isExact: true,
      isOwn: true,
      hasObject: false,
    };
    return Promise.resolve(entry);
  },
};
