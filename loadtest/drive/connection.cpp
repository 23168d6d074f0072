// One write for all that goes out, one read for all that has come.
#include "loadtest/drive/connection.hpp"

namespace doorbuster::loadtest {

using boost::system::error_code;

Connection::Connection(const Endpoint& endpoint, Poller& poller, void* owner, unsigned depth, const FlightLog& log)
    : endpoint_(endpoint), poller_(poller), owner_(owner), log_(log), flights_(depth) {}

void Connection::open() {
  if (socket_.is_open()) return;
  auto opened = Socket::connecting_to(endpoint_);
  if (!opened) return fail(opened.error());
  socket_ = std::move(*opened);
  parser_ = {};
  input_.clear();
  waits_for_writing_ = true;
  poller_.add(socket_.handle(), owner_, waits_for_writing_);
}

std::string& Connection::add(const Task& task) {
  flights_.push_back({.task = task, .sent = {}});
  ++unsent_;
  return output_;
}

void Connection::send() {
  const Clock::time_point now = Clock::now();
  for (; unsent_ > 0; --unsent_) {
    Flight& flight = flights_[flights_.size() - unsent_];
    flight.sent = now;
    log_.sent(flight.task, now);
  }
  open();
  if (socket_.is_open()) write();
}

void Connection::write() {
  const auto sent = socket_.send(std::string_view(output_).substr(written_));
  if (!sent) return fail(sent.error());
  written_ += *sent;
  const bool is_done = written_ == output_.size();
  if (is_done) {
    output_.clear();
    written_ = 0;
  }
  if (waits_for_writing_ == !is_done) return;
  waits_for_writing_ = !is_done;
  poller_.change(socket_.handle(), owner_, waits_for_writing_);
}

void Connection::read() {
  const auto got = socket_.receive(input_.room());
  if (!got) return fail(got.error());
  input_.filled(*got);
  take_answers(Clock::now());
}

void Connection::take_answers(Clock::time_point now) {
  while (!input_.bytes().empty()) {
    const ParseState state = parser_.parse(input_.bytes());
    if (state == ParseState::incomplete) return;
    // An answer that nobody asked for leaves no way to tell which request the next one is for.
    const bool is_expected = flights_.size() > unsent_;
    if (state == ParseState::malformed || !is_expected) return fail(make_error_code(boost::system::errc::bad_message));
    const Flight flight = flights_.front();
    flights_.pop_front();
    log_.ended(flight, parser_.reply(), now);
    input_.consume(parser_.consumed());
    if (!parser_.reply().keeps_open) return fail(make_error_code(boost::system::errc::connection_reset));
  }
}

void Connection::handle(std::uint32_t events) {
  if (socket_.is_open() && (events & EPOLLOUT) != 0) write();
  if (socket_.is_open() && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read();
}

void Connection::give_up_before(Clock::time_point limit) {
  if (!flights_.empty() && flights_.front().sent < limit) fail(make_error_code(boost::system::errc::timed_out));
}

void Connection::fail(error_code error) {
  socket_.close();
  output_.clear();
  written_ = 0;
  unsent_ = 0;
  const Clock::time_point now = Clock::now();
  for (std::size_t left = flights_.size(); left > 0; --left) {
    const Flight flight = flights_.front();
    flights_.pop_front();
    log_.ended(flight, error, now);
  }
}

}  // namespace doorbuster::loadtest
