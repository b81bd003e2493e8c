import { describe, expect, it } from 'vitest';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { createDraftBook, type DraftBook } from './draft-book.ts';
import { createDisk, createMemoryVault, type MemoryDisk } from './test-support/memory-vault.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

/** Somebody who types on a device that may be killed at any moment. */
function device(disk: MemoryDisk = createDisk()) {
  let nowMs = 1_000;
  let due: { atMs: number; run: () => void }[] = [];
  const timers: Timers = {
    monotonicMs: () => nowMs,
    after(delayMs, run): TimerHandle {
      const one = { atMs: nowMs + delayMs, run };
      due.push(one);
      return { cancel: () => void (due = due.filter((other) => other !== one)) };
    },
    every: () => ({ cancel: () => undefined }),
  };
  const vault = createMemoryVault(disk);
  const failures: unknown[] = [];
  const book: DraftBook = createDraftBook({ vault, timers, clock: { nowMs: () => nowMs }, onStorageFailure: (cause) => failures.push(cause) });
  return {
    disk,
    vault,
    book,
    failures,
    async pass(ms: number) {
      await settled();
      nowMs += ms;
      const ready = due.filter(({ atMs }) => atMs <= nowMs);
      due = due.filter(({ atMs }) => atMs > nowMs);
      for (const { run } of ready) run();
      await settled();
    },
    onDisk: (name: 'drafts' | 'draft-versions') =>
      [...(disk.things.get(name)?.values() ?? [])].map((json) => (JSON.parse(json) as { text: string }).text),
  };
}

