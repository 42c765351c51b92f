# Makes an interactive zsh note what completion functions offer, in place of showing it, and leave. Arguments: the
# completion script, a file for the result.
autoload -Uz compinit && compinit -u -d ./.zcompdump
source $1
typeset -g result=$2
typeset -ga matches
compadd() {
  # With these options it only tells what matches, which is then offered by another call.
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  typeset -a hits
  builtin compadd -O hits "$@"
  matches+=("${hits[@]}")
  builtin compadd "$@"
}
found() { print -rl -- "${matches[@]}" > $result; exit }
comppostfuncs=(found)
# The line editor is there only now: what is typed before may be lost.
zle-line-init() { print -r -- @ready > $TTY }
zle -N zle-line-init
