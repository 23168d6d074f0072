// The calls of core::Files and core::File on a MemoryDisk.
#include "tests/support/memory_files.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::support {

using core::Failure;
using core::FailureKind;
using core::Result;

class MemoryFile final : public core::File {
 public:
  MemoryFile(MemoryFiles& files, std::string name) : files_(files), name_(std::move(name)) {}
  ~MemoryFile() override {
    if (files_.started_ && files_.started_->name == name_) (void)files_.finish();
  }

  std::uint64_t size() const override { return files_.disk_.size(name_); }

  Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) override {
    if (auto called = files_.call_on("read", name_); !called) return called.error();
    const std::uint64_t left = offset < size() ? size() - offset : 0;
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()));
    files_.disk_.read(name_, offset, into.first(part));
    return part;
  }

  Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    assert(bytes.size() % core::block_bytes == 0 && offset % core::block_bytes == 0);
    if (auto called = files_.call_on("write", name_); !called) return called;
    files_.put(name_, offset, bytes);
    return {};
  }

  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override {
    assert(bytes.size() % core::block_bytes == 0 && offset % core::block_bytes == 0);
    assert(!files_.started_ && "one write at a time");
    files_.started_ = {name_, offset, bytes, {bytes.begin(), bytes.end()}, files_.call_on("write", name_)};
  }

  std::optional<Result<void>> poll_write() override {
    if (files_.held_) return std::nullopt;
    return files_.finish();
  }
  Result<void> finish_write() override { return files_.finish(); }

 private:
  MemoryFiles& files_;
  std::string name_;
};

class MemoryNewFile final : public core::NewFile {
 public:
  MemoryNewFile(MemoryFiles& files, std::string name) : files_(files), name_(std::move(name)) {}

  Result<void> append(std::span<const std::byte> bytes) override {
    if (auto called = files_.call_on("append", name_); !called) return called;
    const std::uint64_t offset = files_.disk_.size(name_);
    files_.disk_.resize(name_, offset + bytes.size());
    files_.put(name_, offset, bytes);
    return {};
  }
  Result<void> finish() override { return files_.call_on("sync", name_); }

 private:
  MemoryFiles& files_;
  std::string name_;
};

class MemoryNote final : public core::Note {
 public:
  MemoryNote(MemoryFiles& files, std::string name) : files_(files), name_(std::move(name)) {}

  std::optional<std::uint64_t> value() const override { return files_.disk_.note(name_); }
  Result<void> set(std::uint64_t value) override {
    if (auto called = files_.call("note", name_); !called) return called;
    files_.disk_.set_note(name_, value);
    return {};
  }

 private:
  MemoryFiles& files_;
  std::string name_;
};

void MemoryFiles::crash(const std::function<bool(std::size_t block)>& kept) {
  if (started_ && started_->outcome) {
    const std::size_t blocks = started_->bytes.size() / core::block_bytes;
    for (std::size_t i = 0; i < blocks; ++i) {
      const auto block = started_->bytes.subspan(i * core::block_bytes, core::block_bytes);
      if (kept(i)) put(started_->name, started_->offset + i * core::block_bytes, block);
    }
  }
  if (started_) started_->outcome = Failure{FailureKind::io, "The plug was pulled."};
  crashed_ = true;
}

Result<std::vector<std::string>> MemoryFiles::list() {
  if (auto called = call("list", "files"); !called) return called.error();
  return disk_.names();
}

Result<std::unique_ptr<core::File>> MemoryFiles::open(const std::string& name) {
  if (auto called = call_on("open", name); !called) return called.error();
  return std::unique_ptr<core::File>(std::make_unique<MemoryFile>(*this, name));
}

Result<std::unique_ptr<core::File>> MemoryFiles::open_read_only(const std::string& name) { return open(name); }

Result<void> MemoryFiles::create_zeroed(const std::string& name, std::uint64_t bytes) {
  if (auto called = call("create", name); !called) return called;
  if (disk_.has(name)) return Failure{FailureKind::io, name + " exists."};
  disk_.create(name, bytes);
  return {};
}

Result<std::unique_ptr<core::NewFile>> MemoryFiles::create(const std::string& name) {
  if (auto called = call("create", name); !called) return called.error();
  disk_.create(name, 0);
  return std::unique_ptr<core::NewFile>(std::make_unique<MemoryNewFile>(*this, name));
}

Result<std::unique_ptr<core::Note>> MemoryFiles::open_note(const std::string& name) {
  if (auto called = call("open", name); !called) return called.error();
  return std::unique_ptr<core::Note>(std::make_unique<MemoryNote>(*this, name));
}

Result<void> MemoryFiles::rename(const std::string& from, const std::string& to) {
  if (auto called = call_on("rename", from); !called) return called;
  disk_.rename(from, to);
  return {};
}

Result<void> MemoryFiles::remove(const std::string& name) {
  if (auto called = call_on("remove", name); !called) return called;
  disk_.remove(name);
  return {};
}

std::unique_ptr<core::Background> MemoryFiles::begin(std::function<Result<void>()> work) {
  class Done final : public core::Background {
   public:
    explicit Done(Result<void> outcome) : outcome_(std::move(outcome)) {}
    bool done() const override { return true; }
    Result<void> wait() override { return outcome_; }

   private:
    Result<void> outcome_;
  };
  return std::make_unique<Done>(work());
}

Result<void> MemoryFiles::call(const std::string& kind, const std::string& name) {
  if (crashed_) return Failure{FailureKind::io, "Can't " + kind + " " + name + ": the plug was pulled."};
  const bool told_to_fail = ++calls_ == failing_call_ || kind == failing_kind_;
  if (kind == failing_kind_) failing_kind_.clear();
  if (told_to_fail) return Failure{FailureKind::io, "Can't " + kind + " " + name + ": told to fail."};
  return {};
}

Result<void> MemoryFiles::call_on(const std::string& kind, const std::string& name) {
  if (auto called = call(kind, name); !called) return called;
  if (!disk_.has(name)) return Failure{FailureKind::io, "There is no " + name + "."};
  return {};
}

void MemoryFiles::put(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  disk_.write(name, offset, bytes);
  writes_.push_back({name, offset, bytes.size()});
}

Result<void> MemoryFiles::finish() {
  assert(started_ && std::ranges::equal(started_->bytes, started_->as_started));
  const Started done = std::move(*started_);
  started_.reset();
  if (done.outcome) put(done.name, done.offset, done.bytes);
  return done.outcome;
}

}  // namespace doorbuster::support
