// Before what strangers bring about (one more connection, the end of one, a large request's turn) an I/O thread lets
// others have its processor: the engine, and what the kernel does to end a write to the disk, are waited for by
// requests that came before. Where nobody else wants it, that is a system call of some hundred nanoseconds.
#pragma once

#include <thread>

namespace doorbuster::net {

inline void give_way() { std::this_thread::yield(); }

}  // namespace doorbuster::net
