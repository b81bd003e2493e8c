import type * as Y from 'yjs';
import { logRoots, type LogShape } from '#shared/documents/log.ts';
import { admitClients, claimPresence } from './admission.ts';
import type { ClientOwners } from './client-owners.ts';
import { judgeDeletes } from './deletions.ts';
import { EntryIds, NewIds } from './entry-ids.ts';
import { fault, refusalOf, type Fault } from './fault.ts';
import { readIncoming, readSimpleIncoming, type Incoming } from './incoming.ts';
import { inIntegrationOrder } from './integration-order.ts';
import type { GateLimits } from './limits.ts';
import type { Case, Log } from './log-case.ts';
import { sizeFault } from './log-size.ts';
import { MarkKeys } from './mark-keys.ts';
import { LOG_CONTENTS, scanUpdate } from './scan.ts';
import type { Gate, GateContext, GateVerdict } from './types.ts';
import { structFault } from './structs.ts';
import { Scratch } from './simple-update.ts';

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
    markKeys: new MarkKeys(),
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
    return refused(fault('G6', 'too-large', 'too many bytes'));
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
  const admitted = admitClients(log, context.account, incoming);
  if (!admitted.ok) return refused(admitted.error);
  const subject: Case = {
    log,
    context,
    incoming,
    places: new Map(),
    continued: new Set(),
    crowds: new Map(),
    newIds: new NewIds(),
    isLive: null,
    workSteps: 0,
    marks: 0,
    tombstoneLength: 0,
    appends: false,
  };
  const found = inIntegrationOrder(log.doc, incoming, (struct) => structFault(subject, struct)) ?? sizeFault(subject);
  if (found !== null) return refused(found);
  const deletes = judgeDeletes(subject);
  if (!deletes.ok) return refused(deletes.error);
  const noop = incoming.blocks.length === 0 && !deletes.value;
  const { update, structCount: structs } = incoming;
  const { appends, marks } = subject;
  return { ok: true, noop, update, fresh: admitted.value, appends, structs, marks, deletes: deletes.value };
}

const refused = (found: Fault): GateVerdict => ({ ok: false, gate: found.gate, refusal: refusalOf(found) });
