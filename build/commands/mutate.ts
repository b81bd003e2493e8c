import { command } from '../lib/trouble.ts';
import { runSuites } from '../lib/suites.ts';
import { openDefences } from '../mutate/defences.ts';
import { mutatePolicy, mutateRules } from '../mutate/rules.ts';

/**
 * `npm run mutate -- [defences rules policy] [--seed N] [--count N] [--long]`: takes out each defence of the gate and
 * around it, and then changes the gate's rules and the rule book in small ways, in copies of the tree, and shows that a
 * test notices (RELIABILITY J3). Exits with 1 when too much goes unnoticed.
 */
await command(() => runSuites({ defences: openDefences, rules: mutateRules, policy: mutatePolicy }));
