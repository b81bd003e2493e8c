import { command } from '../lib/trouble.ts';
import { runSuites } from '../lib/suites.ts';
import { openDefences } from '../mutate/defences.ts';
import { mutateRules } from '../mutate/rules.ts';

/**
 * `npm run mutate -- [defences rules] [--seed N] [--count N] [--long]`: takes out each defence of the
 * gate, and then changes the rules in small ways, in copies of the tree, and shows that a test notices (RELIABILITY
 * J3). Exits with 1 when too much goes unnoticed.
 */
await command(() => runSuites({ defences: openDefences, rules: mutateRules }));
