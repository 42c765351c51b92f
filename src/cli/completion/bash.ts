import type { CompletedFlag, CompletedVerb } from "./vocabulary.ts";

/** A completion script for bash; it needs nothing beside bash 3.2. */
export function bashCompletion(verbs: readonly CompletedVerb[]): string {
  const names = verbs.flatMap((verb) => verb.names);
  const flags = new Map(verbs.flatMap((verb) => verb.flags).map((flag) => [flag.name, flag]));
  return `# Completion of helix for bash: source <(helix completion bash)
_helix() {
  local IFS=$' \\t\\n' cur prev verb word
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  # bash splits "--format=json" at the equals sign
  if [[ $cur == "=" ]]; then cur=""
  elif [[ $prev == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  COMPREPLY=()
  case "$prev" in
${[...flags.values()].flatMap(valueCase).join("\n")}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join("|")}) verb="$word"; break ;; esac
  done
  if [[ $cur == -* ]]; then
    case "$verb" in
${verbs.map(flagCase).join("\n")}
      *) _helix_words "--help --version" ;;
    esac
    return
  fi
  case "$verb" in
${verbs.map(wordCase).join("\n")}
    *) _helix_documents; COMPREPLY+=($(compgen -W "${names.join(" ")}" -- "$cur")) ;;
  esac
}
_helix_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_helix_files() { local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$cur")); }
_helix_documents() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -d -- "$cur"; compgen -f -X '!*.json' -- "$cur"; compgen -f -X '!*.yaml' -- "$cur"; compgen -f -X '!*.yml' -- "$cur"))
}
complete -o filenames -F _helix helix helix-mock
`;
}

function valueCase({ name, short, value }: CompletedFlag): string[] {
  if (value === "none") return [];
  const pattern = short === undefined ? `--${name}` : `--${name}|-${short}`;
  if (value === "file") return [`    ${pattern}) _helix_files; return ;;`];
  return [`    ${pattern}) ${value === "other" ? "" : `_helix_words "${value.join(" ")}"; `}return ;;`];
}

function flagCase({ names, flags }: CompletedVerb): string {
  return `      ${names.join("|")}) _helix_words "${flags.map(({ name }) => `--${name}`).join(" ")}" ;;`;
}

function wordCase({ names, documents, words }: CompletedVerb): string {
  const list = words.join(" ");
  const more = words.length > 0 ? `; COMPREPLY+=($(compgen -W "${list}" -- "$cur"))` : "";
  return `    ${names.join("|")}) ${documents ? `_helix_documents${more}` : `_helix_words "${list}"`} ;;`;
}
