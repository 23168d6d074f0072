// Hostile fields: hosts, lines, names, values, connection options, upgrades, expectations.
#pragma once

#include "tests/system/hostile_requests/hostile_request.hpp"

namespace doorbuster::system_tests::hostile {

inline Requests fields() {
  using namespace std::string_literals;
  const auto hosted = [](const std::string& fields, const std::string& version = "HTTP/1.1") {
    return "GET /livez " + version + "\r\n" + fields + "\r\n";
  };
  const auto expecting = [](const std::string& expectation) {
    return order_framed("Expect: " + expectation + "\r\nContent-Length: 2\r\n", "{}");
  };
  return {
      // host
      {"NoHost", hosted("")},
      {"TwoHosts", hosted("Host: shop\r\nHost: other\r\n")},
      {"TwoHostsApart", hosted("Host: shop\r\nX: a\r\nhost: shop\r\n")},
      {"TwoHostsOnHttp10", hosted("Host: a\r\nHost: a\r\n", "HTTP/1.0")},
      {"BadHostOnHttp10", hosted("Host: a b\r\n", "HTTP/1.0")},
      {"EmptyHost", hosted("Host:\r\n"), 200, "", Then::stays},
      {"HostList", hosted("Host: shop, other\r\n")},
      {"HostWithUserInformation", hosted("Host: admin@shop\r\n")},
      {"HostWithScheme", hosted("Host: http://shop\r\n")},
      {"HostWithPath", hosted("Host: shop/livez\r\n")},
      {"HostWithQuery", hosted("Host: shop?x\r\n")},
      {"HostWithBadPort", hosted("Host: shop:http\r\n")},
      {"HostBeyondAscii", hosted("Host: sh\xc3\xb6p\r\n")},
      {"HostOpenBracket", hosted("Host: [::1\r\n")},
      {"HostNotTheTargets", "GET http://shop/livez HTTP/1.1\r\nHost: other\r\n\r\n", 200, "", Then::stays},
      {"NoHostBesideUri", "GET http://shop/livez HTTP/1.1\r\n\r\n"},
      // lines
      {"FoldBySpace", get_with("X: a\r\n b\r\n")},
      {"FoldByTab", get_with("X: a\r\n\tb\r\n")},
      {"FoldedLength", order_framed("Content-Length:\r\n 2\r\n", "{}")},
      {"FoldAtOnce", "GET /livez HTTP/1.1\r\n " + host + "\r\n"},
      {"BareReturn", get_with("X: a\rb\r\n")},
      {"BareReturnHidesLength", order_framed("X: a\rContent-Length: 2\r\n", "{}")},
      {"BareLineFeed", "GET /livez HTTP/1.1\r\nHost: shop\n\r\n"},
      {"BareLineFeedHidesCoding", order_framed("X: a\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"BareLineFeedsOnly", "GET /livez HTTP/1.1\nHost: shop\n\n"},
      {"BareLineFeedLast", "GET /livez HTTP/1.1\r\nHost: shop\r\n\n"},
      {"ReturnTwice", "GET /livez HTTP/1.1\r\nHost: shop\r\r\n\r\n"},
      {"ReturnForLine", "GET /livez HTTP/1.1\rHost: shop\r\r\n"},
      // names
      {"SpaceBeforeColon", get_with("X : a\r\n")},
      {"TabBeforeColon", get_with("X\t: a\r\n")},
      {"SpaceBeforeLengthsColon", order_framed("Content-Length : 2\r\n", "{}")},
      {"SpaceBeforeCodingsColon", order_framed("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
      {"EmptyName", get_with(": a\r\n")},
      {"NoColon", get_with("X a\r\n")},
      {"NameWithSlash", get_with("X/Y: a\r\n")},
      {"NameWithQuotes", get_with("\"X\": a\r\n")},
      {"NameBeyondAscii", get_with("\xc3\x84: a\r\n")},
      {"NulInName", get_with("X\0Y: a\r\n"s)},
      {"UnderscoreIsNoHyphen", order_framed("Content_Length: 2\r\n", ""), 400, "invalid_json", Then::stays},
      // values
      {"NulInValue", get_with("X: a\0b\r\n"s)},
      {"BellInValue", get_with("X: a\ab\r\n")},
      {"DeleteInValue", get_with("X: a\x7f\r\n")},
      {"BeyondAsciiInValue", get_with("X: \xc3\xa4\r\n"), 200, "", Then::stays},
      {"EmptyValue", get_with("X:\r\n"), 200, "", Then::stays},
      {"TooManyFields", get_with(times(100, "X: a\r\n")), 431, "header_too_large"},
      {"FarTooManyFields", get_with(times(20'000, "X: a\r\n")), 431, "header_too_large"},
      {"AsManyFieldsAsMayBe", get_with(times(99, "X: a\r\n")), 200, "", Then::stays},
      {"TooLongField", get_with("X: " + std::string(9'000, 'x') + "\r\n"), 431, "header_too_large"},
      {"FieldWithoutEnd", "GET /livez HTTP/1.1\r\n" + host + "X: " + std::string(100'000, 'x'), 431,
       "header_too_large"},
      {"TwoContentTypes", write("POST /v1/orders", good_order, json_type + "Content-Type: text/plain\r\n")},
      {"TwoSameContentTypes", write("POST /v1/orders", good_order, json_type + json_type)},
      {"TwoAuthorizations", get_with("Authorization: Bearer a\r\nAuthorization: Bearer a\r\n")},
      // connection options and upgrades
      {"Close", get_with("Connection: close\r\n"), 200, ""},
      {"CloseInAList", get_with("Connection: upgrade, x , CLOSE\r\n"), 200, ""},
      {"KeepAliveThenClose", get_with("Connection: keep-alive\r\nConnection: close\r\n"), 200, ""},
      {"CloseThenKeepAlive", get_with("Connection: close\r\nConnection: keep-alive\r\n"), 200, ""},
      {"AlmostClose", get_with("Connection: closed\r\n"), 200, "", Then::stays},
      {"HopByHopOfHost", get_with("Connection: Host, Content-Length\r\n"), 200, "", Then::stays},
      {"ProxyConnection", get_with("Proxy-Connection: close\r\n"), 200, "", Then::stays},
      {"UpgradeToHttp2", get_with("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n"),
       200, "", Then::stays},
      {"UpgradeToWebSocket",
       get_with("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
       200, "", Then::stays},
      {"UpgradeToTls", "OPTIONS * HTTP/1.1\r\n" + host + "Upgrade: TLS/1.0\r\nConnection: Upgrade\r\n\r\n", 204, "",
       Then::stays},
      // expectations
      taken("ExpectationOfABodyThatIsThere", expecting("100-continue")),
      {"OtherExpectation", expecting("200-ok"), 417, "expectation_failed"},
      {"NoExpectation", expecting(""), 417, "expectation_failed"},
      {"TwoExpectations", expecting("100-continue, 100-continue"), 417, "expectation_failed"},
      {"ExpectationWithParameter", expecting("100-continue;q=1"), 417, "expectation_failed"},
      {"ExpectationOnHttp10", "GET /livez HTTP/1.0\r\nExpect: more\r\n\r\n", 200, ""},
      {"ExpectationWithTooLongABody",
       order_framed("Expect: 100-continue\r\nContent-Length: 65537\r\n", ""), 413, "body_too_large"},
  };
}

}  // namespace doorbuster::system_tests::hostile
