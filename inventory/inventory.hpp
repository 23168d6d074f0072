// The one header that inventory/ shows to the folders above: what is true, and the rules by which it changes.
//
//   decide(state, command, now) -> Decision    what follows: events, or a rejection
//   apply(state, event)                        the only way in which state changes
//   answer(state, query, now)                  what is
//   fingerprint(state)                         a hash of all of it, the same for equal states however they came to be
//   broken_invariants(state)                   what would be wrong with it: empty, always
//   sold_out_item(state, command, now)         whether nobody can win it any more
//   write_image(state, put), read_image(...)   all of it as bytes, and back
//
// Pure: no clock, no files, no threads, no JSON. Every function is for one thread at a time for each State; only
// may_be_known() and buyer_is_forgotten() may be asked while another thread applies.
#pragma once

#include "inventory/answer.hpp"
#include "inventory/command.hpp"
#include "inventory/decide.hpp"
#include "inventory/event.hpp"
#include "inventory/fingerprint.hpp"
#include "inventory/forgotten.hpp"
#include "inventory/image.hpp"
#include "inventory/invariants.hpp"
#include "inventory/prefetch.hpp"
#include "inventory/sold_out.hpp"
#include "inventory/state.hpp"
