-- What the wrk scripts beside it share: numbers that no other request of any run has, and a result that programs read.
local common = {}

local threads = 0

-- wrk calls setup() for each of its threads: each gets a number.
function common.setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

-- A function that gives ten digits, others each time, in this thread of the run that is called `run`.
function common.numbers(run)
  local next_number = 0
  return function()
    next_number = next_number + 1
    return string.format("%s-%d-%010d", run, thread_number, next_number)
  end
end

function common.done(summary, latency)
  local seconds = summary.duration / 1e6
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("result answers=%d refused=%d lost=%d seconds=%.3f p50_us=%d p99_us=%d\n",
    summary.requests, summary.errors.status, lost, seconds, latency:percentile(50), latency:percentile(99)))
end

return common
