# doorbuster_embed(TARGET FILES...) makes each file a std::string_view in doorbuster::FOLDER::embedded, FOLDER being
# the calling one, and named after the file: pages/docs.html of net/ is net::embedded::docs_html. FOLDER/embedded.hpp
# declares them. What ends in .gz is taken as bytes, all else as text. Built anew when the file changes. As a script
# (-DIN= -DOUT= -DFOLDER= -DNAME=) it writes one such source.
if(CMAKE_SCRIPT_MODE_FILE)
  if(IN MATCHES "\\.gz$")
    file(SIZE "${IN}" size)
    file(READ "${IN}" content HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" content "${content}")
    set(value "{\"${content}\", ${size}}")
  else()
    file(READ "${IN}" content)
    set(value "= R\"doorbuster(${content})doorbuster\"")
  endif()
  file(WRITE "${OUT}"
"#include \"${FOLDER}/embedded.hpp\"\n
namespace doorbuster::${FOLDER}::embedded {
const std::string_view ${NAME} ${value};
}\n")
  return()
endif()

set(DOORBUSTER_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(doorbuster_embed target)
  get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
  foreach(file ${ARGN})
    get_filename_component(base "${file}" NAME)
    string(REPLACE "." "_" name "${base}")
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp")
    add_custom_command(
      OUTPUT "${source}"
      COMMAND "${CMAKE_COMMAND}" "-DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file}" "-DOUT=${source}"
              "-DFOLDER=${folder}" "-DNAME=${name}"
              -P "${DOORBUSTER_EMBED_SCRIPT}"
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${DOORBUSTER_EMBED_SCRIPT}"
      VERBATIM)
    target_sources(${target} PRIVATE "${source}")
  endforeach()
endfunction()
