import type * as Y from 'yjs';
import { logRoots, type LogShape } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Claim, ClientOwners } from './client-owners.ts';
import { judgeDeletes } from './deletions.ts';
import { EntryIds, NewIds } from './entry-ids.ts';
import { fault, refusalOf, type Fault } from './fault.ts';
import { readIncoming, readSimpleIncoming, type Block, type Incoming } from './incoming.ts';
import { MAX_CLIENT_ID, type GateLimits } from './limits.ts';
import type { Log } from './log-case.ts';
import { LOG_CONTENTS, scanUpdate } from './scan.ts';
import type { Gate, GateContext, GateVerdict } from './types.ts';
import { walk } from './walk.ts';
import { Scratch } from './simple-update.ts';
import { stateOf } from './yjs-internals.ts';

export interface LogGateOptions {
  readonly doc: Y.Doc;
  readonly shape: LogShape;
  readonly owners: ClientOwners;
  readonly limits: GateLimits;
}

/** The gate of a document of the log shape. */
export function createLogGate({ doc, shape, owners, limits }: LogGateOptions): Gate {
  const { entries, marks } = logRoots(doc);
  const log: Log = {
    doc,
    entries,
    marks,
    entrySchemas: new Map(Object.entries(shape.entries)),
    markSpecs: new Map(Object.entries(shape.marks)),
    owners,
    ids: new EntryIds(doc, entries, owners),
    scratch: new Scratch(),
    limits,
  };
  return {
    judge: (update, context) => judge(log, update, context),
    claimPresence: (client, account) => claimPresence(log, client, account),
  };
}

function judge(log: Log, update: Uint8Array, context: GateContext): GateVerdict {
  const { limits } = log;
  if (update.length > (context.step2 ? limits.maxSyncBytes : limits.maxUpdateBytes)) {
    return refused(fault('too-large', 'too many bytes'));
  }
  const simple = readSimpleIncoming(log.doc, update, limits.maxJsonDepth, log.scratch);
  if (simple !== null) return judgeIncoming(log, context, simple);
  const scan = scanUpdate(update, {
    contents: LOG_CONTENTS,
    maxStructs: limits.maxStructsPerUpdate,
    maxClients: limits.maxClientsPerUpdate,
    // A sync step 2 repeats every delete there ever was; there, those that delete something are counted (deletions.ts).
    maxDeleteRanges: context.step2 ? Infinity : limits.maxDeleteRanges,
    maxJsonDepth: limits.maxJsonDepth,
  });
  if (!scan.ok) return refused(scan.fault);
  const incoming = readIncoming(log.doc, scan.end === update.length ? update : update.subarray(0, scan.end));
  return incoming.ok ? judgeIncoming(log, context, incoming.value) : refused(incoming.error);
}

function judgeIncoming(log: Log, context: GateContext, incoming: Incoming): GateVerdict {
  const fresh: number[] = [];
  for (const block of incoming.blocks) {
    const found = blockFault(log, context.account, block);
    if (found !== null) return refused(found);
    if (log.owners.ownerOf(block.client) === null) fresh.push(block.client);
  }
  if (fresh.length > log.owners.roomFor(context.account)) {
    return refused(fault('too-many-clients', 'the quota of client ids is used up'));
  }
  const subject = {
    log,
    context,
    incoming,
    places: new Map(),
    continued: new Set<Y.Item>(),
    crowds: new Map(),
    newIds: new NewIds(),
    workSteps: 0,
    tombstoneLength: 0,
  };
  const found = walk(subject);
  if (found !== null) return refused(found);
  const deletes = judgeDeletes(subject);
  if (!deletes.ok) return refused(deletes.error);
  return { ok: true, noop: incoming.blocks.length === 0 && !deletes.value, update: incoming.update, fresh };
}

/** G3, G5: the id is the sender's or free, and its structs continue where the document ends. */
function blockFault(log: Log, account: AccountId, { client, start, live }: Block): Fault | null {
  const at = { client, clock: start };
  if (!mayUse(log, client, account)) return fault('foreign-client', "the client id is not the sender's", at);
  return start === live ? null : fault('incomplete', 'a gap before its first struct', at);
}

function mayUse({ doc, owners }: Log, client: number, account: AccountId): boolean {
  const owner = owners.ownerOf(client);
  if (client === doc.clientID) return false;
  // Structs of an id without an owner came with the document; nobody may claim them now.
  return owner === null ? stateOf(doc, client) === 0 : owner === account;
}

function claimPresence(log: Log, client: number, account: AccountId): Claim {
  if (!Number.isInteger(client) || client < 0 || client > MAX_CLIENT_ID) return 'taken';
  return mayUse(log, client, account) ? log.owners.claim(client, account) : 'taken';
}

const refused = (found: Fault): GateVerdict => ({ ok: false, refusal: refusalOf(found) });
