// The real program as a child process: `doorbuster serve` on a port that it picks itself, killed at the latest when
// the object goes. Knows the program by its command line, its output and its exit code alone.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace doorbuster::support {

// How a process ended: by exit() with a code, or by a signal.
struct Ending {
  std::optional<int> exit_code;
  int signal = 0;
};

// What else a program finds when it starts.
struct Conditions {
  std::vector<std::string> environment;     // "NAME=value", besides what this process has
  std::optional<std::uint64_t> open_files;  // RLIMIT_NOFILE, soft and hard
};

// One run of the program, output and errors in one file.
class Program {
 public:
  // Starts it. From the main thread only: the child is tied to the thread that made it and dies with it.
  Program(const std::vector<std::string>& arguments, std::filesystem::path log, const Conditions& conditions = {});
  ~Program();  // SIGKILL, if it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number);
  // Nothing if it still runs after `patience`.
  [[nodiscard]] std::optional<Ending> wait(std::chrono::milliseconds patience);
  [[nodiscard]] std::string output() const;  // so far
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  std::filesystem::path log_;
  std::optional<Ending> ending_;
};

// Runs the program to its end: for the subcommands that do one thing. Throws if it takes longer than a minute.
struct Finished {
  Ending ending;
  std::string output;
};
[[nodiscard]] Finished run_program(const std::vector<std::string>& arguments);

// What `doorbuster journal verify` says the state's fingerprint is.
[[nodiscard]] std::string fingerprint_of(const std::filesystem::path& data);

// A server on one data directory, which may be stopped and started again.
class ServerProcess {
 public:
  explicit ServerProcess(std::filesystem::path data, std::vector<std::string> flags = {}, Conditions conditions = {});

  // In three steps, for who wants to do something in between; the later ones throw with its output if it doesn't get
  // there.
  void launch();             // returns at once
  void await_listening();    // from then on it has a port, and may be replaying its journal still
  void await_ready();
  void start();              // all three
  void kill();               // SIGKILL, and waits until it is gone; throws if it had ended before
  Ending shut_down();        // SIGTERM, and waits until it has drained
  [[nodiscard]] Ending wait();  // until it ends by itself; throws after a minute
  void send(int signal) { program_->signal(signal); }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return program_->pid(); }
  [[nodiscard]] std::string output() const { return program_->output(); }
  [[nodiscard]] const std::filesystem::path& data() const { return data_; }
  [[nodiscard]] std::vector<std::string> arguments() const;

 private:
  [[nodiscard]] bool listens();
  [[nodiscard]] bool is_ready() const;
  void await(const std::function<bool()>& condition);

  std::filesystem::path data_;
  std::vector<std::string> flags_;
  Conditions conditions_;
  std::optional<Program> program_;
  std::uint16_t port_ = 0;
};

}  // namespace doorbuster::support
