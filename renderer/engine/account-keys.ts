import type { DeviceId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';
import { callAs, type CommandParts } from './commands.ts';
import type { CommandResult } from './types.ts';

/** One's account in one's own hands (F022, F027, RELIABILITY E3, E6, H2, H3): each is one call, and its answer. */
export interface AccountKeyCommands {
  changePassword(current: string, next: string): CommandResult<void>;
  /** Since when there is a recovery code; null: there is none. */
  readRecovery(): CommandResult<number | null>;
  /** A new one, shown this once. */
  makeRecoveryCode(password: string): CommandResult<string>;
  /** It is also by what one signs in. */
  changeName(name: string, password: string): CommandResult<void>;
  /** Another device of the account. */
  signOutDevice(device: DeviceId, password: string): CommandResult<void>;
  /** How many there were. */
  signOutOthers(password: string): CommandResult<number>;
  /** Everything that the relay holds about this account. `null`: a guest, who has no password. */
  exportMine(password: string | null): CommandResult<Readonly<Record<string, unknown>>>;
  /** The account is gone; this device is signed out. */
  eraseMe(password: string): CommandResult<void>;
}

export function createAccountKeyCommands(parts: Omit<CommandParts, 'cardArrived' | 'signOuts'>): AccountKeyCommands {
  const { hub, session } = parts;
  return {
    async changePassword(current, next) {
      const renewed = await callAs(parts, 'changePassword', {}, { current, next });
      if (!renewed.ok) return renewed;
      // The old token has ended, and with it the socket.
      await session.renew(renewed.value);
      hub.rest();
      hub.connect();
      return ok(undefined);
    },
    async readRecovery() {
      const read = await callAs(parts, 'readRecovery', {}, null);
      return read.ok ? ok(read.value.madeAtMs) : read;
    },
    async makeRecoveryCode(password) {
      const made = await callAs(parts, 'makeRecoveryCode', {}, { password });
      return made.ok ? ok(made.value.code) : made;
    },
    async changeName(name, password) {
      const me = await callAs(parts, 'changeName', {}, { name, password });
      if (!me.ok) return me;
      session.update(me.value);
      return ok(undefined);
    },
    async signOutDevice(device, password) {
      const done = await callAs(parts, 'revokeDevice', { device }, { password });
      return done.ok ? ok(undefined) : done;
    },
    async signOutOthers(password) {
      const done = await callAs(parts, 'signOutOthers', {}, { password });
      return done.ok ? ok(done.value.ended) : done;
    },
    exportMine: (password) => callAs(parts, 'exportMine', {}, { password }),
    async eraseMe(password) {
      const erased = await callAs(parts, 'eraseMe', {}, { password });
      if (!erased.ok) return erased;
      await session.forgetToken();
      hub.signedOut();
      return ok(undefined);
    },
  };
}
