// What each of the wrong file layers does differently.
#include "tests/simulation/planted_files.hpp"

#include <algorithm>
#include <cstring>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/journal_format.hpp"

namespace doorbuster::simulation {

using core::Result;

namespace {

class FileDecorator : public core::File {
 public:
  explicit FileDecorator(std::unique_ptr<core::File> right) : right_(std::move(right)) {}

  [[nodiscard]] std::uint64_t size() const override { return right_->size(); }
  [[nodiscard]] Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) override {
    return right_->read(into, offset);
  }
  [[nodiscard]] Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    return right_->write(bytes, offset);
  }
  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    right_->start_write(bytes, offset);
  }
  [[nodiscard]] std::optional<Result<void>> poll_write() override { return right_->poll_write(); }
  [[nodiscard]] Result<void> finish_write() override { return right_->finish_write(); }

 private:
  std::unique_ptr<core::File> right_;
};

}  // namespace

class LostRenames::Files final : public FilesDecorator {
 public:
  Files(core::Files& right, std::vector<Renamed>& renamed) : FilesDecorator(right), renamed_(renamed) {}
  [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override {
    auto done = FilesDecorator::rename(from, to);
    if (done) renamed_.push_back({from, to});
    return done;
  }

 private:
  std::vector<Renamed>& renamed_;
};

core::Files& LostRenames::files(core::Files& right) {
  wrong_ = std::make_unique<Files>(right, since_power_);
  return *wrong_;
}

void LostRenames::power_cut(support::MemoryDisk& disk) {
  for (; !since_power_.empty(); since_power_.pop_back()) {
    const Renamed& last = since_power_.back();
    if (disk.has(last.to)) disk.rename(last.to, last.from);
  }
}

// Keeps the bytes back, and says they are written.
class LateWrites::File final : public FileDecorator {
 public:
  using FileDecorator::FileDecorator;
  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    core::AlignedBuffer kept(bytes.size());
    std::memcpy(kept.data(), bytes.data(), bytes.size());
    outcome_ = late_.size() > 0 ? FileDecorator::write(late_.span(), late_offset_) : Result<void>();
    late_ = std::move(kept);
    late_offset_ = offset;
  }
  [[nodiscard]] std::optional<Result<void>> poll_write() override { return outcome_; }
  [[nodiscard]] Result<void> finish_write() override { return outcome_; }

 private:
  core::AlignedBuffer late_{0};  // empty: none is kept back
  std::uint64_t late_offset_ = 0;
  Result<void> outcome_;
};

class LateWrites::Files final : public FilesDecorator {
 public:
  using FilesDecorator::FilesDecorator;
  [[nodiscard]] Opened open(const std::string& name) override {
    auto file = FilesDecorator::open(name);
    if (!file) return file;
    return std::unique_ptr<core::File>(std::make_unique<File>(std::move(*file)));
  }
};

core::Files& LateWrites::files(core::Files& right) {
  wrong_ = std::make_unique<Files>(right);
  return *wrong_;
}

class ForgottenTail::File final : public FileDecorator {
 public:
  File(std::unique_ptr<core::File> right, ForgottenTail& plant, std::string name)
      : FileDecorator(std::move(right)), plant_(plant), name_(std::move(name)) {}

  [[nodiscard]] Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) override {
    auto got = FileDecorator::read(into, offset);
    if (!got || plant_.hidden_.name != name_ || plant_.hidden_.offset >= offset + *got) return got;
    const std::uint64_t seen = std::max(plant_.hidden_.offset, offset) - offset;
    std::memset(into.data() + seen, 0, *got - seen);
    return got;
  }
  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    core::BatchHeader batch;
    if (core::read_batch_header(bytes, batch) && batch.events > 0) plant_.last_ = {name_, offset};
    FileDecorator::start_write(bytes, offset);
  }

 private:
  ForgottenTail& plant_;
  std::string name_;
};

class ForgottenTail::Files final : public FilesDecorator {
 public:
  Files(core::Files& right, ForgottenTail& plant) : FilesDecorator(right), plant_(plant) {}
  [[nodiscard]] Opened open(const std::string& name) override { return wrap(FilesDecorator::open(name), name); }
  [[nodiscard]] Opened open_read_only(const std::string& name) override {
    return wrap(FilesDecorator::open_read_only(name), name);
  }

 private:
  [[nodiscard]] Opened wrap(Opened file, const std::string& name) {
    if (!file) return file;
    return std::unique_ptr<core::File>(std::make_unique<File>(std::move(*file), plant_, name));
  }
  ForgottenTail& plant_;
};

core::Files& ForgottenTail::files(core::Files& right) {
  hidden_ = std::exchange(last_, {});
  wrong_ = std::make_unique<Files>(right, *this);
  return *wrong_;
}

}  // namespace doorbuster::simulation
