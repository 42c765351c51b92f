// All that a run takes only where models are asked or replayed, behind one dynamic import: each further one would split
// the bundle into more files, which every start has to find and read.
export { hasRecordings, openCassette } from "./ai/cassette/folder-cassette.ts";
export { ModelConsultant } from "./ai/consultant.ts";
export { completionOf } from "./ai/manner.ts";
export { realTimer } from "./ai/timer.ts";
export { describedProvider, seatingFor } from "./model-seats.ts";
