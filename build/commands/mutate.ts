import { command } from '../lib/trouble.ts';
import { runSuites } from '../lib/suites.ts';
import { mutateRules } from '../mutate/rules.ts';

/**
 * `npm run mutate -- [rules] [--seed N] [--count N] [--long]`: takes the rules apart, piece by piece, in copies of the
 * tree, and shows that a test notices each time (RELIABILITY J3). Exits with 1 when too much goes unnoticed.
 */
await command(() => runSuites({ rules: mutateRules }));
