import type { CompletedFlag, CompletedVerb } from "./vocabulary.ts";

/** A completion script for zsh: to be sourced after compinit, or put as `_helix` into a folder of `fpath`. */
export function zshCompletion(verbs: readonly CompletedVerb[]): string {
  const names = verbs.flatMap((verb) => verb.names);
  const described = verbs.map(({ name, summary }) => quoted(`${name}:${summary.replaceAll(":", "\\:")}`));
  return `#compdef helix helix-mock
# Completion of helix for zsh: source <(helix completion zsh)
_helix() {
  local verb="\${words[(r)(${names.join("|")})]}"
  local -a flags
  case "$verb" in
${verbs.map(verbCase).join("\n")}
    *)
      flags=('--help[Print the usage]' '--version[Print the version]')
      _arguments $flags '*: :_helix_first'
      ;;
  esac
}
_helix_first() {
  local -a verbs=(${described.join(" ")})
  _describe -t commands command verbs
  _helix_documents
}
_helix_documents() { _files -g '*.(json|yaml|yml)(-.)'; }
if [[ "\${funcstack[1]}" == _helix ]]; then _helix "$@"; else compdef _helix helix helix-mock; fi
`;
}

function verbCase({ names, flags, documents, words }: CompletedVerb): string {
  const list = words.join(" ");
  const both = words.length > 0 ? ` :{compadd ${list}; _helix_documents}` : "document:_helix_documents";
  const operand = documents ? both : `word:(${list})`;
  // The verb itself is the first word.
  return `    ${names.join("|")})
      flags=(${flags.map(flagSpec).join(" ")})
      _arguments $flags '1: :' ${quoted(`*:${operand}`)}
      ;;`;
}

function flagSpec({ name, short, doc, value }: CompletedFlag): string {
  const explanation = `[${doc.replace(/[[\]\\:]/g, "\\$&")}]`;
  const action =
    value === "none"
      ? ""
      : value === "file"
        ? ":file:_files"
        : value === "other"
          ? `:${name}:`
          : `:${name}:(${value.join(" ")})`;
  const long = quoted(`--${name}${value === "none" ? "" : "="}${explanation}${action}`);
  return short === undefined ? long : `${long} ${quoted(`-${short}${explanation}${action}`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
