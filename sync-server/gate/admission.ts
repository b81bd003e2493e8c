import type * as Y from 'yjs';
import type { AccountId } from '#shared/ids.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Claim, ClientOwners } from './client-owners.ts';
import { fault, type Fault } from './fault.ts';
import type { Block, Incoming } from './incoming.ts';
import { MAX_CLIENT_ID } from './limits.ts';
import { stateOf } from './yjs-internals.ts';

/** A live document and who owns which client id in it: all that the rules of identity look at. */
export interface Owned {
  readonly doc: Y.Doc;
  readonly owners: ClientOwners;
}

/** G3, G5: every client id is the sender's or free, within the quota. Answers with those that are to be bound. */
export function admitClients(owned: Owned, account: AccountId, incoming: Incoming): Result<readonly number[], Fault> {
  const fresh: number[] = [];
  for (const block of incoming.blocks) {
    const found = blockFault(owned, account, block);
    if (found !== null) return err(found);
    if (owned.owners.ownerOf(block.client) === null) fresh.push(block.client);
  }
  return fresh.length > owned.owners.roomFor(account)
    ? err(fault('G3', 'too-many-clients', 'the quota of client ids is used up'))
    : ok(fresh);
}

/** The id is the sender's or free, and its structs continue where the document ends. */
function blockFault(owned: Owned, account: AccountId, { client, start, live }: Block): Fault | null {
  const at = { client, clock: start };
  if (!mayUse(owned, client, account)) return fault('G3', 'foreign-client', "the client id is not the sender's", at);
  return start === live ? null : fault('G5', 'incomplete', 'a gap before its first struct', at);
}

function mayUse({ doc, owners }: Owned, client: number, account: AccountId): boolean {
  const owner = owners.ownerOf(client);
  if (client === doc.clientID) return false;
  // Structs of an id without an owner came with the document; nobody may claim them now.
  return owner === null ? stateOf(doc, client) === 0 : owner === account;
}

/** Presence names a client id: it is bound where it may be (G3). */
export function claimPresence(owned: Owned, client: number, account: AccountId): Claim {
  if (!Number.isInteger(client) || client < 0 || client > MAX_CLIENT_ID) return 'taken';
  return mayUse(owned, client, account) ? owned.owners.claim(client, account) : 'taken';
}
