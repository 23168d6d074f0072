// Texts that the fuzz targets begin with, good ones and such as are nearly good. To extend them, add a row.
#pragma once

#include <array>
#include <string_view>

namespace doorbuster::fuzz {

inline constexpr auto good_requests = std::to_array<std::string_view>({
    "GET /v1/orders?sale=double-11&status=held&limit=10 HTTP/1.1\r\nHost: shop:8080\r\nAccept: */*\r\n\r\n",
    "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json; charset=utf-8\r\n"
    "Idempotency-Key: \"a\\\"b\"\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.0\r\n\r\n",
    "POST /v1/orders/batch HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: Chunked\r\nExpect: 100-continue\r\n\r\n"
    "2;a=\"b\"\r\n{}\r\n0;x\r\nIdempotency-Key: k\r\n\r\nOPTIONS * HTTP/1.1\r\nHost:\r\nConnection: x, Close\r\n\r\n",
    "\r\nHEAD http://a:80/v1/skus/l%61mp HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer k\r\nLast-Event-ID: 7\r\n\r\n",
    "GET https://a?x=1 HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n",
});

// The first character says whose body it is: see fuzz_bodies.cpp.
inline constexpr auto bodies = std::to_array<std::string_view>({
    R"(O{"sale":"double-11","buyer":"u42","items":[{"sku":"lamp","qty":1}]})",
    R"(O{"sale":"double-11","b\u0075yer":"u42","items":[{"qty":1000000,"sku":"a:b"},{"sku":"c","qty":2}]})",
    R"(A{"delta":-1000,"reason":"delivery \ud83d\ude00 7"})",
    R"(A{"delta":1000000000000000001,"reason":""})",
    R"(P{"payment":"pay_123","amount":19900})",
    R"(P{"payment":"pay_123","amount":1e3})",
    R"(P{"payment":"pay_123","amount":18446744073709551616})",
    R"(K{"name":"Goodnight lamp"})",
    R"(K{"name":"\ud800"})",
    R"(C{})",
    R"(B{"orders":[{"key":"k","sale":"s","buyer":"b","items":[{"sku":"lamp","qty":1}]},{},7]})",
    R"(S{"sale":"double-11","name":"Double 11","currency":"CNY","starts_at":"2026-11-11T00:00:00.000Z",)"
    R"("ends_at":"2026-11-12T08:00:00.1234+08:00","hold_seconds":900,"late_payment":"refund",)"
    R"("one_order_in_flight":true,)"
    R"("items":[{"sku":"lamp","price":19900,"quota":500,"per_buyer_limit":1},{"sku":"desk","price":0}]})",
    "O[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "K\xef\xbb\xbf{\"name\":\"n\"}",
    "K{\"name\":\"\xed\xa0\x80\"}",
    "K {\t\"name\"\r\n:\"n\"}\n",
    "K{\"name\":\"n\"}x",
    "C[null,true,false,-0,-0.0,0.5,1E+2,\"\\\\\\/\\b\\f\\n\\r\\t\"]",
});

inline constexpr auto configurations = std::to_array<std::string_view>({
    "listen = \"[::1]:0\"\nio_threads = 2\nconnections_max = 1_000\n",
    "data = '''a\nb'''\nlog_level = \"debug\" # quiet\n[table]\nx = [1, 2.5, 1979-05-27]\n",
    "io_threads = 0x10\nio_thread = 1\nlisten = 8080\n",
});

}  // namespace doorbuster::fuzz
