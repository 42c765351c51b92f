import { type SettingsLayer, settings } from "../config.ts";

/** Variables that the tools of the vendors read, and the settings that they stand for where nothing else is said. */
const variables = {
  openrouterApiKey: "OPENROUTER_API_KEY",
  groqApiKey: "GROQ_API_KEY",
  openaiApiKey: "OPENAI_API_KEY",
  ollamaHost: "OLLAMA_HOST",
} as const;

/**
 * What the variables of vendors say. They are not Helix's: one that it cannot use is no reason not to start.
 *
 * @param name - of the environment, e.g. ".env"
 */
export function vendorLayer(environment: Readonly<Record<string, string | undefined>>, name = ""): SettingsLayer {
  const values = new Map<string, unknown>();
  const label = (key: string): string => variables[key as keyof typeof variables] + (name && ` in ${name}`);
  for (const [key, variable] of Object.entries(variables)) {
    const written = environment[variable]?.trim();
    const { kind } = settings[key as keyof typeof variables];
    if (written !== undefined && written !== "" && kind.read(written) !== undefined) values.set(key, written);
  }
  return { values, label };
}
