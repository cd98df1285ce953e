// TypeScript, as the registry takes it.

import type { SpokenLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { typescript as language } from "./language.ts";
import { packageStyle } from "./package.ts";
import { timer } from "./timer.ts";

export const typescript: SpokenLanguage<"ts"> = { language, packageStyle, driver, timer, compilers };
