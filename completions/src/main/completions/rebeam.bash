# bash completion for rebeam; generated, do not edit.
# Use it with: source <(rebeam completion bash)

_rebeam_reply() {
  local IFS=$'\n' word
  COMPREPLY=()
  while read -r word; do
    [ -n "$word" ] && COMPREPLY+=( "$word" )
  done <<< "$(compgen "$@" -- "$cur")"
}

_rebeam_words() {
  local words=${1// /$'\n'}
  shift
  _rebeam_reply -W "$words" "$@"
}

_rebeam() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev= command=rebeam word i
  COMPREPLY=()
  [ "$COMP_CWORD" -gt 0 ] && prev=${COMP_WORDS[COMP_CWORD-1]}
  # bash splits --color=auto at the sign
  if [ "$cur" = "=" ]; then
    cur=
  elif [ "$prev" = "=" ]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word=${COMP_WORDS[i]}
    case $command:$word in
      program:*) ;;
      rebeam:-e) i=$((i+1)) ;;
      rebeam:--eval) i=$((i+1)) ;;
      rebeam:-m) i=$((i+1)) ;;
      rebeam:--module) i=$((i+1)) ;;
      rebeam:-p) i=$((i+1)) ;;
      rebeam:--path) i=$((i+1)) ;;
      rebeam:--venv) i=$((i+1)) ;;
      rebeam:--color) i=$((i+1)) ;;
      rebeam:--max-processes) i=$((i+1)) ;;
      rebeam:--max-threads) i=$((i+1)) ;;
      rebeam:--grace) i=$((i+1)) ;;
      rebeam:-*) ;;
      shell:-p) i=$((i+1)) ;;
      shell:--path) i=$((i+1)) ;;
      shell:--venv) i=$((i+1)) ;;
      shell:--color) i=$((i+1)) ;;
      shell:--max-processes) i=$((i+1)) ;;
      shell:--max-threads) i=$((i+1)) ;;
      shell:--grace) i=$((i+1)) ;;
      shell:-*) ;;
      run:-p) i=$((i+1)) ;;
      run:--path) i=$((i+1)) ;;
      run:--venv) i=$((i+1)) ;;
      run:--color) i=$((i+1)) ;;
      run:--max-processes) i=$((i+1)) ;;
      run:--max-threads) i=$((i+1)) ;;
      run:--grace) i=$((i+1)) ;;
      run:-*) ;;
      completion:-*) ;;
      doctor:-*) ;;
      schema:-*) ;;
      rebeam:shell) command=shell ;;
      rebeam:run) command=run ;;
      rebeam:completion) command=completion ;;
      rebeam:doctor) command=doctor ;;
      rebeam:schema) command=schema ;;
      *) command=program ;;
    esac
  done
  case $command:$prev in
    rebeam:-e) :; return 0 ;;
    rebeam:--eval) :; return 0 ;;
    rebeam:-m) :; return 0 ;;
    rebeam:--module) :; return 0 ;;
    rebeam:-p) _rebeam_reply -d; return 0 ;;
    rebeam:--path) _rebeam_reply -d; return 0 ;;
    rebeam:--venv) _rebeam_reply -d; return 0 ;;
    rebeam:--color) _rebeam_words 'auto always never'; return 0 ;;
    rebeam:--max-processes) :; return 0 ;;
    rebeam:--max-threads) :; return 0 ;;
    rebeam:--grace) :; return 0 ;;
    shell:-p) _rebeam_reply -d; return 0 ;;
    shell:--path) _rebeam_reply -d; return 0 ;;
    shell:--venv) _rebeam_reply -d; return 0 ;;
    shell:--color) _rebeam_words 'auto always never'; return 0 ;;
    shell:--max-processes) :; return 0 ;;
    shell:--max-threads) :; return 0 ;;
    shell:--grace) :; return 0 ;;
    run:-p) _rebeam_reply -d; return 0 ;;
    run:--path) _rebeam_reply -d; return 0 ;;
    run:--venv) _rebeam_reply -d; return 0 ;;
    run:--color) _rebeam_words 'auto always never'; return 0 ;;
    run:--max-processes) :; return 0 ;;
    run:--max-threads) :; return 0 ;;
    run:--grace) :; return 0 ;;
  esac
  case $command in
    rebeam)
      case $cur in
        -*) _rebeam_words '-e --eval -m --module -i --interactive -q --quiet -p --path --venv --color --debug --max-processes --max-threads --grace -V --version -h --help' ;;
        *) _rebeam_words 'shell run completion doctor schema' -f ;;
      esac
      ;;
    shell)
      case $cur in
        -*) _rebeam_words '-i --interactive -q --quiet -p --path --venv --color --debug --max-processes --max-threads --grace -h --help' ;;
        *) : ;;
      esac
      ;;
    run)
      case $cur in
        -*) _rebeam_words '-i --interactive -q --quiet -p --path --venv --color --debug --max-processes --max-threads --grace -h --help' ;;
        *) _rebeam_reply -f ;;
      esac
      ;;
    completion)
      case $cur in
        -*) _rebeam_words '-h --help' ;;
        *) _rebeam_words 'bash zsh fish' ;;
      esac
      ;;
    doctor)
      case $cur in
        -*) _rebeam_words '-h --help' ;;
        *) : ;;
      esac
      ;;
    schema)
      case $cur in
        -*) _rebeam_words '-h --help' ;;
        *) : ;;
      esac
      ;;
    program) _rebeam_reply -f ;;
  esac
  return 0
}

complete -o filenames -F _rebeam rebeam
