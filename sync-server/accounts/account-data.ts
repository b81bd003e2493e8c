import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Fault } from '../fault.ts';
import type { Documents, Log, SessionIdentity } from '../ports.ts';
import { askAgain } from './account-keys.ts';
import { readOwnRows } from './account-rows.ts';
import { eraseOwnWords, readOwnWords } from './account-words.ts';
import type { AccountPorts } from './accounts.ts';
import { eraseAccount } from './erasing.ts';

/** What the relay holds about somebody: all of it to take along, and all of it to go (RELIABILITY H2, H3). */
export interface AccountData {
  exportMine(identity: SessionIdentity, body: BodyOf<'exportMine'>): Promise<Result<Record<string, unknown>, Fault>>;
  eraseMe(identity: SessionIdentity, body: BodyOf<'eraseMe'>): Promise<Result<null, Fault>>;
}

export interface AccountDataPorts extends AccountPorts {
  readonly documents: Documents;
  readonly log: Pick<Log, 'warn'>;
}

/** Of what the relay writes into an export; raised when its form changes. */
export const EXPORT_FORM = 1;

export const createAccountData = (ports: AccountDataPorts): AccountData => ({
  exportMine: async (identity, { password }) => {
    const asked = await askAgain(ports, identity, { action: 'account.export' }, password);
    if (!asked.ok) return asked;
    const tables = await readOwnRows(ports.db, identity.account);
    const { words, unreadable } = await readOwnWords(ports, identity.account);
    return ok({
      form: EXPORT_FORM,
      madeAtMs: ports.clock.nowMs(),
      tables: { ...tables, ...asItIsKnown(tables, await rolesIn(ports, identity.account)) },
      messages: words,
      // Nothing is left out without a word: who knows of it may ask the operator, who may have a backup.
      ...(unreadable.length === 0 ? {} : { unreadableChats: unreadable }),
    });
  },
  eraseMe: async (identity, { password }) => {
    const asked = await askAgain(ports, identity, { action: 'account.erase' }, password);
    if (!asked.ok) return asked;
    // What is long is done while the account stands: where the store fails in it, its person is told and asks once more. From the first
    // step of `eraseAccount` on nobody can ask; should that be cut short, the relay finishes it within minutes or at its next start. It
    // takes the words again, of which there are none by then but what was said between the two.
    await eraseOwnWords(ports, identity.account);
    await eraseAccount(ports, identity.account);
    return ok(null);
  },
});

/**
 * F102: a block accuses nobody. Whoever was blocked reads of an ending, here as everywhere; and whoever asked or wrote reads
 * one word for set aside, run out and no longer open, as in the inbox.
 */
function asItIsKnown(tables: Record<string, unknown[]>, seekerIn: ReadonlySet<unknown>): Record<string, unknown[]> {
  const chats = (tables['chats'] ?? []) as { id: unknown; state: string }[];
  const starts = (tables['starts'] ?? []) as { state: string }[];
  return {
    ...(chats.length === 0 ? {} : { chats: chats.map((chat) => ({ ...chat, ...chatAsKnown(chat, seekerIn.has(chat.id)) })) }),
    ...(starts.length === 0 ? {} : { starts: starts.map((start) => ({ ...start, state: startAsKnown(start.state) })) }),
  };
}

const chatAsKnown = ({ state }: { readonly state: string }, seeks: boolean) => ({
  role: seeks ? 'seeker' : 'listener',
  state: seeks && state === 'blocked' ? 'ended' : state,
});

/** What its writer did, or sees of it, has its own word. */
const startAsKnown = (state: string): string => (['waiting', 'accepted', 'withdrawn'].includes(state) ? state : 'over');

async function rolesIn({ db }: AccountDataPorts, account: AccountId): Promise<ReadonlySet<unknown>> {
  const rows = await db.selectFrom('chats').select('id').where('seeker', '=', account).execute();
  return new Set(rows.map(({ id }) => id));
}