describe('F229, F3: a draft', () => {
  it('is on disk within a second of each key, also of somebody who never pauses', async () => {
    const { book, pass, onDisk } = device();
    const { draft } = book.open('chat/a');
    let typed = '';
    for (let key = 0; key < 24; key += 1) {
      typed += 'x';
      draft.set(typed);
      await pass(125);
      expect(typed.length - (onDisk('drafts')[0] ?? '').length).toBeLessThanOrEqual(8);
    }
    expect(onDisk('drafts')[0]!.length).toBeGreaterThan(20);
  });

  it('comes back after a kill, with its form', async () => {
    const first = device();
    first.book.open('goal/new').draft.set('Walk', { title: 'Walk' });
    await first.pass(300);
    first.vault.kill();
    const { draft } = device(first.disk).book.open('goal/new');
    await settled();
    expect(draft.content.getSnapshot()).toMatchObject({ text: 'Walk', form: { title: 'Walk' } });
  });

  it('what is typed before the disk answers is newer than what it says', async () => {
    const first = device();
    first.book.open('chat/a').draft.set('old');
    await first.pass(300);
    const { draft } = device(first.disk).book.open('chat/a');
    draft.set('new');
    await settled();
    expect(draft.text.getSnapshot()).toBe('new');
  });

  it('leaves no row once it is sent, and not before the message is kept', async () => {
    const { book, pass, onDisk } = device();
    const { draft } = book.open('chat/a');
    draft.set('hello there, this is long enough');
    await pass(300);
    let kept: () => void = () => undefined;
    draft.sent(new Promise<void>((resolve) => (kept = resolve)));
    expect(draft.text.getSnapshot()).toBe('');
    await pass(1_000);
    expect(onDisk('drafts')).toHaveLength(1);
    kept();
    await pass(1_000);
    expect(onDisk('drafts')).toEqual([]);
    expect(onDisk('draft-versions')).toEqual([]);
  });

  it('a disk that refuses is told, and asked again by itself with the newest words', async () => {
    const { book, disk, pass, failures, onDisk } = device();
    const { draft } = book.open('chat/a');
    await settled();
    const rows = disk.things.get('drafts')!;
    const set = rows.set.bind(rows);
    rows.set = () => {
      throw new Error('QuotaExceededError');
    };
    draft.set('one');
    await pass(300);
    expect([failures.length, onDisk('drafts'), draft.text.getSnapshot()]).toEqual([1, [], 'one']);
    rows.set = set;
    await pass(3_000);
    expect(onDisk('drafts')).toEqual(['one']);
  });

  it('F2: says at any moment whether words are only in the box, or on their way', async () => {
    const { book, pass } = device();
    const { draft } = book.open('chat/a');
    await settled();
    draft.set('hello');
    expect(book.isUnsaved()).toBe(true);
    // What was deleted is no loss.
    draft.set(' ');
    expect(book.isUnsaved()).toBe(false);
    draft.set('hello there');
    const kept = Promise.withResolvers<void>();
    draft.sent(kept.promise);
    const onTheWay = book.isUnsaved();
    kept.resolve();
    await pass(300);
    expect([onTheWay, book.isUnsaved()]).toEqual([true, false]);
  });

  it('V15: says whether the disk took the words, and keeps hold of those it refused, so that nothing locks over them', async () => {
    const { book, disk, pass, onDisk } = device();
    const { draft, giveBack } = book.open('chat/a');
    await settled();
    expect(await book.flush()).toBe(true);
    const rows = disk.things.get('drafts')!;
    const set = rows.set.bind(rows);
    rows.set = () => {
      throw new Error('QuotaExceededError');
    };
    draft.set('one');
    expect(await book.flush()).toBe(false);
    giveBack();
    await settled();
    expect(book.open('chat/a').draft.text.getSnapshot()).toBe('one');
    rows.set = set;
    expect(await book.flush()).toBe(true);
    await pass(0);
    expect(onDisk('drafts')).toEqual(['one']);
  });

  it('V6: goes over no words that were not seen here; those of another window are an earlier wording', async () => {
    const [here, disk] = [device(), createDisk()];
    const there = device(here.disk);
    const [one, other] = [here.book.open('chat/a').draft, there.book.open('chat/a').draft];
    await settled();
    one.set('written in the first window');
    await here.pass(300);
    other.set('and in the second');
    await there.pass(300);
    expect([here.onDisk('drafts'), here.onDisk('draft-versions')]).toEqual([['and in the second'], ['written in the first window']]);

    const first = device(disk);
    first.book.open('chat/a').draft.set('from yesterday');
    await first.pass(300);
    const next = device(disk);
    next.book.open('chat/a').draft.set('typed before the disk answered');
    await next.pass(300);
    expect([next.onDisk('drafts'), next.onDisk('draft-versions')]).toEqual([['typed before the disk answered'], ['from yesterday']]);
  });

  it('takes over what version 0.2 kept, once', async () => {
    const disk = createDisk();
    disk.drafts.set('chat/a', JSON.stringify('from before'));
    const { book, onDisk } = device(disk);
    const { draft } = book.open('chat/a');
    await settled();
    expect(draft.text.getSnapshot()).toBe('from before');
    expect(onDisk('drafts')).toEqual(['from before']);
    expect(disk.drafts.size).toBe(0);
  });

  it('is one for all boxes of a place, and is let go with the last of them', async () => {
    const { book, pass } = device();
    const one = book.open('chat/a');
    const other = book.open('chat/a');
    one.draft.set('shared');
    expect(other.draft.text.getSnapshot()).toBe('shared');
    one.giveBack();
    one.giveBack();
    await pass(0);
    expect(book.isOpen('chat/a')).toBe(true);
    other.giveBack();
    await pass(0);
    expect(book.isOpen('chat/a')).toBe(false);
  });

  it('discarding takes text and earlier versions, and putting back brings all of it', async () => {
    const { book, pass, onDisk } = device();
    const long = 'a long thought that nobody should lose by one key';
    const { draft } = book.open('chat/a');
    draft.set(long);
    draft.set('');
    draft.set('short');
    await pass(300);
    expect([onDisk('drafts'), onDisk('draft-versions')]).toEqual([['short'], [long]]);
    const discarded = await book.discard('chat/a');
    expect([onDisk('drafts'), onDisk('draft-versions'), draft.text.getSnapshot()]).toEqual([[], [], '']);
    draft.set('since');
    await book.putBack(discarded);
    await pass(300);
    expect([onDisk('drafts'), onDisk('draft-versions'), draft.text.getSnapshot()]).toEqual([['short\nsince'], [long], 'short\nsince']);
  });

  it.each([
    ['no', 'nothing new', 'no\nnothing new'],
    ['I', 'It is late', 'I\nIt is late'],
    ['help', 'I need\nhelp', 'help\nI need\nhelp'],
    ['no', 'no', 'no'],
    ['no', 'no\nnothing new', 'no\nnothing new'],
  ])('promise 2: "%s" comes back to "%s", also as a part of it, and not twice', async (text, since, whole) => {
    const { book, pass, onDisk } = device();
    book.open('message/warmOak').draft.set(since);
    await pass(300);
    await book.putBack({ place: 'message/warmOak', draft: { text, form: null, startedAtMs: 1, changedAtMs: 1 }, versions: [] });
    await pass(300);
    expect(onDisk('drafts')).toEqual([whole]);
  });
});
