// Percentiles of what the server counts by powers of two of a microsecond: counts[i] took at most 2^i us.

/** Counts of what came between two readings; null where the later one is of another process. */
export function countsBetween(before, after) {
  const counts = after.map((count, i) => count - before[i]);
  return counts.some((count) => count < 0) ? null : counts;
}

/**
 * The time, in microseconds, within which `share` of the counted were, taken as spread evenly within a bucket.
 * Null where nothing was counted, or it is in the last bucket, which has no bound.
 */
export function percentileUs(counts, share) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const wanted = all * share;
  let below = 0;
  for (let i = 0; i < counts.length - 1; ++i) {
    if (below + counts[i] >= wanted && counts[i] > 0) {
      const from = i === 0 ? 0 : 2 ** (i - 1);
      return from + (2 ** i - from) * ((wanted - below) / counts[i]);
    }
    below += counts[i];
  }
  return null;
}
