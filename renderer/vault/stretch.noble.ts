import { argon2idAsync } from '@noble/hashes/argon2.js';
import type { Stretch } from './stretch.ts';
import { KEY_BYTES } from './secrets.ts';

/** Plain JavaScript, for where there is neither a worker nor WebAssembly. Yields to the page every 10 ms. */
export const stretchPlainly: Stretch = (passphrase, salt, { memoryKib, passes, lanes }) =>
  argon2idAsync(passphrase, salt, { m: memoryKib, t: passes, p: lanes, dkLen: KEY_BYTES, asyncTick: 10 });
