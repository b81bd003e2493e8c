import { MARK, RATE, RELAY_LIMITS, WIRE, WORK } from '#shared/limits.ts';

/** Limits that a measuring run may lift, so that what stands behind them is reached; whoever does so prints it. */
const LIFTS: Readonly<Record<string, () => void>> = {
  'message-rate': () => {
    Object.assign(RATE.message, { burst: 1e9 });
    Object.assign(MARK.rate, { burst: 1e9 });
  },
  'work-budget': () => {
    Object.assign(WORK, { burstMs: 1e12 });
  },
  /** Of one account; how many are under way at once stays bounded. */
  'opening-rate': () => {
    Object.assign(RATE.opening, { burst: 1e9 });
  },
  'frame-rate': () => {
    Object.assign(RATE.frame, { burst: 1e9 });
  },
  /** One frame may be larger than any that is thrown; how much may come beside whole messages stays bounded. */
  'frame-size': () => {
    Object.assign(WIRE, { maxFrameBytes: 1e9 });
  },
  'beside-messages': () => {
    Object.assign(WIRE, { besideMessages: { burst: 1e9, refillMs: 1 } });
  },
  /** Documents leave memory after two seconds instead of a minute, so that they come and go all the time. */
  'short-idle': () => {
    Object.assign(RELAY_LIMITS, { documentIdleMs: 2_000 });
  },
  'sockets-per-account': () => {
    Object.assign(WIRE, { maxSocketsPerAccount: 1e9 });
  },
};

export function lifted(names: string): void {
  for (const name of names.split(',').filter((part) => part !== '')) {
    const lift = LIFTS[name];
    if (lift === undefined) throw new Error(`there is no limit called ${name} to lift`);
    lift();
  }
}
