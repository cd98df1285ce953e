// Go, as the registry takes it.

import type { SpokenLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { go as language } from "./language.ts";
import { packageStyle } from "./package.ts";
import { timer } from "./timer.ts";

export const go: SpokenLanguage<"go"> = { language, packageStyle, driver, timer, compilers };
