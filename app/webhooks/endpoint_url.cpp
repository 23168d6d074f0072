// libcurl's own parser, so that what was looked at is what is asked.
#include "app/webhooks/endpoint_url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace doorbuster::app {
namespace {

struct CleanUp {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

}  // namespace

std::optional<std::string> fault_of_endpoint_url(const std::string& url, bool http_too) {
  if (url.size() > endpoint_url_bytes_max) return "`url` is longer than 2,048 bytes.";
  const bool visible = std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; });
  const std::unique_ptr<CURLU, CleanUp> parsed(curl_url());
  if (parsed == nullptr) throw std::runtime_error("libcurl can't be set up");
  if (!visible || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return "`url` is no URL: https://shop.example/webhooks, in ASCII, what else there is percent-encoded.";
  }
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  if (scheme == "http" && !http_too) {
    return "`url` must begin with https://; http goes to private addresses alone, with allow_private = true.";
  }
  if (scheme != "https" && scheme != "http") return "`url` must begin with https://.";
  if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty()) {
    return "`url` must have no user and no password in it: who gets a webhook knows it by its signature.";
  }
  if (!part_of(parsed.get(), CURLUPART_FRAGMENT).empty()) return "`url` must have no \"#\": that is never sent.";
  return std::nullopt;
}

}  // namespace doorbuster::app
