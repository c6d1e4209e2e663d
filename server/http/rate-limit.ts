import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './address.ts';

/**
 * Clients share so many counters, 32 MB at most, and nobody can foretell which one is whose. A counter for each client
 * would let an attacker with many addresses fill the memory: 500 bytes each until its time is over.
 */
const COUNTERS = 2 ** 16;

export interface RateLimit {
  /** Counts one request. Resolves with 0 when it may pass, else with the whole seconds to wait. */
  take(address: string): Promise<number>;
  /** Takes one request out of the count again. */
  giveBack(address: string): Promise<void>;
}

/**
 * Limits each address, and each /64 of IPv6, to so many requests in so many seconds. It counts for this process only:
 * of two processes that share the visitors, each lets as many through.
 */
export function createRateLimit(requests: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  const seed = randomBytes(16);
  const counterOf = (address: string): number =>
    createHmac('sha256', seed).update(networkOf(address)).digest().readUInt32BE() % COUNTERS;

  return {
    async take(address) {
      try {
        await limiter.consume(counterOf(address));
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    async giveBack(address) {
      await limiter.reward(counterOf(address));
    },
  };
}
