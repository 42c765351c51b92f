import type { Config } from "../../config.ts";

/** Where recorded answers of models are looked for, and recorded, in the directory that Helix is started in. */
export const USUAL_CASSETTE = "helix.cassette";

/** The folder that the settings mean. */
export function cassetteFolder({ cassette }: Pick<Config, "cassette">): string {
  return cassette ?? USUAL_CASSETTE;
}
