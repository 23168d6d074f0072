// Puts the parts together and takes them apart again. The server comes first, so that who knocks while the journal is
// replayed is told so.
#include "app/serve/serve.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "app/console.hpp"
#include "app/journal/recovery_progress.hpp"
#include "app/process/descriptor_limit.hpp"
#include "app/process/reload_signal.hpp"
#include "app/process/service_manager.hpp"
#include "app/process/stop_signals.hpp"
#include "app/report.hpp"
#include "app/serve/access.hpp"
#include "app/serve/certificate.hpp"
#include "app/version.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

// How soon a failure of the engine is noticed.
constexpr auto watch_period = 100ms;
// How long those who wait may take their 503 once the journal has failed or can't be replayed.
constexpr auto failure_patience = 2s;

void log_to_stderr(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("doorbuster"));
  spdlog::set_level(spdlog::level::from_str(level));
}

// A signal in the middle of a replay ends the process there and then: nothing has been changed that a later start
// would need, and nobody has been promised anything.
void stop_if_asked(StopSignals& signals, net::Server& server) {
  const auto signal = signals.wait(0ms);
  if (!signal) return;
  say("stopped", fmt::format("by {} while replaying the journal; nothing was changed", *signal));
  server.stop(failure_patience);
  std::_Exit(static_cast<int>(ExitCode::ok));
}

core::Result<core::Store> recover(core::Files& files, const Settings& settings, StopSignals& signals,
                                  net::Server& server) {
  RecoveryProgressLine line(stderr);
  core::JournalOptions options = settings.journal;
  options.on_snapshot_failure = [](const core::Failure& failure) {
    spdlog::warn("A snapshot could not be made, so the next start takes longer; it will be tried again. {}",
                 failure.message);
  };
  auto store = core::open_store(files, options, settings.capacity, [&](const core::RecoveryProgress& progress) {
    line.show(progress);
    stop_if_asked(signals, server);
  });
  line.finish();
  return store;
}

void say_recovered(const core::Recovered& recovered) {
  if (recovered.created) {
    say("journal", "new");
    return;
  }
  for (const std::string& damage : recovered.damaged_snapshots) {
    complain(damage + " An older one, or the journal, stood in for it; the next snapshot takes its place.");
  }
  say("replayed", recovered_text(recovered));
  if (recovered.torn_batch_dropped) {
    say("", "a last batch that had never been acknowledged was cut short by a crash, and was dropped");
  }
}

net::ServerOptions server_options(const Settings& settings, std::shared_ptr<const net::AccessTable> access) {
  net::ServerOptions options = settings.server;
  options.host = settings.listen.host;
  options.port = settings.listen.port;
  options.data_directory = settings.data;
  options.access = std::move(access);
  return options;
}

// Until a signal comes or the engine fails.
void watch(const core::Engine& engine, StopSignals& signals, ReloadSignal& reload) {
  while (engine.status() == core::EngineStatus::running) {
    reload.poll();
    if (const auto signal = signals.wait(watch_period)) {
      say("draining", fmt::format("after {}: answering what was received", *signal));
      return;
    }
  }
}

void say_repair(const std::string& directory) {
  say("", fmt::format("without a backup: doorbuster journal repair {} shows what can be saved", directory));
}

ExitCode say_ending(const core::Engine& engine) {
  if (engine.status() == core::EngineStatus::failed) {
    complain(fmt::format(
        "stopped, because the journal could not be written: {} Nothing that was acknowledged is lost. See to the disk, "
        "then start again on the same data directory.",
        engine.failure()));
    return ExitCode::journal_write_failed;
  }
  say("stopped", fmt::format("in good order at position {}", engine.stable_position().value));
  return ExitCode::ok;
}

void say_listening(const Settings& settings, const net::AccessTable* access, const net::Server& server) {
  say_access(settings, access);
  say("listening", (settings.server.speaks_tls() ? "https://" : "http://") +
                       to_text({settings.listen.host, server.port()}));
}

void say_cut_off(std::size_t connections, std::chrono::milliseconds patience) {
  if (connections == 0) return;
  complain(fmt::format("{} connections were cut off: they had not taken their last answers after {} s of draining.",
                       connections, std::chrono::duration_cast<std::chrono::seconds>(patience).count()));
}

// Serves until told to stop or the engine fails; then nothing is on its way any more.
void run(core::Engine& engine, core::Files& feed_files, net::Server& server, const Settings& settings,
         StopSignals& signals, ReloadSignal& reload) {
  server.open(engine, feed_files);
  core::EngineThread thread(engine);
  say("ready", "takes orders; SIGTERM or Ctrl-C drains and stops");
  tell_service_manager("READY=1\nSTATUS=takes orders");

  watch(engine, signals, reload);
  tell_service_manager("STOPPING=1\nSTATUS=answers what was received, and stops");
  const bool failed = engine.status() == core::EngineStatus::failed;
  const auto patience = failed ? std::chrono::milliseconds(failure_patience) : settings.drain_patience;
  say_cut_off(server.stop(patience), patience);
  engine.request_stop();
}

}  // namespace

ExitCode serve(const Settings& settings) {
  StopSignals signals;
  ReloadSignal reload(!settings.keys.empty() || settings.server.speaks_tls() || !settings.server.request_log.empty());
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes then fails a write, which is reported, not the process
  log_to_stderr(settings.log_level);
  say("doorbuster", version);
  ServerKeys keys(settings);
  if (const auto read = keys.read(); !read) return report(read.error());
  auto options = server_options(settings, keys.table());
  if (const auto fits = fit_descriptor_limit(options); !fits) return report(fits.error());
  net::Server server(options);
  if (const auto loaded = load_certificate(options, server); !loaded) return report(loaded.error());

  if (const auto opened = server.open_request_log(); !opened) return report(opened.error());

  const auto directory = std::filesystem::absolute(settings.data).lexically_normal();
  const auto files = core::open_directory(directory, settings.write_engine);
  if (!files) return report(files.error());
  say("data", (*files)->describe());
  if (const auto read = keys.read_and_keep_nonces_in(directory); !read) return report(read.error());
  if (keys.table()) server.change_access(keys.table());
  const auto feed_files = core::open_directory_read_only(directory);
  if (!feed_files) return report(feed_files.error());

  if (const auto listens = server.start(); !listens) {
    complain(listens.error().message + " Stop what listens there, or choose another with --listen.");
    return ExitCode::cannot_listen;
  }
  say_listening(settings, keys.table().get(), server);
  if (!settings.keys.empty()) reload.on_signal([&] { reload_access(settings, keys, server); });
  if (options.speaks_tls()) reload.on_signal([&] { reload_certificate(options, server); });

  if (!options.request_log.empty()) reload.on_signal([&] { server.reopen_request_log(); });

  tell_service_manager("STATUS=replays the journal; takes no orders yet");
  auto store = recover(**files, settings, signals, server);
  if (!store) {
    server.stop(failure_patience);
    if (store.error().kind == core::FailureKind::corrupt) say_repair(directory.string());
    return report(store.error());
  }
  say_recovered(store->recovered);

  core::SystemTime time;
  core::Engine engine(std::move(*store), time, settings.engine);
  run(engine, **feed_files, server, settings, signals, reload);
  return say_ending(engine);
}

}  // namespace doorbuster::app
