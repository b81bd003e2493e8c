import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RELAY_NODE_FLAGS } from './node-flags.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it.each(['package.json', 'docs/admins.md'])('C1: %s starts the relay with its flags', (path) => {
  expect(read(path)).toContain(`node ${RELAY_NODE_FLAGS.join(' ')} sync-server/bin/relay.ts`);
});
