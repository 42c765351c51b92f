import type { HostileCase } from "../hostile-case.ts";
import { aliases } from "./aliases.ts";
import { bombs } from "./bombs.ts";
import { files } from "./files.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { overlays } from "./overlays.ts";
import { parts } from "./parts.ts";
import { references } from "./references.ts";
import { schemas } from "./schemas.ts";
import { text } from "./text.ts";
import { types } from "./types.ts";

export const cases: readonly HostileCase[] = [
  ...text,
  ...aliases,
  ...types,
  ...parts,
  ...references,
  ...files,
  ...network,
  ...names,
  ...schemas,
  ...bombs,
  ...overlays,
];
