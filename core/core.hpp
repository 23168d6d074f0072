// The one header that core/ shows to the folders above: what makes the inventory durable and ordered.
//
//   open_directory -> open_store -> Engine -> EngineThread     from a directory to a running engine
//   Engine::open_port -> Port::submit / take                   an I/O thread's way in and out
//   EventReader                                                what the journal holds, read back
//   decode_record, Replay                                      its records, and a state folded from them
#pragma once

#include "core/clock.hpp"
#include "core/engine.hpp"
#include "core/event_reader.hpp"
#include "core/file.hpp"
#include "core/identity.hpp"
#include "core/journal_reading.hpp"
#include "core/meters.hpp"
#include "core/port.hpp"
#include "core/posix_files.hpp"
#include "core/record_codec.hpp"
#include "core/repair.hpp"
#include "core/replay.hpp"
#include "core/result.hpp"
#include "core/store.hpp"
#include "core/submission.hpp"
#include "core/verify.hpp"
#include "inventory/inventory.hpp"
