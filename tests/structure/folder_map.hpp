// The map: which folder may see which, and which library belongs where. ARCHITECTURE.md says why.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace doorbuster::structure {

// What of another folder may be included: its umbrella header, or, for who measures parts by themselves, whatever is in
// there.
enum class Sight : std::uint8_t { umbrella, inside };

// A folder of the product, and those which it may include, as far as its sight goes, and whose library it may link. Its
// rooms are the folders in it, where they have an order: each may include itself, those before it, and what stands
// outside of all rooms, but for the umbrella header.
// tests/ stands outside: it may see everything, internals too, and nothing may see it.
struct Folder {
  std::string_view name;
  std::vector<std::string_view> sees;
  std::vector<std::string_view> rooms = {};
  Sight sight = Sight::umbrella;
};

[[nodiscard]] inline const std::vector<Folder>& folders() {
  static const std::vector<Folder> map{
      {"inventory", {}},
      {"core", {"inventory"}, {"files", "journal", "snapshot", "store", "engine"}},
      {"net",
       {"core", "inventory"},
       {"json", "http", "trace", "metrics", "access", "request_log", "limits", "pages", "api", "feed", "live", "tls",
        "transport", "server"}},
      {"loadtest", {}, {"figures", "promotion", "http", "contract", "drive", "audit", "report", "rehearsal"}},
      {"app",
       {"net", "core", "inventory", "loadtest"},
       {"process", "files", "manual", "settings", "keys", "journal", "serve", "load", "client", "operate", "sink",
        "webhooks"}},
      {"bench", {"net", "core", "inventory"}, {}, Sight::inside},
  };
  return map;
}

// A library, told by how its includes begin and by the names of its CMake targets, and the files that may use it:
// those whose path begins with one of `places`.
struct Library {
  std::string_view name;
  std::vector<std::string_view> includes;
  std::vector<std::string_view> targets;
  std::vector<std::string_view> places;
};

[[nodiscard]] inline const std::vector<Library>& libraries() {
  static const std::vector<Library> map{
      {"liburing",
       {"liburing"},
       {"PkgConfig::liburing"},
       {"core/files/posix_files", "core/files/uring", "core/CMakeLists.txt"}},
      {"Boost.Asio", {"boost/asio"}, {}, {"net/"}},
      {"Boost.Beast", {"boost/beast"}, {}, {"net/"}},
      {"Boost.JSON", {"boost/json"}, {"Boost::json"}, {"net/", "loadtest/", "app/"}},
      {"Boost", {"boost/"}, {"Boost::headers"}, {"inventory/", "core/", "net/", "loadtest/", "app/"}},
      {"OpenSSL",
       {"openssl/"},
       {"OpenSSL::Crypto", "OpenSSL::SSL"},
       {"net/access/", "net/tls/", "net/CMakeLists.txt", "app/webhooks/signature", "app/CMakeLists.txt"}},
      {"simdjson", {"simdjson"}, {"simdjson::simdjson"}, {"net/", "bench/CMakeLists.txt"}},
      {"prometheus-cpp",
       {"prometheus/"},
       {"prometheus-cpp::core", "prometheus-cpp::pull"},
       {"net/", "app/webhooks/webhook_families", "app/webhooks/metrics_listener", "app/CMakeLists.txt",
        "tests/app/webhooks/webhook_families_test"}},
      {"moodycamel", {"concurrentqueue/"}, {}, {"core/"}},
      {"xxHash", {"xxhash"}, {}, {"inventory/", "core/", "net/limits/keyed_hash"}},
      {"zstd", {"zstd"}, {"PkgConfig::libzstd"}, {"core/snapshot/snapshot_frames", "core/CMakeLists.txt"}},
      {"liblzma", {"lzma"}, {"LibLZMA::LibLZMA"}, {"loadtest/"}},
      {"libcurl", {"curl/"}, {"CURL::libcurl"}, {"app/client/", "app/webhooks/", "app/CMakeLists.txt"}},
      {"libpqxx", {"pqxx/"}, {"PkgConfig::libpqxx"}, {"app/sink/read_model", "app/CMakeLists.txt"}},
      {"toml++", {"toml++/"}, {"tomlplusplus::tomlplusplus"}, {"app/"}},
      {"CLI11", {"CLI/"}, {"CLI11::CLI11"}, {"app/"}},
      {"spdlog", {"spdlog/"}, {"spdlog::spdlog"}, {"net/", "app/"}},
      {"fmt", {"fmt/"}, {"fmt::fmt"}, {"core/", "net/", "loadtest/", "app/", "bench/"}},
      {"threads", {}, {"Threads::Threads"}, {"core/", "net/", "loadtest/", "app/", "bench/"}},
      {"Google Benchmark", {"benchmark/"}, {"benchmark::benchmark", "benchmark::benchmark_main"}, {"bench/"}},
  };
  return map;
}

// Clocks, threads and I/O of the standard library and the system: not for the pure folder.
inline constexpr std::array impure_headers = {
    std::string_view{"chrono"},       std::string_view{"condition_variable"},
    std::string_view{"cstdio"},       std::string_view{"ctime"},
    std::string_view{"fcntl.h"},      std::string_view{"filesystem"},
    std::string_view{"fstream"},      std::string_view{"future"},
    std::string_view{"iostream"},     std::string_view{"mutex"},
    std::string_view{"poll.h"},       std::string_view{"pthread.h"},
    std::string_view{"random"},       std::string_view{"semaphore"},
    std::string_view{"shared_mutex"}, std::string_view{"stdio.h"},
    std::string_view{"stop_token"},   std::string_view{"sys/socket.h"},
    std::string_view{"sys/stat.h"},   std::string_view{"thread"},
    std::string_view{"time.h"},       std::string_view{"unistd.h"},
};
inline constexpr std::string_view pure_folder = "inventory";

}  // namespace doorbuster::structure
