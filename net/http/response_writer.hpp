// Responses as bytes (RFC 9112 sections 4 and 6): appends to a buffer and keeps nothing of it.
#pragma once

#include <string>
#include <string_view>

#include "net/http_message.hpp"

namespace doorbuster::net {

struct ResponseForm {
  bool without_body = false;  // the answer to HEAD: the fields of GET, no body
  bool closes = false;        // the last on its connection
  bool to_read = false;       // to GET or HEAD: no cache may keep it (RFC 9111) unless it says otherwise itself
};

// `date`: the Date field's value.
void append_response(std::string& out, const HttpResponse& response, ResponseForm form, std::string_view date);

// The head of a response without an end known beforehand, the last on its connection: chunked, or, for HTTP/1.0, ended
// by closing.
void append_stream_head(std::string& out, std::string_view content_type, bool chunked, std::string_view date);
void append_chunk(std::string& out, std::string_view data);  // not empty: an empty chunk is the last
void append_last_chunk(std::string& out);

// The interim response that asks for the body (RFC 9110 section 15.2.1).
void append_continue(std::string& out);

}  // namespace doorbuster::net
