import type { AccountKeyCommands } from '../../../engine/account-keys.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** One's account over plain memory, for the screens' tests. */
export interface FakeKeys extends AccountKeyCommands {
  readonly asked: { names: string[]; passwords: [string, string][]; codes: string[]; exports: (string | null)[]; signedOut: string[] };
  madeAtMs: number | null;
}

/** A code whose check is right. */
export const FAKE_CODE = '0000-0000-0000-0000-0000-0000-0007';

export function fakeKeys(command: <T>(act: () => T) => CommandResult<T>, rename: (name: string) => void): FakeKeys {
  const asked: FakeKeys['asked'] = { names: [], passwords: [], codes: [], exports: [], signedOut: [] };
  const keys: FakeKeys = {
    asked,
    madeAtMs: null,
    changePassword: (current, next) =>
      command(() => {
        asked.passwords.push([current, next]);
        keys.madeAtMs = null;
      }),
    readRecovery: () => command(() => keys.madeAtMs),
    makeRecoveryCode: (password) =>
      command(() => {
        asked.codes.push(password);
        keys.madeAtMs = 1_000;
        return FAKE_CODE;
      }),
    changeName: (name, password) =>
      command(() => {
        asked.names.push(`${name} ${password}`);
        rename(name);
      }),
    signOutDevice: (device, password) =>
      command(() => {
        asked.signedOut.push(`${device} ${password}`);
      }),
    signOutOthers: (password) =>
      command(() => {
        asked.signedOut.push(`others ${password}`);
        return 1;
      }),
    exportMine: (password) =>
      command(() => {
        asked.exports.push(password);
        return { form: 1 };
      }),
    eraseMe: () => command(() => undefined),
  };
  return keys;
}
