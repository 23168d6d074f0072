// Children that tell their parent through one pipe: messages short enough for the pipe not to mix them.
#include "tests/simulation/side_by_side.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <system_error>
#include <vector>

namespace doorbuster::simulation {
namespace {

constexpr unsigned hung_after_seconds = 60;

struct Message {
  unsigned child = 0;
  bool done = false;  // or begun
  std::size_t index = 0;
  int kind = 0;
  std::size_t text_bytes = 0;
};
constexpr std::size_t text_bytes_max = PIPE_BUF - sizeof(Message);

void tell(int pipe, Message message, std::string_view text) {
  std::array<char, PIPE_BUF> bytes;
  text = text.substr(0, text_bytes_max);
  message.text_bytes = text.size();
  std::memcpy(bytes.data(), &message, sizeof message);
  text.copy(bytes.data() + sizeof message, text.size());  // takes an empty text, too
  if (write(pipe, bytes.data(), sizeof message + text.size()) < 0) _exit(1);
}

[[noreturn]] void be_child(unsigned child, unsigned children, std::size_t count, int pipe,
                           const std::function<Outcome(std::size_t)>& work) {
  for (std::size_t index = child; index < count; index += children) {
    tell(pipe, {.child = child, .done = false, .index = index}, {});
    alarm(hung_after_seconds);
    const Outcome outcome = work(index);
    tell(pipe, {.child = child, .done = true, .index = index, .kind = outcome.kind}, outcome.text);
  }
  _exit(0);
}

// All of it, unless the pipe has ended.
bool read_all(int pipe, void* into, std::size_t bytes) {
  for (std::size_t got = 0; got < bytes;) {
    const ssize_t more = read(pipe, static_cast<char*>(into) + got, bytes - got);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return false;
    got += static_cast<std::size_t>(more);
  }
  return true;
}

std::string why_ended(int status) {
  if (!WIFSIGNALED(status)) return fmt::format("its process ended with status {}", WEXITSTATUS(status));
  if (WTERMSIG(status) == SIGALRM) return fmt::format("it was not done after {} s", hung_after_seconds);
  return fmt::format("its process was ended by signal {}", WTERMSIG(status));
}

}  // namespace

void side_by_side(std::size_t count, unsigned processes, const std::function<Outcome(std::size_t)>& work,
                  const std::function<void(std::size_t, const Outcome&)>& take,
                  const std::function<void(std::size_t, const std::string&)>& lost) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  std::vector<pid_t> children;
  for (unsigned child = 0; child < processes; ++child) {
    const pid_t forked = fork();
    if (forked < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (forked == 0) be_child(child, processes, count, ends[1], work);
    children.push_back(forked);
  }
  close(ends[1]);

  std::vector<Message> last(children.size());
  Message message;
  while (read_all(ends[0], &message, sizeof message)) {
    std::string text(message.text_bytes, '\0');
    if (!read_all(ends[0], text.data(), text.size())) break;
    last[message.child] = message;
    if (message.done) take(message.index, {message.kind, std::move(text)});
  }
  close(ends[0]);
  for (std::size_t child = 0; child < children.size(); ++child) {
    int status = 0;
    waitpid(children[child], &status, 0);
    if (status != 0) lost(last[child].index, why_ended(status));
  }
}

}  // namespace doorbuster::simulation
