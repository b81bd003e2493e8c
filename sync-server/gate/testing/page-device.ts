import * as Y from 'yjs';
import type { AccountId } from '#shared/ids.ts';
import type { GateRefusal, GateVerdict } from '../gate.ts';
import { at, EDITOR, node, type PageRelay, rootOf, text } from './page-relay.ts';

const FROM_RELAY = Symbol('from the relay');
/** What an undo takes back, as the binding of the editor marks its own changes. */
const FROM_EDITOR = Symbol('from the editor');

/** A stock client of a page: it writes what the binding of a rich-text editor writes. Test support. */
export class PageDevice {
  readonly doc = new Y.Doc();
  readonly root = rootOf(this.doc);
  readonly refused: GateRefusal[] = [];
  readonly account: AccountId;
  readonly rights;
  readonly undoing = new Y.UndoManager(this.root, { trackedOrigins: new Set([FROM_EDITOR]), captureTimeout: 0 });
  online = true;
  queue: Uint8Array[] = [];
  /** What the relay passed on and this device has not heard yet. */
  inbox: Uint8Array[] = [];
  readonly #relay: PageRelay;
  readonly #all: PageDevice[];

  constructor(relay: PageRelay, all: PageDevice[], account: AccountId, rights = EDITOR) {
    this.#relay = relay;
    this.#all = all;
    this.account = account;
    this.rights = rights;
    all.push(this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_RELAY) this.queue.push(update);
    });
    this.hear(this.#missing());
  }

  /** One change, as one undo takes it back; sent at once where there is a network. */
  edit(act: (root: Y.XmlFragment) => void): void {
    this.doc.transact(() => act(this.root), FROM_EDITOR);
    settle(this.#all);
  }

  undo(): void {
    this.undoing.undo();
    settle(this.#all);
  }

  redo(): void {
    this.undoing.redo();
    settle(this.#all);
  }

  hear(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_RELAY);
  }

  send(update: Uint8Array, step2 = false): GateVerdict {
    const { verdict, out } = this.#relay.take(update, this, step2);
    if (!verdict.ok) this.refused.push(verdict.refusal);
    if (out !== null) for (const device of this.#all) if (device.online) device.inbox.push(out);
    return verdict;
  }

  /** The network is gone, and with it what was on its way here. */
  drop(): void {
    this.online = false;
    this.inbox = [];
  }

  /** Comes back as the protocol says: hears what is new, answers with sync step 2. */
  sync(): GateVerdict {
    this.online = true;
    this.inbox = [];
    this.hear(this.#missing());
    this.queue = []; // all of it, and what tidying up made of it, is in the answer
    const verdict = this.send(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#relay.doc)), true);
    settle(this.#all);
    return verdict;
  }

  #missing(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#relay.doc, Y.encodeStateVector(this.doc));
  }

  /** Runs of text in the page, in order. */
  runs(): Y.XmlText[] {
    const runs: Y.XmlText[] = [];
    const look = (around: Y.XmlFragment): void => {
      for (const child of around.toArray() as unknown[]) {
        if (child instanceof Y.XmlText) runs.push(child);
        else look(child as Y.XmlElement);
      }
    };
    look(this.root);
    return runs;
  }

  /** Enter in the middle of a top-level paragraph: its end becomes a new one, with its marks. */
  split(index: number, offset: number): void {
    this.edit((root) => {
      const run = at(root, index, 0);
      const tail = deltaFrom(run, offset);
      run.delete(offset, run.length - offset);
      const made = new Y.XmlText();
      made.applyDelta(tail);
      root.insert(index + 1, [node('paragraph', tail.length === 0 ? [] : [made])]);
    });
  }

  /** The same words in another kind of node, which the binding makes anew. */
  become(index: number, name: string, attributes = {}): void {
    this.edit((root) => {
      const words = runsIn(at(root, index)).map((run) => run.toString().replaceAll(/<[^>]*>/g, '')).join('');
      root.delete(index, 1);
      root.insert(index, [node(name, words === '' ? [] : [text(words)], attributes)]);
    });
  }
}

type Delta = { insert: string; attributes?: Record<string, unknown> }[];

function deltaFrom(run: Y.XmlText, offset: number): Delta {
  let skip = offset;
  return (run.toDelta() as Delta).flatMap((op) => {
    const words = op.insert.slice(skip);
    skip = Math.max(0, skip - op.insert.length);
    return words === '' ? [] : [{ ...op, insert: words }];
  });
}

function runsIn(element: Y.XmlElement): Y.XmlText[] {
  return element.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : runsIn(child as Y.XmlElement)));
}

/** Sends and hears, in order, until nobody with a network has anything more to say. */
export function settle(all: readonly PageDevice[]): void {
  for (let busy = true; busy; ) {
    busy = false;
    for (const device of all.filter(({ online }) => online)) {
      const heard = device.inbox.shift();
      if (heard !== undefined) device.hear(heard);
      const said = device.queue.shift();
      if (said !== undefined) device.send(said);
      busy ||= heard !== undefined || said !== undefined;
    }
  }
}
