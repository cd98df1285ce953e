// The page of --live: listens to the server and shows what it says. Keeps the last state when the server has gone.

import "uplot/dist/uPlot.min.css";
import "./page.css";
import type { FrameMessage, LookMessage, SubjectMessage, TrainingPhase } from "../page-messages.ts";
import { chartIn, find, make } from "./page-elements.ts";
import { shareDone, showFigures } from "./figures.ts";
import { CHART_FONT, LineChart } from "./line-chart.ts";
import type { LookCharts } from "./look-charts.ts";
import { lookCharts } from "./look-charts.ts";
import { showSeconds } from "./show-numbers.ts";
import { ReceivedSeries } from "./received-series.ts";

const PHASES: Readonly<Record<TrainingPhase, string>> = {
  starting: "starting",
  training: "training",
  refining: "refining",
  finished: "finished",
  failed: "failed",
};

const cards = { loss: find("loss", HTMLElement), refinement: find("refinement", HTMLElement), fit: find("fit", HTMLElement), error: find("error", HTMLElement) };
const phaseBadge = find("phase", HTMLElement);
const outputs = find("output", HTMLSelectElement);
const lossChart = new LineChart(chartIn(cards.loss), {
  across: "iteration",
  up: "loss",
  counts: true,
  isLogarithmic: true,
  traces: [
    { label: "greatest", colour: "network", style: "edge" },
    { label: "least", colour: "network", style: "edge" },
    { label: "mean", colour: "network", style: "line" },
  ],
  band: [0, 1],
});
const refinementChart = new LineChart(chartIn(cards.refinement), {
  across: "iteration",
  up: "largest error seen",
  counts: true,
  isLogarithmic: true,
  traces: [{ label: "largest error seen", colour: "error", style: "line" }],
});

let subject: SubjectMessage | undefined;
let frame: FrameMessage | undefined;
let losses = new ReceivedSeries();
let refinement = new ReceivedSeries();
let charts: LookCharts | undefined;
let look: LookMessage | undefined;
let isDrawing = false;

function takeSubject(message: SubjectMessage): void {
  subject = message;
  losses = new ReceivedSeries();
  refinement = new ReceivedSeries();
  look = undefined;
  find("title", HTMLElement).textContent = message.title;
  find("where", HTMLElement).textContent = message.where;
  const attempt = message.attempt === "" ? "" : ` · attempt: ${message.attempt}`;
  find("network", HTMLElement).textContent = `network ${message.network} · recipe ${message.recipe} · seed ${message.seed}${attempt}`;
  const { names } = message.view;
  outputs.replaceChildren(...names.map((name, i) => new Option(name, String(i))));
  find("choose", HTMLElement).hidden = names.length < 2;
  buildCharts(message);
}

function buildCharts({ view }: SubjectMessage): void {
  charts?.remove();
  charts = lookCharts(chartIn(cards.fit), chartIn(cards.error), view, Number(outputs.value));
  find("fit-note", HTMLElement).textContent = charts.fitNote;
  find("error-note", HTMLElement).textContent = charts.errorNote;
}

function takeFrame(message: FrameMessage): void {
  frame = message;
  if (message.losses !== undefined) losses.take(message.losses);
  if (message.refinement !== undefined) refinement.take(message.refinement);
  look = message.look ?? look;
  const stride = message.losses?.stride;
  if (stride !== undefined) find("loss-note", HTMLElement).textContent = stride === 1 ? "of each iteration" : `mean, least and greatest of every ${stride} iterations`;
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(draw);
}

function draw(): void {
  isDrawing = false;
  if (frame === undefined || subject === undefined) return;
  showFigures(find("figures", HTMLElement), frame);
  const share = shareDone(frame);
  const bar = find("progress", HTMLProgressElement);
  if (share === undefined) bar.removeAttribute("value");
  else bar.value = share;
  showPhase(frame.phase, PHASES[frame.phase]);
  const left = frame.secondsLeft === null ? "" : ` ${showSeconds(frame.secondsLeft)} left ·`;
  document.title = `${PHASES[frame.phase]}:${left} ${subject.title} · nnc`;
  cards.loss.hidden = losses.means.length === 0 && frame.phase === "finished";
  cards.refinement.hidden = refinement.means.length === 0;
  if (!cards.loss.hidden) lossChart.draw(losses.middles, [losses.highs, losses.lows, losses.means]);
  if (!cards.refinement.hidden) refinementChart.draw(refinement.middles, [refinement.lows]);
  if (look !== undefined) charts?.draw(look);
  if (frame.outcome !== undefined) {
    find("outcome", HTMLElement).hidden = false;
    find("lines", HTMLElement).replaceChildren(...frame.outcome.lines.map((line) => make("li", "", line)));
  }
}

function showPhase(phase: string, words: string): void {
  if (phaseBadge.dataset.phase === phase && phaseBadge.textContent === words) return;
  phaseBadge.dataset.phase = phase;
  phaseBadge.textContent = words;
}

function serverClosed(): void {
  const phase = frame?.phase;
  if (phase === "finished") showPhase(phase, "training finished; server closed");
  else if (phase === "failed") showPhase(phase, "training failed; server closed");
  else showPhase("interrupted", "training interrupted; server closed");
}

// The server is of the same build: what tells the two messages apart is enough.
function isSubject(message: unknown): message is SubjectMessage {
  return typeof message === "object" && message !== null && "view" in message;
}

function isFrame(message: unknown): message is FrameMessage {
  return typeof message === "object" && message !== null && "phase" in message;
}

const events = new EventSource("/events");
events.addEventListener("subject", ({ data }: MessageEvent<string>) => {
  const message: unknown = JSON.parse(data);
  if (isSubject(message)) takeSubject(message);
});
events.addEventListener("frame", ({ data }: MessageEvent<string>) => {
  const message: unknown = JSON.parse(data);
  if (isFrame(message)) takeFrame(message);
});
events.addEventListener("error", () => {
  // The server ends the stream when nothing more will come: it is not asked again.
  events.close();
  // What came last is drawn first.
  requestAnimationFrame(() => requestAnimationFrame(serverClosed));
});
outputs.addEventListener("change", () => {
  if (subject === undefined) return;
  buildCharts(subject);
  if (look !== undefined) charts?.draw(look);
});
function repaint(): void {
  lossChart.repaint();
  refinementChart.repaint();
  charts?.repaint();
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
// A canvas that was drawn before its typeface had come does not change by itself. Without it the charts stay as they are.
void document.fonts.load(CHART_FONT).then(repaint, () => undefined);
