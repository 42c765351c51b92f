import { content } from "./content.ts";
import { hostile } from "./hostile.ts";
import type { Misbehaviour } from "./misbehaviour.ts";
import { protocol } from "./protocol.ts";
import { structure } from "./structure.ts";
import { transport } from "./transport.ts";

/** All that a model server is known to do, by what it is that goes wrong. */
export const misbehaviours: Readonly<Record<string, readonly Misbehaviour[]>> = {
  content,
  structure,
  transport,
  protocol,
  hostile,
};
