# Prints what zsh offers at the end of a line. Arguments: the completion script, the line, a file for the result.
# Zsh completes only while a line is edited, so another one is started on a terminal of its own, where the line is
# typed, and Tab.
zmodload zsh/zpty || exit 1
zpty shell zsh -f -i
zpty -w shell "source ${(q)0:A:h}/inside.zsh ${(q)1} ${(q)3}"
while zpty -r shell line; do [[ $line == *@ready* ]] && break; done
zpty -w -n shell "$2"$'\t'
while zpty -r shell line; do :; done
cat $3
