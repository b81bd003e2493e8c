import type * as Y from 'yjs';
import { pageRoot, type PageShape } from '#shared/documents/page.ts';
import type { Result } from '#shared/result.ts';
import { admitClients, claimPresence } from './admission.ts';
import type { ClientOwners } from './client-owners.ts';
import { judgeDeleteSet } from './delete-set.ts';
import { fault, policyFault, refusalOf, type Fault } from './fault.ts';
import { readIncoming, type Incoming } from './incoming.ts';
import { inIntegrationOrder } from './integration-order.ts';
import { modelOf, type Page, type PageCase } from './page-case.ts';
import { pageContentFault } from './page-content.ts';
import type { PageLimits } from './page-limits.ts';
import { spotOf } from './page-placement.ts';
import { PageSize } from './page-size.ts';
import { TidyWork } from './page-tidy.ts';
import { PageWork } from './page-work.ts';
import { PAGE_CONTENTS, scanUpdate } from './scan.ts';
import type { Gate, GateContext, GateVerdict } from './types.ts';
import { isItem, type Struct } from './yjs-internals.ts';
import { isFormat, pageContentOf } from './yjs-page-internals.ts';

export interface PageGateOptions {
  readonly doc: Y.Doc;
  readonly shape: PageShape;
  readonly owners: ClientOwners;
  readonly limits: PageLimits;
}

/** The gate of a document of the page shape. */
export function createPageGate({ doc, shape, owners, limits }: PageGateOptions): Gate {
  const root = pageRoot(doc, shape);
  const page: Page = { doc, root, model: modelOf(shape), owners, size: new PageSize(doc, root), limits };
  return {
    judge: (update, context) => judge(page, update, context),
    claimPresence: (client, account) => claimPresence(page, client, account),
  };
}

function judge(page: Page, update: Uint8Array, context: GateContext): GateVerdict {
  const { limits } = page;
  if (update.length > (context.step2 ? limits.maxSyncBytes : limits.maxUpdateBytes)) {
    return refused(fault('G6', 'too-large', 'too many bytes'));
  }
  const scan = scanUpdate(update, {
    contents: PAGE_CONTENTS,
    maxStructs: limits.maxStructsPerUpdate,
    maxClients: limits.maxClientsPerUpdate,
    // A sync step 2 repeats every delete there ever was; there, those that delete something are counted (delete-set.ts).
    maxDeleteRanges: context.step2 ? Infinity : limits.maxDeleteRanges,
    maxJsonDepth: limits.maxJsonDepth,
  });
  if (!scan.ok) return refused(scan.fault);
  const incoming = readIncoming(page.doc, scan.end === update.length ? update : update.subarray(0, scan.end));
  return incoming.ok ? judgeIncoming(page, context, incoming.value) : refused(incoming.error);
}

function judgeIncoming(page: Page, context: GateContext, incoming: Incoming): GateVerdict {
  const admitted = admitClients(page, context.account, incoming);
  if (!admitted.ok) return refused(admitted.error);
  const subject: PageCase = {
    page,
    context,
    incoming,
    spots: new Map(),
    shelves: new Map(),
    added: { nodes: 0, textLength: 0, lengthByRun: new Map(), formatsByRun: new Map(), piecesByRun: new Map() },
    work: new PageWork(page.doc, incoming, page.limits.maxWorkSteps),
    tombstoneLength: 0,
  };
  const found = inIntegrationOrder(page.doc, incoming, (struct) => structFault(subject, struct)) ?? wholeFault(subject);
  if (found !== null) return refused(found);
  const tidy = new TidyWork();
  const deletes = judgeDeletes(subject, tidy);
  if (!deletes.ok) return refused(deletes.error);
  const tooTidy = tidy.fault(subject.added, incoming, page.limits.maxTidySteps);
  if (tooTidy !== null) return refused(tooTidy);
  page.size.expect(subject.added);
  const noop = incoming.blocks.length === 0 && !deletes.value;
  const { update, structCount: structs } = incoming;
  return { ok: true, noop, update, fresh: admitted.value, appends: false, structs, marks: 0, deletes: deletes.value };
}

function structFault(subject: PageCase, struct: Struct): Fault | null {
  // G19: whoever edits a page edits all of it, and nobody else anything.
  const denied = policyFault('G19', subject.context.rights.edit, 'denied', 'may not edit here', struct.id);
  if (denied !== null) return denied;
  if (!isItem(struct)) return tombstoneFault(subject, struct);
  const spot = spotOf(subject, struct);
  if (!spot.ok) return spot.error;
  subject.spots.set(struct, spot.value);
  const tooLong = pageContentOf(struct).kind === 'tombstone' ? tombstoneFault(subject, struct) : null;
  if (tooLong !== null || spot.value === 'nowhere') return tooLong;
  return pageContentFault(subject, struct, spot.value) ?? subject.work.add(struct, spot.value);
}

/** Tombstones carry nothing but a length, which burns the clock space when it is believed (G6). */
function tombstoneFault(subject: PageCase, struct: Struct): Fault | null {
  subject.tombstoneLength += struct.length;
  return subject.tombstoneLength > subject.page.limits.maxTombstoneLength
    ? fault('G6', 'too-large', 'tombstones too long', struct.id)
    : null;
}

/** What can be said only of the update as a whole, and of the page that it would make (G24). */
function wholeFault({ page, added, work }: PageCase): Fault | null {
  const tooComplex = work.settle();
  if (tooComplex !== null) return tooComplex;
  const overflow = page.size.overflow(added, page.limits);
  return overflow === null ? null : fault('G24', 'too-large', overflow);
}

/**
 * Editors delete whatever is in the page, whoever wrote it; the root is no item, so that nobody can. Every replica of
 * Yjs, a reader's as well, deletes formatting that has become needless when it hears of a change, and sends that. From
 * a reader it is passed over: nothing is changed by it, and nothing is wrong with the reader (G25).
 */
function judgeDeletes({ page, incoming, context }: PageCase, tidy: TidyWork): Result<boolean, Fault> {
  const { edit } = context.rights;
  return judgeDeleteSet(page.doc, incoming, page.limits.maxDeleteRanges, (item) => {
    if (!edit.allowed && isFormat(item)) return 'passes';
    const denied = policyFault('G19', edit, 'denied', 'may not delete here', item.id);
    if (denied === null) tidy.note(item);
    return denied ?? 'deletes';
  });
}

const refused = (found: Fault): GateVerdict => ({ ok: false, gate: found.gate, refusal: refusalOf(found) });
