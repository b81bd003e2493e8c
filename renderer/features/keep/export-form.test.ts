import { expect, test } from 'vitest';
import { webRandom } from '../../host/web-ports.ts';
import { newRecoveryKey } from '../../vault/recovery-key.ts';
import { exportFault } from './export-form.ts';

const proves = async (typed: string): Promise<boolean> => typed === 'a kettle on a quiet stove' || typed.includes('-');
const fault = (own: boolean, passphrase: string, again = '') => exportFault({ own, passphrase, again }, proves);

test('a passphrase for the file is long, and typed twice the same', async () => {
  expect(await fault(false, 'short', 'short')).toBe('too-short');
  expect(await fault(false, 'seven quiet kettles', 'seven quiet kettle')).toBe('differs');
  expect(await fault(false, 'seven quiet kettles', 'seven quiet kettles')).toBeNull();
});

test('the place\'s own passphrase has to be the one, and no recovery key stands in for it', async () => {
  expect(await fault(true, 'a kettle on a quiet stove')).toBeNull();
  expect(await fault(true, 'something else')).toBe('wrong');
  expect(await fault(true, newRecoveryKey(webRandom))).toBe('wrong');
});
