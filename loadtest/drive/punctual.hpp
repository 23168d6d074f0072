// Asks the system to let a thread run when it is due. Knows nothing of what the thread does.
#pragma once

namespace doorbuster::loadtest {

// For the calling thread, and for ever. Where the system refuses or is too old for a part of it, the load can be played
// all the same, and says how late it was.
// Source: prctl(2), PR_SET_TIMERSLACK; sched_setattr(2), whose `sched_runtime` is a normal thread's slice since
// Linux 6.12.
void be_punctual();

}  // namespace doorbuster::loadtest
