import { describe, expect, it } from 'vitest';
import { at, house, openingOf, settled } from './opening.fixture.ts';
import type { Opening } from './opening.ts';

describe('several windows', () => {
  const follows = (opening: Opening) => {
    const state = opening.getSnapshot();
    return state.at === 'opened' ? state.opened.follows : null;
  };
  const following = async () => {
    const parts = house('mine');
    parts.heldElsewhere.add('mine');
    const opening = openingOf(parts);
    await opening.start();
    expect(follows(opening)).toBe(true);
    return { parts, opening };
  };

  it('opens beside the window that leads, with an engine that is quiet', async () => {
    const { parts } = await following();
    expect(parts.log).toEqual(['open mine', 'quiet engine mine']);
  });

  it('leads when it is asked to, on the vault that is open already', async () => {
    const { parts, opening } = await following();
    await opening.takeOver();
    expect(follows(opening)).toBe(false);
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine']);
  });

  it('leads by itself when the other window is gone, and only once', async () => {
    const { parts, opening } = await following();
    parts.seats.get('mine')!.becomesFree!();
    parts.seats.get('mine')!.becomesFree!();
    await opening.takeOver();
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine']);
  });

  it('hands over to another window that asks, after everything is written, and goes on beside it', async () => {
    const parts = house('mine');
    const opening = openingOf(parts);
    await opening.start();
    opening.beforeClose(async () => void parts.log.push('words written'));
    parts.seats.get('mine')!.hears('please-hand-over');
    await settled(opening);
    expect(parts.log.slice(2)).toEqual(['words written', 'close engine mine', 'give mine', 'quiet engine mine']);
    expect(follows(opening)).toBe(true);
    parts.seats.get('mine')!.becomesFree!();
    await settled(opening);
    expect(follows(opening)).toBe(false);
  });

  it('signs in only where it leads', async () => {
    const { parts, opening } = await following();
    await opening.restart(async () => void parts.log.push('prepare'));
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine', 'close engine mine', 'prepare', 'engine mine']);
  });

  it('F8: a lock by hand is told to every window, and a window that hears of it locks', async () => {
    const { parts, opening } = await following();
    parts.profiles.splice(0, 1, { ...parts.profiles[0]!, protection: 'passphrase' });
    expect(await opening.lock(true)).toBe('locked');
    expect(parts.log.slice(2)).toEqual(['tell lock mine', 'close engine mine', 'close vault mine', 'leave mine']);
    const other = house('mine');
    const there = openingOf(other);
    await there.start();
    other.profiles.splice(0, 1, { ...other.profiles[0]!, protection: 'passphrase' });
    other.seats.get('mine')!.hears('lock');
    await settled(there);
    expect(at(there.getSnapshot())).toBe('passphrase-needed');
  });

  it('has nothing left to show when another window has erased it', async () => {
    const { parts, opening } = await following();
    parts.profiles.splice(0, 1);
    parts.seats.get('mine')!.hears('gone');
    await settled(opening);
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'close vault mine', 'leave mine', 'create made-0', 'engine made-0']);
  });
});
