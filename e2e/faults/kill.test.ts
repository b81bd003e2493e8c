import { test } from 'vitest';
import { kill } from './kill.ts';

test('A1: the relay is killed twice while people talk, and nothing that it acknowledged is lost, doubled or out of order', async () => {
  await kill({ seed: 1, long: false, count: 2 }, 3);
});
