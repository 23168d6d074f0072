# Has the program (-DPROGRAM=) write what a package installs beside it into -DOUT=.
file(MAKE_DIRECTORY "${OUT}")

function(write name)
  execute_process(COMMAND "${PROGRAM}" ${ARGN} OUTPUT_FILE "${OUT}/${name}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(compress from to)
  execute_process(COMMAND gzip -9nc "${from}" OUTPUT_FILE "${to}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

write(doorbuster.1 manual)
compress("${OUT}/doorbuster.1" "${OUT}/doorbuster.1.gz")
write(doorbuster.toml.5 settings --as man)
compress("${OUT}/doorbuster.toml.5" "${OUT}/doorbuster.toml.5.gz")
compress("${CHANGELOG}" "${OUT}/changelog.gz")
write(bash-completion completion bash)
write(_doorbuster completion zsh)

# A service keeps its data where services do.
execute_process(COMMAND "${PROGRAM}" settings --as toml OUTPUT_VARIABLE settings COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "\n#data = [^\n]*" "\ndata = \"/var/lib/doorbuster\"" settings "${settings}")
file(WRITE "${OUT}/doorbuster.toml" "${settings}")
