// The calls that are about names, and background work.
#include "tests/support/simulated_files.hpp"

#include <algorithm>

#include "tests/support/simulated_file.hpp"

namespace doorbuster::support {

using core::Failure;
using core::FailureKind;
using core::Result;

class SimulatedFiles::Work final : public core::Background {
 public:
  Work(SimulatedFiles& files, std::function<Result<void>()> work, std::int64_t comes_at_ns)
      : done_at_ns(comes_at_ns), files_(files), work_(std::move(work)) {
    files_.waiting_.push_back(this);
  }
  ~Work() override { run(); }

  [[nodiscard]] bool done() const override { return !work_; }
  [[nodiscard]] Result<void> wait() override {
    run();
    return outcome_;
  }

  void run() {
    if (!work_) return;
    std::erase(files_.waiting_, this);
    const auto work = std::exchange(work_, nullptr);
    if (!files_.device_.crashed()) outcome_ = work();
  }

  const std::int64_t done_at_ns;

 private:
  SimulatedFiles& files_;
  std::function<Result<void>()> work_;  // empty: done
  Result<void> outcome_ = Failure{FailureKind::io, std::string(unplugged) + "."};
};

void SimulatedFiles::attend() {
  const auto come = [this](const Work* work) { return work->done_at_ns <= device_.time().life_ns(); };
  for (;;) {
    const auto found = std::find_if(waiting_.begin(), waiting_.end(), come);
    if (found == waiting_.end()) return;
    (*found)->run();
  }
}

std::unique_ptr<core::Background> SimulatedFiles::begin(std::function<Result<void>()> work) {
  const std::int64_t takes_ns = device_.fate().background_ns();
  auto begun = std::make_unique<Work>(*this, std::move(work), device_.time().life_ns() + takes_ns);
  if (takes_ns == 0) begun->run();
  return begun;
}

Result<std::vector<std::string>> SimulatedFiles::list() {
  if (auto called = device_.look(Call::list, "the files"); !called) return called.error();
  return device_.disk().names();
}

Result<std::unique_ptr<core::File>> SimulatedFiles::open(const std::string& name) {
  if (auto called = look_at(Call::open, name); !called) return called.error();
  return std::unique_ptr<core::File>(std::make_unique<SimulatedFile>(device_, name));
}

Result<std::unique_ptr<core::File>> SimulatedFiles::open_read_only(const std::string& name) { return open(name); }

Result<void> SimulatedFiles::create_zeroed(const std::string& name, std::uint64_t bytes) {
  if (device_.disk().has(name)) return failed(Call::create_zeroed, name, "there is one");
  return device_.call(
      Call::create_zeroed, name, [&] { device_.disk().create(name, bytes); },
      [&] { device_.disk().create(name, device_.below(bytes + 1)); });
}

Result<std::unique_ptr<core::NewFile>> SimulatedFiles::create(const std::string& name) {
  const auto create = [&] { device_.disk().create_unsettled(name); };
  if (auto called = device_.call(Call::create, name, create, create); !called) return called.error();
  return std::unique_ptr<core::NewFile>(std::make_unique<SimulatedNewFile>(device_, name));
}

Result<std::unique_ptr<core::Note>> SimulatedFiles::open_note(const std::string& name) {
  if (auto called = device_.look(Call::open_note, name); !called) return called.error();
  return std::unique_ptr<core::Note>(std::make_unique<SimulatedNote>(device_, name));
}

Result<void> SimulatedFiles::rename(const std::string& from, const std::string& to) {
  if (!device_.disk().has(from)) return failed(Call::rename, from, "there is none");
  const auto rename = [&] { device_.disk().rename(from, to); };
  return device_.call(Call::rename, from, rename, [&] {
    if (device_.below(2) == 0) rename();
  });
}

Result<void> SimulatedFiles::remove(const std::string& name) {
  if (!device_.disk().has(name)) return failed(Call::remove, name, "there is none");
  const auto remove = [&] { device_.disk().remove(name); };
  return device_.call(Call::remove, name, remove, [&] {
    if (device_.below(2) == 0) remove();
  });
}

Result<void> SimulatedFiles::look_at(Call call, const std::string& name) {
  if (auto called = device_.look(call, name); !called) return called;
  if (!device_.disk().has(name)) return failed(call, name, "there is none");
  return {};
}

}  // namespace doorbuster::support
