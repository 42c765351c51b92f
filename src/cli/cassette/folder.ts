import type { Config } from "../../config.ts";

/** Where answers are recorded unless somebody says otherwise. */
export const usualFolder = "helix.cassette";

/** The folder that the settings mean. */
export function cassetteFolder({ cassette }: Pick<Config, "cassette">): string {
  return cassette ?? usualFolder;
}
