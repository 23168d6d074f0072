// fork, exec, wait: the program under test as a child process.
#include "tests/support/server_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "tests/support/http_client.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::support {
namespace {

using namespace std::chrono_literals;

constexpr auto poll_interval = 2ms;
constexpr auto patience_max = 60s;  // for starting and for ending; sanitizers on a busy machine are slow

// In the child, between fork and exec: only what a signal handler may call.
[[noreturn]] void become(char* const* arguments, char* const* environment, int log,
                         const std::optional<rlimit>& open_files) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);  // who asks gets no answer
  if (open_files) setrlimit(RLIMIT_NOFILE, &*open_files);
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  execve(arguments[0], arguments, environment);
  _exit(127);
}

// Ours without the settings that are meant for tests, or for some other server; and `more`.
std::vector<char*> environment_of(std::vector<std::string>& more) {
  std::vector<char*> kept;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("DOORBUSTER_")) kept.push_back(*variable);
  }
  for (auto& variable : more) kept.push_back(variable.data());
  kept.push_back(nullptr);
  return kept;
}

std::string text_of(const Ending& ending) {
  if (ending.exit_code) return " with code " + std::to_string(*ending.exit_code);
  return " by signal " + std::to_string(ending.signal);
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, std::filesystem::path log, const Conditions& conditions)
    : log_(std::move(log)) {
  std::string path = DOORBUSTER_PROGRAM;
  std::vector<std::string> owned = arguments;
  std::vector<char*> argv{path.data()};
  for (auto& argument : owned) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::vector<std::string> variables = conditions.environment;
  const std::vector<char*> environment = environment_of(variables);
  std::optional<rlimit> open_files;
  if (conditions.open_files) open_files = rlimit{*conditions.open_files, *conditions.open_files};
  const int file = open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) throw std::runtime_error("the log can't be written: " + log_.string());
  pid_ = fork();
  if (pid_ == 0) become(argv.data(), environment.data(), file, open_files);
  close(file);
  if (pid_ < 0) throw std::runtime_error("no process can be made");
}

Program::~Program() {
  if (ending_) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Program::signal(int number) {
  if (!ending_) ::kill(pid_, number);
}

std::optional<Ending> Program::wait(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!ending_) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      ending_ = WIFEXITED(status) ? Ending{WEXITSTATUS(status), 0} : Ending{std::nullopt, WTERMSIG(status)};
    } else if (std::chrono::steady_clock::now() >= deadline) {
      return std::nullopt;
    } else {
      std::this_thread::sleep_for(poll_interval);
    }
  }
  return ending_;
}

std::string Program::output() const {
  std::ifstream file(log_);
  return {std::istreambuf_iterator<char>(file), {}};
}

Finished run_program(const std::vector<std::string>& arguments) {
  const ScratchDirectory scratch;
  Program program(arguments, scratch.path() / "output");
  const auto ending = program.wait(patience_max);
  if (!ending) throw std::runtime_error("the program does not end: " + program.output());
  return {*ending, program.output()};
}

std::string fingerprint_of(const std::filesystem::path& data) {
  const auto verified = run_program({"journal", "verify", data.string()});
  std::smatch found;
  const std::regex pattern("fingerprint[^0-9a-f]*([0-9a-f]{8,})");
  if (verified.ending.exit_code != 0 || !std::regex_search(verified.output, found, pattern)) {
    throw std::runtime_error("journal verify failed: " + verified.output);
  }
  return found[1];
}

ServerProcess::ServerProcess(std::filesystem::path data, std::vector<std::string> flags, Conditions conditions)
    : data_(std::move(data)), flags_(std::move(flags)), conditions_(std::move(conditions)) {}

std::vector<std::string> ServerProcess::arguments() const {
  std::vector<std::string> all{"serve", "--data", data_.string(), "--listen", "127.0.0.1:0"};
  all.insert(all.end(), flags_.begin(), flags_.end());
  return all;
}

void ServerProcess::start() {
  launch();
  await_listening();
  await_ready();
}

void ServerProcess::launch() { program_.emplace(arguments(), data_.string() + ".log", conditions_); }

void ServerProcess::await_listening() {
  await([this] { return listens(); });
}

void ServerProcess::await_ready() {
  await([this] { return is_ready(); });
}

bool ServerProcess::listens() {
  const std::regex address("http://127\\.0\\.0\\.1:([0-9]+)");
  const std::string said = program_->output();
  std::smatch found;
  if (!std::regex_search(said, found, address)) return false;
  port_ = static_cast<std::uint16_t>(std::stoi(found[1]));
  return true;
}

bool ServerProcess::is_ready() const {
  const auto ready = HttpClient(port_).get("/readyz");
  return ready && ready->status == 200;
}

void ServerProcess::await(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + patience_max;
  while (!condition()) {
    if (const auto ending = program_->wait(poll_interval)) {
      throw std::runtime_error("the server ended" + text_of(*ending) + " instead of getting ready: " + output());
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      throw std::runtime_error("the server does not get ready: " + output());
    }
  }
}

void ServerProcess::kill() {
  program_->signal(SIGKILL);
  const auto ending = wait();
  if (ending.signal == SIGKILL) return;
  throw std::runtime_error("the server had ended by itself," + text_of(ending) + ": " + output());
}

Ending ServerProcess::shut_down() {
  program_->signal(SIGTERM);
  return wait();
}

Ending ServerProcess::wait() {
  const auto ending = program_->wait(patience_max);
  if (!ending) throw std::runtime_error("the server does not end: " + program_->output());
  return *ending;
}

}  // namespace doorbuster::support
