// C, as the registry takes it, and C89 as a variant of it.

import type { SpokenLanguage, VariantLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { c as language, c89 as variant } from "./language.ts";
import { packageStyle, variantPackageStyle } from "./package.ts";
import { timer } from "./timer.ts";

export const c: SpokenLanguage<"c"> = { language, packageStyle, driver, timer, compilers };

export const c89: VariantLanguage<"c89", "c"> = { language: variant, packageStyle: variantPackageStyle, of: "c" };
