import type { CompletedFlag, CompletedVerb } from "./vocabulary.ts";

/** A completion script for fish. */
export function fishCompletion(verbs: readonly CompletedVerb[]): string {
  const names = verbs.flatMap((verb) => verb.names).join(" ");
  const none = `not __fish_seen_subcommand_from ${names}`;
  return [
    "# Completion of helix for fish: helix completion fish | source",
    "complete -c helix -f",
    `complete -c helix -n ${quoted(none)} -F`,
    `complete -c helix -n ${quoted(none)} -l help -d ${quoted("Print the usage")}`,
    `complete -c helix -n ${quoted(none)} -l version -d ${quoted("Print the version")}`,
    ...verbs.map(({ name, summary }) => `complete -c helix -n ${quoted(none)} -a ${name} -d ${quoted(summary)}`),
    ...verbs.flatMap(verbLines),
    "complete -c helix-mock -w helix",
    "",
  ].join("\n");
}

function verbLines({ names, flags, documents, words }: CompletedVerb): string[] {
  const start = `complete -c helix -n ${quoted(`__fish_seen_subcommand_from ${names.join(" ")}`)}`;
  const operands = [...(documents ? ["-F"] : []), ...(words.length > 0 ? [`-a ${quoted(words.join(" "))}`] : [])].join(
    " ",
  );
  return [...flags.map((flag) => `${start} ${flagOptions(flag)}`), `${start} ${operands}`];
}

function flagOptions({ name, short, doc, value }: CompletedFlag): string {
  const names = short === undefined ? `-l ${name}` : `-l ${name} -s ${short}`;
  const values =
    value === "none"
      ? ""
      : value === "file"
        ? " -r -F"
        : value === "other"
          ? " -x"
          : ` -x -a ${quoted(value.join(" "))}`;
  return `${names}${values} -d ${quoted(doc)}`;
}

/** In single quotes fish knows \\\\ and \\' only. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
