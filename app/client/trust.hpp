// Whose certificates a handle of libcurl's takes for good.
#pragma once

#include <curl/curl.h>

#include <string>

namespace doorbuster::app {

// `ca_file`: authorities in PEM, and no others than these; empty: the system's.
inline void trust_only(CURL* handle, const std::string& ca_file) {
  if (ca_file.empty()) return;
  curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // the system's folder of authorities would count besides
}

}  // namespace doorbuster::app
