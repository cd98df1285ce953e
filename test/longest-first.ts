// In which order the test files begin: those first that take long whatever their size, so that no worker is alone with one of them at the
// end. Where vitest has durations of a run before, these order the others; else their sizes do.

import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** Small files, of half a minute. */
const LONG = [
  "conformance/batch",
  "conformance/compiler-flags",
  "conformance/networks",
  "conformance/operators",
  "conformance/ops",
  "conformance/random-calls",
  "fields/fields",
  "train/folding/construct",
  "train/gradient-training",
  "train/smooth-data",
].map((name) => `/test/${name}.test.ts`);

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((name) => moduleId.endsWith(name));

/** One project after the other, as vitest has them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
