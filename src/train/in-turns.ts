// Does long work in turns with whatever else the process has to do. Knows no training.

/** How long work goes on before the process looks at anything else. */
export const TURN_MILLISECONDS = 20;

/**
 * Lets others through before the work begins, and where it pauses.
 *
 * @param observe is called with every report of the work, which waits for it; says whether others are let through at once.
 * @throws what the work does.
 */
export async function inTurns<Report, Result>(
  work: Generator<Report | undefined, Result, void>,
  observe: (report: Report) => boolean = () => false,
): Promise<Result> {
  await othersHandled();
  let step = work.next();
  let turned = performance.now();
  for (; step.done !== true; step = work.next()) {
    const isDue = step.value !== undefined && observe(step.value);
    if (performance.now() - turned < TURN_MILLISECONDS && !isDue) continue;
    await othersHandled();
    turned = performance.now();
  }
  return step.value;
}

/** Lets signals, requests and other trainings through. */
function othersHandled(): Promise<void> {
  // Browsers have only the other one, whose shortest time is some milliseconds.
  return new Promise((resume) => {
    if (typeof setImmediate === "function") setImmediate(resume);
    else setTimeout(resume, 0);
  });
}
