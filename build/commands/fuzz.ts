import { command } from '../lib/trouble.ts';
import { runSuites } from '../lib/suites.ts';
import { fuzzConvergence } from '../fuzz/convergence.ts';
import { fuzzFrames } from '../fuzz/frames.ts';
import { fuzzGate } from '../fuzz/gate.ts';
import { fuzzLimits } from '../fuzz/limits.ts';
import { fuzzStrings } from '../fuzz/strings.ts';
import { fuzzMeetings } from '../fuzz/meetings.ts';
import { fuzzOrders } from '../fuzz/orders.ts';
import { fuzzPage } from '../fuzz/page.ts';
import { fuzzPolicy } from '../fuzz/policy.ts';
import { fuzzRevocation } from '../fuzz/revocation.ts';
import { fuzzSecrecy } from '../fuzz/secrecy.ts';

/**
 * `npm run fuzz -- [suite …] [--seed N] [--count N] [--only PART] [--long]`: hostile input, seeded. Prints the seed and what became of it;
 * exits with 1 at the first broken invariant, and the same seed shows it again.
 */
await command(() => runSuites({ gate: fuzzGate, page: fuzzPage, frames: fuzzFrames, limits: fuzzLimits, strings: fuzzStrings, convergence: fuzzConvergence, policy: fuzzPolicy, meetings: fuzzMeetings, orders: fuzzOrders, revocation: fuzzRevocation, secrecy: fuzzSecrecy }));
