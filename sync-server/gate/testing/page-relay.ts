import * as Y from 'yjs';
import { PAGE_SHAPE, type PageShape } from '#shared/documents/page.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { ALLOWED, denied } from '#shared/policy/verdict.ts';
import { ClientOwners, createGate, type Gate, type GateVerdict } from '../gate.ts';
import type { PageLimits } from '../page-limits.ts';
import { ANN, EVE, NOW_MS, type Answer, type Sender } from './relay.ts';

/** Test support: the smallest relay for a page that keeps to the gate's rules. */
const none = denied('P22-page-editors');
const inPage = { read: ALLOWED, append: { kinds: [], verdict: none }, mark: none, deleteOwn: none, deleteOther: none };
export const EDITOR: DocumentRights = { ...inPage, edit: ALLOWED };
export const PAGE_READER: DocumentRights = { ...inPage, edit: none };

export const ann: Sender = { account: ANN, rights: EDITOR };
export const eve: Sender = { account: EVE, rights: EDITOR };
export const reader: Sender = { account: EVE, rights: PAGE_READER };

export const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(PAGE_SHAPE.root);

export class PageRelay {
  readonly doc = new Y.Doc();
  readonly owners: ClientOwners;
  readonly gate: Gate;

  constructor(limits: Partial<PageLimits> = {}, shape: PageShape = PAGE_SHAPE) {
    this.owners = new ClientOwners([], limits.maxClientIdsPerAccount);
    this.gate = createGate({ doc: this.doc, shape, owners: this.owners, limits });
  }

  judge(update: Uint8Array, { account, rights }: Sender, step2 = false): GateVerdict {
    return this.gate.judge(update, { account, rights, nowMs: NOW_MS, step2 });
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

/** A stock client with this client id makes a change; gives back what it would send. */
export function written(relay: PageRelay, client: number, act: (root: Y.XmlFragment, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  rootOf(doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(relay.doc));
  doc.clientID = client; // only now: Yjs changes an id that it sees in use elsewhere
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => act(rootOf(doc), doc));
  return Y.mergeUpdates(updates);
}

/** The same, and the relay must take it. */
export function edit(relay: PageRelay, client: number, sender: Sender, act: (root: Y.XmlFragment, doc: Y.Doc) => void): void {
  const { verdict } = relay.take(written(relay, client, act), sender);
  if (!verdict.ok) throw new Error(`the scene could not be set: ${JSON.stringify(verdict.refusal)}`);
}

type Attributes = Readonly<Record<string, unknown>>;

/** A node as the editor makes it. */
export function node(name: string, children: readonly (Y.XmlElement | Y.XmlText)[] = [], attributes: Attributes = {}): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, unknown> & Record<string, never>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as never);
  made.insert(0, [...children]);
  return made as unknown as Y.XmlElement;
}

export const text = (words: string, marks?: Attributes): Y.XmlText => {
  const made = new Y.XmlText();
  made.applyDelta([{ insert: words, ...(marks === undefined ? {} : { attributes: marks }) }]);
  return made;
};

export const paragraph = (words: string): Y.XmlElement => node('paragraph', [text(words)]);

/** The element or text at a path of indexes from the root. */
export function at(root: Y.XmlFragment, ...path: readonly number[]): Y.XmlElement & Y.XmlText {
  let found: unknown = root;
  for (const index of path) found = (found as Y.XmlFragment).get(index);
  return found as Y.XmlElement & Y.XmlText;
}
