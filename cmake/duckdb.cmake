# Makes the imported target duckdb::duckdb from the library and header that ./run places in the project's cache folder.
# The binaries find the library where it lies, so that the build runs in place.
set(TERTIAL_CACHE "${PROJECT_SOURCE_DIR}/.cache" CACHE PATH "Where ./run keeps fetched libraries")
set(duckdb_folder "${TERTIAL_CACHE}/duckdb")

if(NOT TARGET duckdb::duckdb)
  if(NOT EXISTS "${duckdb_folder}/libduckdb.so" OR NOT EXISTS "${duckdb_folder}/duckdb.h")
    message(FATAL_ERROR "DuckDB 1.4.4 is missing: ${duckdb_folder} must hold libduckdb.so and duckdb.h. "
                        "Run ./run once, which fetches them, or set TERTIAL_CACHE to a folder that has them.")
  endif()
  add_library(duckdb::duckdb SHARED IMPORTED GLOBAL)
  set_target_properties(duckdb::duckdb PROPERTIES
    IMPORTED_LOCATION "${duckdb_folder}/libduckdb.so"
    IMPORTED_SONAME "libduckdb.so"
    INTERFACE_INCLUDE_DIRECTORIES "${duckdb_folder}"
    # RPATH rather than RUNPATH: it also holds for what the library itself loads, and the environment cannot put another in its place.
    INTERFACE_LINK_OPTIONS "LINKER:--disable-new-dtags")
endif()
