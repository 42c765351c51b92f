import { journalRoutes } from "./journal.ts";
import { modelRoutes } from "./models.ts";
import type { ControlOptions } from "./options.ts";
import { overrideRoutes } from "./overrides.ts";
import { pageRoutes } from "./pages.ts";
import type { ControlRoute } from "./route.ts";
import { sessionRoutes } from "./sessions.ts";

/** Every page of the control plane. Each is an operation of the document; a test compares them. */
export function controlRoutes(options: ControlOptions): readonly ControlRoute[] {
  return [
    ...pageRoutes(options),
    ...overrideRoutes(options),
    ...journalRoutes(options),
    ...sessionRoutes(options),
    ...modelRoutes(options),
  ];
}
