// The one header that core/ shows to the folders above: what makes the inventory durable and ordered.
//
//   open_directory -> open_store -> Engine -> EngineThread     from a directory to a running engine
//   Engine::open_port -> Port::submit / take                   an I/O thread's way in and out
//   EventReader                                                what the journal holds, read back
//   decode_record, Replay                                      its records, and a state folded from them
#pragma once

#include "core/engine/clock.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/identity.hpp"
#include "core/engine/port.hpp"
#include "core/engine/submission.hpp"
#include "core/files/descriptor.hpp"
#include "core/files/file.hpp"
#include "core/files/posix_files.hpp"
#include "core/journal/event_reader.hpp"
#include "core/journal/record_codec.hpp"
#include "core/meters.hpp"
#include "core/result.hpp"
#include "core/snapshot/replay.hpp"
#include "core/store/journal_reading.hpp"
#include "core/store/repair.hpp"
#include "core/store/store.hpp"
#include "core/store/verify.hpp"
#include "inventory/inventory.hpp"
