// Gives property tests the same cases in every run, so that a run says something about the code and not about luck.
// NNC_TEST_SEED=n npm test tries others.

import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.NNC_TEST_SEED ?? 1) });

// nnc check says more where GitHub Actions runs it: tests are to see the same wherever they run.
delete process.env.GITHUB_ACTIONS;
delete process.env.GITHUB_STEP_SUMMARY;
