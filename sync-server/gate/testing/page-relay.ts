import * as Y from 'yjs';
import { PAGE_SHAPE, type PageShape } from '#shared/documents/page.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { ALLOWED, denied } from '#shared/policy/verdict.ts';
import { createGate } from '../gate.ts';
import type { PageLimits } from '../page-limits.ts';
import { ANN, EVE } from './relay.ts';
import { SmallRelay, type Sender } from './small-relay.ts';

/** Test support: who edits and reads a page, the smallest relay for it, and what a stock client writes. */
const none = denied('P22-page-editors');
const inPage = { read: ALLOWED, append: { kinds: [], verdict: none }, mark: none, deleteOwn: none, deleteOther: none };
export const EDITOR: DocumentRights = { ...inPage, edit: ALLOWED };
export const PAGE_READER: DocumentRights = { ...inPage, edit: none };

export const ann: Sender = { account: ANN, rights: EDITOR };
export const eve: Sender = { account: EVE, rights: EDITOR };
export const reader: Sender = { account: EVE, rights: PAGE_READER };

export const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(PAGE_SHAPE.root);

/** The smallest relay for a page. */
export class PageRelay extends SmallRelay {
  constructor(limits: Partial<PageLimits> = {}, shape: PageShape = PAGE_SHAPE) {
    super((parts) => createGate({ ...parts, shape, limits }), limits.maxClientIdsPerAccount);
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
