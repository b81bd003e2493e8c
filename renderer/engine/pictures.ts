import { toBase64 } from 'lib0/buffer';
import type { BodyOf, EndpointName, ParamsOf, ReplyOf } from '#shared/api/contract.ts';
import { PICTURE } from '#shared/limits.ts';
import { foldName, MAX_READ_LENGTH } from '#shared/people/fold-name.ts';
import type { OwnPicture, PictureFile, PictureId } from '#shared/people/pictures.ts';
import { readPlainPicture } from '#shared/pictures/forms.ts';
import type { Timers } from '#shared/ports.ts';
import { err, ok } from '#shared/result.ts';
import { createPictureAsking } from './picture-asking.ts';
import { createPictureShelf, type ShelfParts } from './picture-shelf.ts';
import { createCell, type Cell } from './readable.ts';
import type { CommandResult, ConnectionStatus, Readable } from './types.ts';

/** What people show beside their names (F018, F026, F041), and one's own. */
export interface Pictures {
  /**
   * The picture of whoever has this name, as an address that holds it whole; null for two letters. Shown at once as this
   * device last saw it; whoever watches has it asked for, again after a while, and whenever the relay is back.
   */
  of(name: string): Readable<string | null>;
  /** One's own, as the relay last said it; null until it has. */
  readonly own: Readable<OwnPicture | null>;
  readOwn(): CommandResult<OwnPicture>;
  /** Bytes of a plain picture (`shared/pictures`). */
  set(image: Uint8Array): CommandResult<OwnPicture>;
  clear(): CommandResult<OwnPicture>;
  /** Somebody's picture was taken away from here: it is shown no more, before anybody asks. */
  forget(name: string): void;
  /** Stops asking; resolves when all that is to be kept is on disk. */
  close(): Promise<void>;
}

export interface PictureParts extends ShelfParts {
  readonly timers: Timers;
  readonly connection: Readable<ConnectionStatus>;
  /** Null while there is no account. */
  ownName(): string | null;
  call<Name extends EndpointName>(name: Name, params: ParamsOf<Name>, body: BodyOf<Name>): CommandResult<ReplyOf<Name>>;
}

interface Entry {
  readonly shown: Cell<string | null>;
  picture: PictureId | null;
  /** Whether the vault was looked into. */
  looked: boolean;
  /** Monotonic; null when it is time to ask. */
  askedAtMs: number | null;
  watchers: number;
}

const sourceOf = ({ type, image }: PictureFile): string => `data:${type};base64,${image}`;
const folded = (name: string): string => foldName(name.replace(/^@/, ''));

