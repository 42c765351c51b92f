# Prints what fish offers at the end of a line. Arguments: the completion script, the line.
source $argv[1]
complete -C $argv[2]
