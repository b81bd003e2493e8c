import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { peopleDocument } from '#shared/documents/names.ts';
import { newEntryId, newId, type AccountId } from '#shared/ids.ts';
import type { TableAction, TableKind } from '#shared/policy/table.ts';
import { systemPorts } from '../../system.ts';
import type { StandingScene } from './standing-scene.ts';
import type { Outcome, WireClient } from './wire-client.ts';

const { clock, random } = systemPorts();

/** The document that a kind is, or the name that it would have if somebody had forgotten to refuse it. */
export function documentOf(kind: TableKind, action: TableAction, scene: StandingScene): string {
  switch (kind) {
    case 'chat':
      // The list of one's chats is one's own "people"; a stranger's way to this chat leads over another's.
      if (action === 'list') return peopleDocument((scene.relation === 'stranger' ? scene.other : scene.me).account);
      return action === 'create' ? `chat/${newId(random)}` : scene.documents.chat;
    case 'request-queue':
      return scene.documents.queue;
    case 'inbox':
      return scene.documents.inbox;
    case 'people':
      return scene.documents.people;
    default:
      return `${kind}/${scene.other.account}`;
  }
}

/** What proves that the right thing was read. */
export function markOf(kind: TableKind, action: TableAction, scene: StandingScene): string {
  if (kind === 'chat') return action === 'list' ? scene.chat : `a line of ${scene.other.account}`;
  return kind === 'people' || kind === 'inbox' ? '' : scene.request;
}

/** Whether the document can be read, and holds what it ought to. */
export async function tryToRead(client: WireClient, document: string, mark: string): Promise<boolean> {
  const read = await client.read(document);
  if (typeof read === 'number') return false;
  client.leave(read.channel);
  const { entries, marks } = logRoots(read.doc);
  const shown = JSON.stringify([entries.toJSON(), marks.toJSON()]);
  if (!shown.includes(mark)) throw new Error(`${document} was opened, and does not hold what it ought to`);
  return true;
}

/** Makes, on a copy of the document as it is, the change that an action says, and gives it as an update. */
export function updateFor(action: TableAction, now: Uint8Array, scene: StandingScene): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, now);
  const before = Y.encodeStateVector(doc);
  const deleted: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => deleted.push(update));
  change(doc, action, scene);
  // A deletion alone leaves the state vector as it was: take what the event says.
  return deleted.length === 1 && deleted[0] !== undefined ? deleted[0] : Y.encodeStateAsUpdate(doc, before);
}

const by = (account: AccountId) => (entry: LogEntry) => entry.author === account;

function change(doc: Y.Doc, action: TableAction, { me, other }: StandingScene): void {
  const { entries, marks } = logRoots(doc);
  const place = (matches: (entry: LogEntry) => boolean): number => entries.toArray().findIndex(matches);
  switch (action) {
    case 'list':
    case 'read':
      throw new Error('reading is no update');
    case 'create':
    case 'append':
      return entries.push([entryOf(me.account)]);
    case 'edit-own':
      marks.set(`-|${me.account}|read`, { entry: newEntryId(me.account, random) });
      return;
    case 'edit-other':
      marks.set(`-|${other.account}|read`, { entry: newEntryId(me.account, random) });
      return;
    case 'delete-own': {
      const own = place(by(me.account));
      return own >= 0 ? entries.delete(own) : removeAny(entries, marks, me.account);
    }
    case 'delete-other': {
      const others = place((entry) => entry.author !== me.account);
      return others >= 0 ? entries.delete(others) : removeAny(entries, marks, me.account);
    }
    case 'moderate':
      // What somebody who thinks themselves a moderator would do: clear the whole place.
      return entries.length > 0 ? entries.delete(0, entries.length) : removeAny(entries, marks, me.account);
  }
}

function removeAny(entries: Y.Array<LogEntry>, marks: Y.Map<unknown>, account: AccountId): void {
  const [key] = marks.keys();
  if (key !== undefined) marks.delete(key);
  else entries.push([entryOf(account)]); // nothing is there to be taken away: then at least put something in
}

const entryOf = (author: AccountId): LogEntry & { readonly text: string } => ({
  id: newEntryId(author, random),
  author,
  at: clock.nowMs(),
  kind: 'message',
  text: 'words that nobody asked for',
});

/** Sends the change on a channel of its own. */
export async function tryToWrite(client: WireClient, document: string, update: Uint8Array, step2: boolean): Promise<Outcome> {
  const channel = client.open(document);
  const outcome = await client.attempt(channel, update, step2, 1);
  if (outcome.is !== 'closed') client.leave(channel);
  return outcome;
}
