import { test } from 'vitest';
import { typing } from './typing.ts';

test('F3: the browser is killed five times in the midst of typing, and at most a second of it is lost', async () => {
  await typing({ seed: 3, long: false, count: 5 });
});
