// What the commands that concern models take, behind one dynamic import: see `model-parts.ts`.
export { prompt } from "./asking/prompt.ts";
export { openRecorder } from "./asking/recorder.ts";
export { warm } from "./asking/warm.ts";
export { cassette } from "./cassette/cassette.ts";
export { lateReport } from "./cassette/late-report.ts";
