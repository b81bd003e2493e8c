import type { EndpointName } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Timers } from '#shared/ports.ts';
import { TokenBuckets, type Rate } from '../documents/token-buckets.ts';

export type HttpRates = Readonly<Record<'command' | 'read' | 'newGuest' | 'newListener' | 'lookUp' | 'picture' | 'pictureName', Rate>>;

/** How often one caller may do what (RELIABILITY C9). Each answers with the wait in milliseconds, or null: go on. */
export interface HttpLimiter {
  /** Before anything else is known of the caller. */
  arrive(endpoint: EndpointName, address: string): number | null;
  /** For a caller who showed a session. */
  command(account: AccountId): number | null;
  /** For a caller who showed a session, and asks for something that changes nothing. */
  read(account: AccountId): number | null;
  /** Profiles and the directory, for an account, or an address that shows no session. */
  lookUp(who: string): number | null;
  /** Pictures, for an account. */
  picture(account: AccountId): number | null;
  /** So many names in one question; the last one may go into debt. */
  pictureNames(account: AccountId, count: number): number | null;
  /** An address that showed a token which is none, or tried to sign in before its time, pays for it like for a command. */
  penalty(address: string): void;
}

export function createHttpLimiter(timers: Timers, rates: HttpRates): HttpLimiter {
  const buckets = {
    command: new TokenBuckets<string>(),
    read: new TokenBuckets<string>(),
    newGuest: new TokenBuckets<string>(),
    newListener: new TokenBuckets<string>(),
    lookUp: new TokenBuckets<string>(),
    picture: new TokenBuckets<string>(),
    pictureName: new TokenBuckets<string>(),
  };
  const take = (name: keyof typeof buckets, key: string, tokens = 1): number | null => {
    const nowMs = timers.monotonicMs();
    if (!buckets[name].has(key, rates[name], nowMs)) return rates[name].refillMs;
    buckets[name].spend(key, rates[name], nowMs, tokens);
    return null;
  };

  return {
    arrive: (endpoint, address) => {
      switch (endpoint) {
        case 'createGuest':
          return take('newGuest', address);
        case 'createListener':
          return take('newListener', address);
        case 'relayInfo':
        case 'endSession':
          return take('command', address);
        default: {
          const free = buckets.command.has(address, rates.command, timers.monotonicMs());
          return free ? null : rates.command.refillMs;
        }
      }
    },
    command: (account) => take('command', account),
    read: (account) => take('read', account),
    lookUp: (who) => take('lookUp', who),
    picture: (account) => take('picture', account),
    pictureNames: (account, count) => take('pictureName', account, count),
    penalty: (address) => void take('command', address),
  };
}
