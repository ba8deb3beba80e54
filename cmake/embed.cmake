# Turns a text file into a C++ header with its bytes as a constexpr string_view and its SHA-256 in hex (for a page's content
# security policy). Two uses:
#   tertial_embed(<target> <file> <name> <namespace>)   from a CMakeLists.txt; #include "embedded/<name>.hpp"
#   cmake -DSOURCE=… -DHEADER=… -DNAME=… -DNAMESPACE=… -P embed.cmake   what the build step itself runs
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${SOURCE}" content)
  file(SHA256 "${SOURCE}" sum)
  if(content MATCHES "\\)embedded\"")
    message(FATAL_ERROR "${SOURCE} holds the mark that ends the raw string")
  endif()
  file(WRITE "${HEADER}" "// Made from a source file at build time; change that file instead.\n#pragma once\n\n#include <string_view>\n\n"
    "namespace ${NAMESPACE} {\n\ninline constexpr std::string_view ${NAME} = R\"embedded(${content})embedded\";\n"
    "inline constexpr std::string_view ${NAME}_sha256 = \"${sum}\";\n\n}  // namespace ${NAMESPACE}\n")
  return()
endif()

set(TERTIAL_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(tertial_embed target source name namespace)
  get_filename_component(source_path "${source}" ABSOLUTE BASE_DIR "${PROJECT_SOURCE_DIR}")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/embedded_headers")
  set(header "${folder}/embedded/${name}.hpp")
  add_custom_command(OUTPUT "${header}"
    COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${source_path}" "-DHEADER=${header}" "-DNAME=${name}" "-DNAMESPACE=${namespace}" -P "${TERTIAL_EMBED_SCRIPT}"
    DEPENDS "${source_path}" "${TERTIAL_EMBED_SCRIPT}" VERBATIM)
  target_sources(${target} PRIVATE "${header}")
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()
