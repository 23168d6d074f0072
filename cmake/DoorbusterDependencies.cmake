# Every library we stand on, found once; all are Debian 12 packages (scripts/packages.txt).
find_package(Threads REQUIRED)
find_package(Boost 1.81.0 EXACT REQUIRED CONFIG COMPONENTS json)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(LibLZMA REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(liburing REQUIRED IMPORTED_TARGET liburing)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(libpqxx REQUIRED IMPORTED_TARGET libpqxx)

# Header-only parts that bring no CMake package of their own.
find_path(CONCURRENTQUEUE_INCLUDE concurrentqueue/concurrentqueue.h REQUIRED)
find_path(XXHASH_INCLUDE xxhash.h REQUIRED)

# For `doorbuster version`: the libraries that the program itself is made with.
set(DOORBUSTER_LIBRARY_VERSIONS
  "Boost ${Boost_VERSION_STRING}"
  "liburing ${liburing_VERSION}"
  "simdjson ${simdjson_VERSION}"
  "prometheus-cpp"
  "fmt ${fmt_VERSION}"
  "spdlog ${spdlog_VERSION}"
  "toml++ ${tomlplusplus_VERSION}"
  "CLI11 ${CLI11_VERSION}"
  "liblzma ${LIBLZMA_VERSION_STRING}"
  "OpenSSL ${OPENSSL_VERSION}"
  "libcurl ${CURL_VERSION_STRING}"
  "libpqxx ${libpqxx_VERSION}")
