// Hostile JSON: bodies that are none, or none as the contract has it. The connection stays: what a body says is no
// matter of framing.
#pragma once

#include "tests/system/hostile_requests/hostile_request.hpp"

namespace doorbuster::system_tests::hostile {

inline Requests json_bodies() {
  using namespace std::string_literals;
  const auto json = [](std::string name, const std::string& body, std::string code = "invalid_json") {
    return Request{std::move(name), write("POST /v1/orders", body), 400, std::move(code), Then::stays};
  };
  // An order that would be good but for `more`, which stands among its members.
  const auto with = [&](std::string name, const std::string& more, std::string code = "invalid_json") {
    return json(std::move(name), R"({"sale":"sale","buyer":"thief",)" + more + R"("items":[{"sku":"lamp","qty":1}]})",
                std::move(code));
  };
  const auto name = [](std::string row, const std::string& text, std::string code = "invalid_json") {
    return Request{std::move(row), write("PUT /v1/skus/lamp", "{\"name\":\"" + text + "\"}"), 400, std::move(code),
                   Then::stays};
  };
  const auto nested = [](std::size_t depth, const std::string& open, const std::string& close) {
    return times(depth, open) + times(depth, close);
  };
  return {
      // no object
      json("Empty", ""),
      json("WhiteSpace", " \r\n\t "),
      json("Nul", "\0"s),
      json("NulBehind", good_order + "\0"s),
      json("NulBefore", "\0"s + good_order),
      json("Half", good_order.substr(0, good_order.size() / 2)),
      json("Array", "[" + good_order + "]", "invalid_request"),
      json("EmptyArray", "[]", "invalid_request"),
      json("Null", "null", "invalid_request"),
      json("String", "\"text\"", "invalid_request"),
      json("Number", "1", "invalid_request"),
      json("EmptyObject", "{}", "invalid_request"),
      // trailing and leading bytes
      json("SecondObject", good_order + good_order),
      json("SecondObjectOnALine", good_order + "\n" + good_order),
      json("BraceBehind", good_order + "}"),
      json("CommaBehind", good_order + ","),
      json("TextBehind", good_order + "x"),
      json("ByteOrderMark", "\xef\xbb\xbf" + good_order),
      json("Utf16", "{\0}\0"s),
      json("FormFeedBefore", "\f" + good_order),
      json("NoBreakSpaceBehind", good_order + "\xc2\xa0"),
      json("AntiHijackPrefix", ")]}'\n" + good_order),
      // grammar
      json("CommentBehind", good_order + "//"),
      with("CommentBetween", "/* */"),
      json("SingleQuotes", "{'sale':'sale'}"),
      json("NamesWithoutQuotes", "{sale:\"sale\"}"),
      json("CommaAtEnd", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1}],})"),
      json("CommaAtEndOfArray", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1},]})"),
      json("TwoCommas", R"({"sale":"sale",,"buyer":"thief","items":[{"sku":"lamp","qty":1}]})"),
      json("NoColon", R"({"sale" "sale","buyer":"thief","items":[{"sku":"lamp","qty":1}]})"),
      json("NoComma", R"({"sale":"sale" "buyer":"thief","items":[{"sku":"lamp","qty":1}]})"),
      json("BracketsCross", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1]}})"),
      with("NumberAsName", R"(1:2,)"),
      // members that nobody asked for are looked at all the same
      with("UnknownMember", R"("colour":"red",)", "invalid_request"),
      with("UnknownMemberOfNonsense", R"("colour":nonsense,)"),
      with("UnknownMemberWithBadEscape", R"("colour":"\x",)"),
      with("UnknownMemberNotUtf8", "\"colour\":\"\xff\","),
      with("UnknownMemberNan", R"("colour":NaN,)"),
      with("UnknownMemberInfinity", R"("colour":-Infinity,)"),
      with("UnknownMemberOctal", R"("colour":017,)"),
      with("UnknownMemberHex", R"("colour":0x1,)"),
      with("UnknownMemberUpperCase", R"("colour":TRUE,)"),
      with("UnknownMemberHuge", R"("colour":1e999999,)", "invalid_request"),
      with("UnknownMemberOpen", R"("colour":[1,)"),
      with("Prototype", R"("__proto__":{"qty":1},)", "invalid_request"),
      with("EmptyName", R"("":1,)", "invalid_request"),
      with("NameInOtherCase", R"("Sale":"other",)", "invalid_request"),
      with("NameWithNul", R"("sale\u0000":"other",)", "invalid_request"),
      // names that stand there twice
      with("Twice", R"("buyer":"thief",)"),
      with("TwiceByEscape", R"("b\u0075yer":"other",)"),
      with("TwiceByEscapeInUpperCase", R"("\u0062\u0075\u0079\u0065\u0072":"other",)"),
      with("TwiceInAnUnknownMember", R"("colour":{"a":1,"a":2},)"),
      with("TwiceDeepInAnUnknownMember", R"("colour":[[{"a":{"b":1,"\u0062":2}}]],)"),
      json("TwiceInALine", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1,"qty":2}]})"),
      json("TwiceInALineByEscape", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1,"q\u0074y":2}]})"),
      {"TwiceInABatch", write("POST /v1/orders/batch", R"({"orders":[],"orders":[]})"), 400, "invalid_json",
       Then::stays},
      {"TwiceInABatchsEntry",
       write("POST /v1/orders/batch",
             R"({"orders":[{"key":"k","sale":"sale","sale":"x","buyer":"b","items":[{"sku":"lamp","qty":1}]}]})"),
       400, "invalid_json", Then::stays},
      // depth
      json("DeepArrays", nested(30'000, "[", "]")),
      json("DeepObjects", nested(10'000, "{\"a\":", "}").insert(50'000, "1")),
      json("DeepAndOpen", times(60'000, "[")),
      with("DeepUnknownMember", "\"colour\":" + nested(1'000, "[", "]") + ","),
      with("DeepYetTaken", "\"colour\":" + nested(40, "[", "]") + ",", "invalid_request"),
      // text
      name("Overlong", "\xc0\xaf"),
      name("OverlongOfThree", "\xe0\x80\xaf"),
      name("OverlongOfFour", "\xf0\x80\x80\xaf"),
      name("OverlongNul", "\xc0\x80"),
      name("SurrogateInUtf8", "\xed\xa0\x80"),
      name("SurrogatesInUtf8", "\xed\xa0\xbd\xed\xb8\x80"),
      name("BeyondUnicode", "\xf4\x90\x80\x80"),
      name("FiveBytes", "\xf8\x88\x80\x80\x80"),
      name("CutShort", "\xe2\x82"),
      name("CutShortBeforeAscii", "\xe2\x82x"),
      name("ContinuationAlone", "\x80"),
      name("Latin1", "caf\xe9"),
      name("HighSurrogate", R"(\ud83d)"),
      name("LowSurrogate", R"(\ude00)"),
      name("SurrogatesReversed", R"(\ude00\ud83d)"),
      name("HighSurrogateBeforeLetter", R"(\ud83d\u0041)"),
      name("HighSurrogateTwice", R"(\ud83d\ud83d)"),
      name("EscapeCutShort", R"(\u12)"),
      name("EscapeNoHex", R"(\u12g4)"),
      name("EscapeOfX", R"(\x41)"),
      name("EscapeOfQuote", R"(\')"),
      name("EscapeAtEnd", "\\"),
      name("LineFeedInside", "a\nb"),
      name("TabInside", "a\tb"),
      name("NulInside", "a\0b"s),
      name("NulEscaped", R"(a\u0000b)", "invalid_request"),
      name("EscapeCharacterEscaped", R"(\u001b[31m)", "invalid_request"),
      name("LineFeedEscaped", R"(a\nb)", "invalid_request"),
      name("DeleteInside", "a\x7f", "invalid_request"),
  };
}

}  // namespace doorbuster::system_tests::hostile
