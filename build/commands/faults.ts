import { FAULT_SUITES } from '../../e2e/faults/suites.ts';
import { command } from '../lib/trouble.ts';
import { runSuites } from '../lib/suites.ts';

/**
 * `npm run faults -- [suite …] [--seed N] [--count N] [--long]`: a real relay under load, killed, cut off from power, on a
 * disk that fails or is full; a proof each time that nothing acknowledged was lost (RELIABILITY A). And a browser killed
 * while somebody types (F3).
 */
await command(() => runSuites(FAULT_SUITES));
