import { describe, expect, it } from 'vitest';
import type { ChatSummary, ConnectionStatus, Identity } from '../engine/types.ts';
import type { Note } from '../vault/types.ts';
import type { Feature, Place } from './feature.ts';
import { homeParts, isCurrent, placesFor } from './features.ts';
import { describeConnection } from './describe-connection.ts';
import { libraryEntries } from './library-entries.ts';
import { paletteEntries } from './palette-entries.ts';
import { webPreferences } from './look.ts';

describe('describeConnection', () => {
  it.each<[ConnectionStatus, string, boolean]>([
    [{ at: 'online', keeps: true }, 'online', false],
    [{ at: 'online', keeps: false }, 'holding', false],
    [{ at: 'connecting' }, 'connecting', false],
    [{ at: 'offline' }, 'offline', true],
    [{ at: 'waiting', retryAtMs: 1 }, 'waiting', true],
    [{ at: 'refused', because: 'signed-out' }, 'signed-out', false],
    [{ at: 'refused', because: 'protocol' }, 'protocol', false],
  ])('%o', (status, key, retry) => {
    expect(describeConnection(status)).toEqual({ key, retry });
  });
});

describe('features', () => {
  const place = (path: string, order: number, shownTo?: Place['shownTo']): Place =>
    ({ path, order, label: path, icon: (() => null) as unknown as Place['icon'], ...(shownTo && { shownTo }) });
  const local: Identity = { at: 'local' };
  const features: Feature[] = [
    { name: 'b', routes: [], places: [place('/you', 40), place('/listen', 10, (who) => who.at === 'account')] },
    { name: 'a', routes: [], places: [place('/', 0)], home: [{ order: 2, Part: () => null }] },
  ];

  it('shows each person the places they have a use for, in order', () => {
    expect(placesFor(features, local).map((one) => one.path)).toEqual(['/', '/you']);
    expect(homeParts(features)).toHaveLength(1);
  });

  it.each([
    ['/', '/', true],
    ['/', '/notes', false],
    ['/notes', '/notes/abc', true],
    ['/notes', '/notesbook', false],
  ])('place %s at %s: %s', (path, location, expected) => {
    expect(isCurrent(path, location)).toBe(expected);
  });
});

describe('paletteEntries', () => {
  const places = [{ kind: 'place', path: '/notes', label: 'Notas del día' }] as const;
  const chats = [{ chat: 'c1', card: { with: { name: 'calmOak1234' } } }] as unknown as ChatSummary[];
  const notes = [{ id: 'n1', title: ' ', body: '\nFirst line\nsecond' }] as unknown as Note[];

  it('finds places and chats by letters, case and accents aside, and trusts the vault with notes', () => {
    expect(paletteEntries('DIA', places, chats, [], '-').map((one) => one.path)).toEqual(['/notes']);
    expect(paletteEntries('oak', places, chats, notes, '-').map((one) => one.label)).toEqual(['@calmOak1234', 'First line']);
  });

  it('shows everything for an empty query, and a name for an empty note', () => {
    const empty = [{ id: 'n2', title: '', body: '' }] as unknown as Note[];
    expect(paletteEntries(' ', places, chats, empty, 'Untitled').map((one) => one.label)).toEqual([
      'Notas del día', '@calmOak1234', 'Untitled',
    ]);
  });
});

describe('libraryEntries', () => {
  const features: Feature[] = [{ name: 'guides', routes: [{ path: '/growth/guides/:guide?', Screen: () => null }] }];
  const guides = [
    { id: 'sleep', title: 'El sueño' },
    { id: 'grief', title: 'El duelo' },
  ];

  it('finds by title, case and accents aside, and nothing before a letter is typed', () => {
    expect(libraryEntries('SUENO', 'guides', guides, features)).toEqual([
      { kind: 'guide', path: '/growth/guides/sleep', label: 'El sueño' },
    ]);
    expect(libraryEntries(' ', 'guides', guides, features)).toEqual([]);
  });

  it('leads nowhere that no screen shows', () => {
    expect(libraryEntries('sueño', 'paths', guides, features)).toEqual([]);
  });
});

describe('webPreferences', () => {
  it('lasts as long as the window where storage is forbidden', () => {
    const preferences = webPreferences(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    preferences.write('samovar.look', 'dark');
    expect(preferences.read('samovar.look')).toBe('dark');
    expect(preferences.read('samovar.country')).toBeNull();
  });
});
