import { SettingsError } from "../../base/errors.ts";
import { EXIT } from "../exit-code.ts";
import type { Verb } from "../verb.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { type CompletedVerb, type Shell, shells, vocabularyOf } from "./vocabulary.ts";
import { zshCompletion } from "./zsh.ts";

const scripts: Readonly<Record<Shell, (verbs: readonly CompletedVerb[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `helix completion`: prints a script that teaches a shell the words of the command line. */
export function completionOf(verbs: () => readonly Verb[]): Verb {
  return {
    name: "completion",
    aliases: [],
    operands: shells.join("|"),
    documents: "none",
    groups: [],
    maxOperands: 1,
    summary: "Print a script that completes commands, flags and documents",
    notes: [
      "bash: source <(helix completion bash)      in ~/.bashrc",
      "zsh:  source <(helix completion zsh)       in ~/.zshrc, after compinit",
      "fish: helix completion fish | source       in ~/.config/fish/config.fish",
    ],
    run({ operands: [written], output }) {
      const shell = shells.find((name) => name === written);
      if (!shell) throw new SettingsError(`helix completion needs the name of a shell: ${shells.join(", ")}`);
      output.print(scripts[shell](vocabularyOf(verbs())));
      return Promise.resolve(EXIT.fine);
    },
  };
}
