import * as Y from 'yjs';
import type { AccountId } from '#shared/ids.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { ClientOwners, type Gate, type GateVerdict } from '../gate.ts';

export const NOW_MS = 1_800_000_000_000;

export interface Sender {
  readonly account: AccountId;
  readonly rights: DocumentRights;
}

export interface Answer {
  readonly verdict: GateVerdict;
  /** What is stored and passed on: Yjs's own words (G2). Null when nothing changed. */
  readonly out: Uint8Array | null;
}

/** The smallest relay that keeps to the gate's rules, for a document of any shape. Test support. */
export class SmallRelay {
  readonly doc = new Y.Doc();
  readonly owners: ClientOwners;
  readonly gate: Gate;
  nowMs = NOW_MS;

  constructor(createGate: (parts: { readonly doc: Y.Doc; readonly owners: ClientOwners }) => Gate, maxClientIdsPerAccount?: number) {
    this.owners = new ClientOwners([], maxClientIdsPerAccount);
    this.gate = createGate({ doc: this.doc, owners: this.owners });
  }

  judge(update: Uint8Array, { account, rights }: Sender, step2 = false): GateVerdict {
    return this.gate.judge(update, { account, rights, nowMs: this.nowMs, step2 });
  }

  /** Judges, binds, applies: one tick. */
  take(update: Uint8Array, sender: Sender, step2 = false): Answer {
    const verdict = this.judge(update, sender, step2);
    if (!verdict.ok || verdict.noop) return { verdict, out: null };
    for (const client of verdict.fresh) this.owners.bind(client, sender.account);
    const outs: Uint8Array[] = [];
    const keep = (out: Uint8Array): void => void outs.push(out);
    this.doc.on('update', keep);
    Y.applyUpdate(this.doc, verdict.update);
    this.doc.off('update', keep);
    // Where formatting changed Yjs tidies up behind it, which is an update of its own.
    return { verdict, out: outs.length === 0 ? null : Y.mergeUpdates(outs) };
  }

  /** Everything that a refused update must leave as it was. */
  fingerprint(): unknown {
    return {
      state: Buffer.from(Y.encodeStateAsUpdate(this.doc)).toString('base64'),
      roots: [...this.doc.share.keys()],
      owners: [...this.owners.entries()],
      pending: [this.doc.store.pendingStructs, this.doc.store.pendingDs],
    };
  }
}
