# Prints what bash offers at the end of a line. Arguments: the completion script, then the words of the line as bash
# hands them to a completion.
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
[[ "$(complete -p "$1")" =~ -F\ ([^ ]+) ]] && "${BASH_REMATCH[1]}"
printf '%s\n' "${COMPREPLY[@]}"
