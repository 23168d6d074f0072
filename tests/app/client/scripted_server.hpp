// A server that does what a good one never does: it takes each connection's request, and then gives the bytes that it
// was told to, or none, and closes.
#pragma once

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace doorbuster::app {

class ScriptedServer {
 public:
  // One connection for each of `answers`, in their order; an empty one is no answer.
  explicit ScriptedServer(std::vector<std::string> answers);
  ~ScriptedServer();  // waits until all have come
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // All requests, as bytes, once as many have come as there are answers.
  [[nodiscard]] std::vector<std::string> requests();

  // A whole answer with a JSON body; `fields` end with their line ends.
  [[nodiscard]] static std::string answer(const std::string& status, const std::string& body,
                                          const std::string& fields = "");

 private:
  void serve(const std::vector<std::string>& answers);

  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace doorbuster::app
