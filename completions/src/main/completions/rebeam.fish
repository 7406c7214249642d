# fish completion for rebeam; generated, do not edit.
# Use it with: rebeam completion fish | source

complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s e -l eval -r -f -d 'Run CODE; may be repeated'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s m -l module -r -f -d 'Run a module as a script; everything after it is its own'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s i -l interactive -d 'Prompt even after a program or without a terminal'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s q -l quiet -d 'No banner'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s p -l path -r -f -a '(__fish_complete_directories)' -d 'Put a folder at the front of sys.path; may be repeated'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l venv -r -f -a '(__fish_complete_directories)' -d 'Use the packages of a virtual environment, as VIRTUAL_ENV does'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l color -r -f -a 'auto always never' -d 'Use colours: auto, always, never'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l debug -d 'Show stack traces when rebeam itself fails'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l max-processes -r -f -d 'Processes that may exist at once (default: 16000000)'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l max-threads -r -f -d 'Threads of blocking processes that may exist at once (default: 10000)'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -l grace -r -f -d 'How long a process may unwind after an exit signal (default: 1)'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s V -l version -d 'Show the versions'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -s h -l help -d 'Show this help'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -a shell -d 'Start the shell, as rebeam alone does'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -a run -d 'Run a Python program; \'-\' reads it from standard input'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -a completion -d 'Print the completion script of a shell'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -a doctor -d 'Tell what rebeam runs on here, and what is slow or missing'
complete -c rebeam -n 'not __fish_seen_subcommand_from shell run completion doctor schema' -a schema -d 'Print the JSON schema of what is written with --json'

complete -c rebeam -n '__fish_seen_subcommand_from shell' -s i -l interactive -d 'Prompt even after a program or without a terminal'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -s q -l quiet -d 'No banner'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -s p -l path -r -f -a '(__fish_complete_directories)' -d 'Put a folder at the front of sys.path; may be repeated'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l venv -r -f -a '(__fish_complete_directories)' -d 'Use the packages of a virtual environment, as VIRTUAL_ENV does'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l color -r -f -a 'auto always never' -d 'Use colours: auto, always, never'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l debug -d 'Show stack traces when rebeam itself fails'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l max-processes -r -f -d 'Processes that may exist at once (default: 16000000)'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l max-threads -r -f -d 'Threads of blocking processes that may exist at once (default: 10000)'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -l grace -r -f -d 'How long a process may unwind after an exit signal (default: 1)'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -s h -l help -d 'Show this help'
complete -c rebeam -n '__fish_seen_subcommand_from shell' -f

complete -c rebeam -n '__fish_seen_subcommand_from run' -s i -l interactive -d 'Prompt even after a program or without a terminal'
complete -c rebeam -n '__fish_seen_subcommand_from run' -s q -l quiet -d 'No banner'
complete -c rebeam -n '__fish_seen_subcommand_from run' -s p -l path -r -f -a '(__fish_complete_directories)' -d 'Put a folder at the front of sys.path; may be repeated'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l venv -r -f -a '(__fish_complete_directories)' -d 'Use the packages of a virtual environment, as VIRTUAL_ENV does'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l color -r -f -a 'auto always never' -d 'Use colours: auto, always, never'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l debug -d 'Show stack traces when rebeam itself fails'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l max-processes -r -f -d 'Processes that may exist at once (default: 16000000)'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l max-threads -r -f -d 'Threads of blocking processes that may exist at once (default: 10000)'
complete -c rebeam -n '__fish_seen_subcommand_from run' -l grace -r -f -d 'How long a process may unwind after an exit signal (default: 1)'
complete -c rebeam -n '__fish_seen_subcommand_from run' -s h -l help -d 'Show this help'

complete -c rebeam -n '__fish_seen_subcommand_from completion' -s h -l help -d 'Show this help'
complete -c rebeam -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'

complete -c rebeam -n '__fish_seen_subcommand_from doctor' -s h -l help -d 'Show this help'
complete -c rebeam -n '__fish_seen_subcommand_from doctor' -f

complete -c rebeam -n '__fish_seen_subcommand_from schema' -s h -l help -d 'Show this help'
complete -c rebeam -n '__fish_seen_subcommand_from schema' -f
