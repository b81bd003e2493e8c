import { test } from 'vitest';
import { canaries } from './canaries.ts';

test('F4: of sixty words typed everywhere, none stands readable in the profile, and what was erased is nowhere', async () => {
  await canaries({ seed: 4, long: false, count: 60 });
});
