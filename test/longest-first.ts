// In which order the test files begin: those first that spend most of the processors, so that no worker is alone with one of them at the end.
// What they spend stands in test/costs.tsv (scripts/test-costs.mjs); files that are not in it begin before all others.

import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";
import { projectRoot } from "../scripts/bootstrap.mjs";
import { readCosts } from "../scripts/test-costs.mjs";

/** One project after the other, as vitest has them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const costs = readCosts();
    const costOf = ({ moduleId }: TestSpecification): number => costs.get(moduleId.slice(projectRoot.length + 1)) ?? Infinity;
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => byCost(sorted.filter((file) => file.project === project), costOf));
  }
}

/** Those of the same cost stay in their order. */
function byCost(files: readonly TestSpecification[], costOf: (file: TestSpecification) => number): TestSpecification[] {
  return files.map((file) => ({ file, cost: costOf(file) })).sort((one, other) => (one.cost === other.cost ? 0 : other.cost - one.cost)).map(({ file }) => file);
}