export function createPictures(parts: PictureParts): Pictures {
  const { timers, connection, call } = parts;
  const shelf = createPictureShelf(parts);
  const entries = new Map<string, Entry>();
  const own = createCell<OwnPicture | null>(null);
  const asking = createPictureAsking({ timers, call, isOnline: () => connection.getSnapshot().at === 'online', told, fetched, failed });
  /** Pictures kept from before, while the relay is asked whether they may still be shown. */
  let swept: ReadonlyMap<string, PictureId> | null = null;
  const stop = connection.subscribe(connected);
  const again = timers.every(PICTURE.askAgainMs, askAgain);

  function entryOf(name: string): Entry {
    const there = entries.get(name);
    if (there !== undefined) return there;
    const made: Entry = { shown: createCell<string | null>(null), picture: null, looked: false, askedAtMs: null, watchers: 0 };
    entries.set(name, made);
    return made;
  }

  async function look(name: string, entry: Entry): Promise<void> {
    entry.looked = true;
    const kept = await shelf.get(name);
    if (kept !== null && entry.picture === null && entry.shown.getSnapshot() === null) show(entry, kept.picture, kept.file);
  }

  function show(entry: Entry, picture: PictureId, file: PictureFile): void {
    entry.picture = picture;
    entry.shown.set(sourceOf(file));
  }

  function wish(name: string, entry: Entry): void {
    const looked = entry.looked ? Promise.resolve() : look(name, entry);
    const asked = entry.askedAtMs !== null && timers.monotonicMs() - entry.askedAtMs < PICTURE.askAgainMs;
    if (asked || name.length > MAX_READ_LENGTH || connection.getSnapshot().at !== 'online') return;
    entry.askedAtMs = timers.monotonicMs();
    // The vault first: what it has need not be fetched again.
    void looked.then(() => asking.ask(name));
  }

  /** Whoever stays on screen is asked about again: what was taken away or hidden meanwhile goes from there, too (F164). */
  function askAgain(): void {
    for (const [name, entry] of entries) {
      if (entry.watchers === 0) continue;
      entry.askedAtMs = null;
      wish(name, entry);
    }
  }

  /** The relay is back: whoever is on screen is asked about, and once, whether the pictures kept here may still be shown. */
  function connected(): void {
    if (connection.getSnapshot().at !== 'online') return;
    for (const entry of entries.values()) entry.askedAtMs = null;
    askAgain();
    if (swept === null) void sweep();
  }

  async function sweep(): Promise<void> {
    swept = new Map();
    swept = await shelf.all();
    for (const name of swept.keys()) if (!entries.has(name)) asking.ask(name);
  }

  function told(answers: ReadonlyMap<string, PictureId | null>): void {
    shelf.touch([...answers.keys()].filter((name) => (entries.get(name)?.watchers ?? 0) > 0));
    for (const [name, picture] of answers) {
      const entry = entries.get(name);
      if (picture === null) letGo(name);
      else if (entry === undefined) forgetOther(name, picture);
      else if (entry.picture !== picture) asking.fetch(name, picture);
    }
  }

  /** Nobody looks at it now: another picture of theirs is fetched when somebody does. */
  function forgetOther(name: string, picture: PictureId): void {
    if (swept?.get(name) !== picture) shelf.drop(name);
  }

  /** Who shows none, or is not shown any more, is not shown from here either (F164). */
  function letGo(name: string): void {
    const entry = entries.get(name);
    if (entry !== undefined) entry.picture = null;
    entry?.shown.set(null);
    shelf.drop(name);
  }

  function fetched(name: string, picture: PictureId, file: PictureFile | null): void {
    if (file === null) return letGo(name);
    show(entryOf(name), picture, file);
    shelf.keep(name, picture, file);
  }

  function failed(name: string): void {
    const entry = entries.get(name);
    if (entry !== undefined) entry.askedAtMs = null;
  }

  /** Those that were shown and are not on screen stay ready, up to a number. */
  function trim(): void {
    const idle = [...entries].filter(([, { watchers }]) => watchers === 0);
    for (const [name] of idle.slice(0, Math.max(0, idle.length - PICTURE.maxReady))) entries.delete(name);
  }

  async function mine(asked: CommandResult<OwnPicture>): CommandResult<OwnPicture> {
    const answer = await asked;
    if (answer.ok) own.set(answer.value);
    return answer;
  }

  return {
    of(name) {
      const key = folded(name);
      const { shown } = entryOf(key);
      return {
        getSnapshot: shown.getSnapshot,
        subscribe(listener) {
          const entry = entryOf(key);
          const leave = entry.shown.subscribe(listener);
          entry.watchers += 1;
          wish(key, entry);
          return () => {
            leave();
            entry.watchers -= 1;
            trim();
          };
        },
      };
    },
    own,
    readOwn: () => mine(call('readOwnPicture', {}, null)),
    async set(image) {
      const plain = readPlainPicture(image);
      if (!plain.ok) return err({ code: 'not-a-picture', rule: null, retryAfterMs: null });
      const file = { type: plain.value.type, image: toBase64(image) };
      const answer = await mine(call('setPicture', {}, { image: file.image }));
      const name = parts.ownName();
      if (answer.ok && name !== null && answer.value.picture !== null) fetched(folded(name), answer.value.picture, file);
      return answer;
    },
    async clear() {
      const answer = await mine(call('clearPicture', {}, null));
      const name = parts.ownName();
      if (answer.ok && name !== null) letGo(folded(name));
      return answer.ok ? ok(answer.value) : answer;
    },
    forget: (name) => letGo(folded(name)),
    async close() {
      stop();
      again.cancel();
      asking.close();
      await shelf.settled();
    },
  };
}
