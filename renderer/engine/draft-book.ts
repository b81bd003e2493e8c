import type { Clock, Timers } from '#shared/ports.ts';
import type { Kept, Vault } from '../vault/types.ts';
import { draftsOf, versionsOf, versionsToDrop, type DraftVersion, type KeptDraft } from './draft-rows.ts';
import { openDraft, type Draft } from './draft.ts';

/** A draft that was thrown away, whole, for whoever thinks better of it. */
export interface DiscardedDraft {
  readonly place: string;
  readonly draft: KeptDraft | null;
  readonly versions: readonly Kept<DraftVersion>[];
}

/** A draft that is open on screen; give it back when it leaves the screen. */
export interface BorrowedDraft {
  readonly draft: Draft;
  giveBack(): void;
}

/** All unfinished texts of one vault. A place has one draft, however many boxes show it. */
export interface DraftBook {
  open(place: string): BorrowedDraft;
  isOpen(place: string): boolean;
  /** Brings over a text that an earlier version of the app kept elsewhere. */
  adopt(place: string): Promise<void>;
  /** Throws the text and its earlier versions away. */
  discard(place: string): Promise<DiscardedDraft>;
  putBack(discarded: DiscardedDraft): Promise<void>;
  /** Forgets the earlier versions that are over their time. */
  tidy(): Promise<void>;
  /** Writes down everything that is being typed; resolves to whether the disk took all of it, so that nothing locks over words (V15). */
  flush(): Promise<boolean>;
  /** Whether words that were typed are not on disk at this moment. */
  isUnsaved(): boolean;
}

export interface DraftBookParts {
  readonly vault: Pick<Vault, 'collection' | 'drafts'>;
  readonly clock: Clock;
  readonly timers: Timers;
  onStorageFailure(cause: unknown): void;
}

export function createDraftBook({ vault, clock, timers, onStorageFailure }: DraftBookParts): DraftBook {
  const drafts = draftsOf(vault);
  const versions = versionsOf(vault);
  const opened = new Map<string, { readonly draft: Draft; users: number }>();

  async function write(place: string, { text, form }: Pick<KeptDraft, 'text' | 'form'>): Promise<void> {
    const nowMs = clock.nowMs();
    await drafts.change(place, (before) => ({ text, form, startedAtMs: before?.startedAtMs ?? nowMs, changedAtMs: nowMs }));
  }

  async function adopt(place: string): Promise<void> {
    const old = await vault.drafts.get<string>(place);
    if (typeof old !== 'string') return;
    if (old.trim() !== '' && (await drafts.get(place)) === null) await write(place, { text: old, form: null });
    await vault.drafts.remove(place);
  }

  async function tidy(): Promise<void> {
    for (const id of versionsToDrop(await versions.all(), clock.nowMs())) await versions.remove(id);
  }

  async function keepVersion(place: string, text: string): Promise<void> {
    const atMs = clock.nowMs();
    await versions.put(`${place}@${atMs}`, { place, text, atMs });
    await tidy();
  }

  function begin(place: string): Draft {
    /** The words on disk that this window knows: read and shown, or written by it. */
    let seen = '';
    /** Before words go that nobody here has seen (another window's, or a copy's), they become an earlier wording (V6). */
    async function keepUnseen(text: string): Promise<void> {
      const there = (await drafts.get(place))?.text ?? '';
      if (there.trim() !== '' && there !== seen && !text.includes(there)) await keepVersion(place, there);
    }
    const draft: Draft = openDraft({
      timers,
      async read() {
        await adopt(place);
        const kept = await drafts.get(place);
        // Whoever typed before the disk answered has not seen what it says.
        if (draft.content.getSnapshot() === null) seen = kept?.text ?? '';
        return kept;
      },
      async write(content) {
        await keepUnseen(content.text);
        await write(place, content);
        seen = content.text;
      },
      async remove() {
        await keepUnseen('');
        await drafts.remove(place);
        seen = '';
      },
      keepVersion: (text) => keepVersion(place, text),
      onStorageFailure,
    });
    return draft;
  }

  return {
    open(place) {
      const shared = opened.get(place) ?? { draft: begin(place), users: 0 };
      opened.set(place, shared);
      shared.users += 1;
      let given = false;
      const giveBack = (): void => {
        if (given) return;
        given = true;
        shared.users -= 1;
        // The next one to open it must read what this one wrote; where the disk refused, the words are only here.
        void shared.draft.flush().then((down) => down && shared.users === 0 && opened.get(place) === shared && opened.delete(place));
      };
      return { draft: shared.draft, giveBack };
    },
    isOpen: (place) => opened.has(place),
    adopt,
    async discard(place) {
      const open = opened.get(place)?.draft;
      await open?.flush();
      const found = (await versions.all()).filter(({ value }) => value.place === place);
      const discarded = { place, draft: await drafts.get(place), versions: found };
      open?.sent();
      await open?.flush();
      await drafts.remove(place);
      for (const { id } of found) await versions.remove(id);
      return discarded;
    },
    async putBack({ place, draft, versions: earlier }) {
      for (const { id, value } of earlier) await versions.put(id, value);
      if (draft === null) return;
      const open = opened.get(place)?.draft;
      // What was typed there since stays; the words come back before it, and not twice. That they are a part of it says nothing: "no" is one of "nothing".
      const since = open?.text.getSnapshot() ?? (await drafts.get(place))?.text ?? '';
      const isBack = since === draft.text || since.startsWith(`${draft.text}\n`);
      const text = since.trim() === '' ? draft.text : isBack ? since : `${draft.text}\n${since}`;
      await drafts.put(place, { ...draft, text });
      open?.set(text, draft.form);
    },
    tidy,
    flush: async () => (await Promise.all([...opened.values()].map(({ draft }) => draft.flush()))).every((down) => down),
    isUnsaved: () => [...opened.values()].some(({ draft }) => draft.isUnsaved()),
  };
}
