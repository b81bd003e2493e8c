import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { namesContact } from './name-contact.ts';
import { parseName, randomGuestName } from './names.ts';

describe('F077: what leads outside is in no name', () => {
  it.each([
    'call5551234567', 'tel4915112345678', 'call555and1234', 'anna٠٥٥١٢٣٤', 'instaPearBlue77', 'InstaPearBlue', 'instapear77', 'myInstaPear', 'igPear77',
    'WhatsAppPear', 'tiktokPear', 'discordPear7', 'SnapPear22', 'kikPear99', 'telegramAnna', 'annaAtGmail', 'annagmailcom',
  ])('%s is refused, by name', (name) => {
    expect(parseName(name)).toEqual({ ok: false, error: 'name-contact' });
  });

  it.each([
    'Kiko77', 'Igor2024', 'igNoble', 'snapDragon', 'Instant77', 'Discordia', 'signalFire', 'steamEngine', 'threadsOfGold', 'carefulPear7220', 'Anna1984', 'lineDancer',
    'Pauline77', 'Yahoo', 'Skyper', 'Ann198420', 'Oleander', '小さな湖', 'सुनीता', 'insta',
  ])('%s is a name like any', (name) => {
    expect(namesContact(name)).toBe(false);
  });

  it('F014: nor is any name of a guest taken for one', () => {
    const random = seededRandom(77);
    for (let n = 0; n < 5_000; n += 1) expect(namesContact(randomGuestName(random))).toBe(false);
  });
});
