// Events of the feed as lines for people.
#pragma once

#include <boost/json/object.hpp>
#include <string>

namespace doorbuster::app {

// "07:12:50.229      4  order_held       order=ord_… sale=flash buyer=u1 items=lamp×1 total=19.90 EUR". Whatever an
// event has is shown, so that types which come later are, too.
[[nodiscard]] std::string event_text(const boost::json::object& event);

}  // namespace doorbuster::app
