// Files replaced whole, and a lock beside them.
#include "app/webhooks/state_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "app/files/private_file.hpp"

namespace doorbuster::app {
namespace {

constexpr mode_t owner_only = 0700;
constexpr std::string_view where_it_stands = "here";

Fault unusable(std::string_view what, const std::string& path) {
  return {.code = ExitCode::data_unusable, .sentence = fmt::format("{} {}: {}.", path, what, std::strerror(errno))};
}

std::optional<std::string> text_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

StateFolder::~StateFolder() {
  if (lock_ >= 0) ::close(lock_);
}

Outcome<void> StateFolder::take() {
  if (::mkdir(path_.c_str(), owner_only) != 0 && errno != EEXIST) return unusable("can't be made", path_);
  const std::string lock = path_ + "/lock";
  lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) return unusable("can't be made", lock);
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return {};
  if (errno != EWOULDBLOCK) return unusable("can't be locked", lock);
  return Fault{ExitCode::data_unusable,
               fmt::format("Another process delivers from {}. End that one, or name another directory with --state.",
                           path_)};
}

Outcome<std::optional<EndpointState>> StateFolder::load(const std::string& endpoint) const {
  const std::string path = state_path(endpoint);
  const auto text = text_in(path);
  if (!text && errno == ENOENT) return std::optional<EndpointState>{};
  if (!text) return unusable("can't be read", path);
  auto state = parse_endpoint_state(*text);
  if (state) return state;
  return Fault{ExitCode::data_unusable,
               fmt::format("{} is not as this program writes it: where {} stands is not known. Put it back from a "
                           "backup, or remove it and set `after` to the position to go on from.", path, endpoint)};
}

Outcome<void> StateFolder::save(const std::string& endpoint, const EndpointState& state) const {
  if (!replace_durably(state_path(endpoint), to_json(state))) return unusable("can't be written", state_path(endpoint));
  return {};
}

Outcome<void> StateFolder::ask_to_resume(const std::string& endpoint, const ResumeWish& wish) const {
  const std::string text = wish.after ? fmt::to_string(*wish.after) : std::string(where_it_stands);
  if (!replace_durably(wish_path(endpoint), text)) return unusable("can't be written", wish_path(endpoint));
  return {};
}

std::optional<ResumeWish> StateFolder::resume_wish(const std::string& endpoint) const {
  const auto text = text_in(wish_path(endpoint));
  if (!text) return std::nullopt;
  if (*text == where_it_stands) return ResumeWish{};
  std::uint64_t after = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), after);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return ResumeWish{after};
}

Outcome<void> StateFolder::forget_resume_wish(const std::string& endpoint) const {
  if (!remove_durably(wish_path(endpoint))) return unusable("can't be removed", wish_path(endpoint));
  return {};
}

}  // namespace doorbuster::app
