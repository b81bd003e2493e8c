import { describe, expect, it, vi } from 'vitest';
import { TEXT } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { foldName, MAX_READ_LENGTH, parseName, randomGuestName } from './names.ts';

describe('guest names (F014)', () => {
  it('are an adjective, a noun and four digits, in 10,000 draws', () => {
    const random = seededRandom(14);
    const names = Array.from({ length: 10_000 }, () => randomGuestName(random));
    for (const name of names) {
      expect(name).toMatch(/^[a-z]+[A-Z][a-z]+\d{4}$/);
      expect(parseName(name)).toEqual({ ok: true, value: name });
    }
    // Among some 35 million, 10,000 draws meet themselves once or twice.
    expect(new Set(names.map(foldName)).size).toBeGreaterThan(9_980);
    expect(new Set(names.map((name) => name.slice(-4))).size).toBeGreaterThan(6_000);
  });

  it('use every word', () => {
    const random = seededRandom(15);
    const words = Array.from({ length: 10_000 }, () => /^([a-z]+)([A-Z][a-z]+)/.exec(randomGuestName(random))!);
    const distinct = (index: number): number => new Set(words.map((word) => word[index])).size;
    expect(distinct(1)).toBeGreaterThan(50);
    expect(distinct(2)).toBeGreaterThan(50);
  });
});

describe('chosen names (F004, F012)', () => {
  it.each([
    ['anna', 'anna'],
    ['  @anna ', 'anna'],
    ['Zoë', 'Zoë'],
    ['Zoe\u0308', 'Zoë'],
    ['Анна1', 'Анна1'],
    ['سارة', 'سارة'],
    ['नमस्ते', 'नमस्ते'],
    ['क्ष्म्य', 'क्ष्म्य'],
    ['naïveté', 'naïveté'],
    ['Ελένη', 'Ελένη'],
    ['小川Ann', '小川Ann'],
    ['小さな湖', '小さな湖'],
    ['StaffordGirl', 'StaffordGirl'],
    ['Modesty', 'Modesty'],
    ['calmHelper', 'calmHelper'],
    ['teamwork', 'teamwork'],
    ['Officialdom', 'Officialdom'],
    ['Drew', 'Drew'],
    ['𐐷'.repeat(TEXT.maxNameLength), '𐐷'.repeat(TEXT.maxNameLength)],
  ])('takes %j', (text, name) => {
    expect(parseName(text)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['', 'name-too-short'],
    ['ab', 'name-too-short'],
    ['a'.repeat(TEXT.maxNameLength + 1), 'name-too-long'],
    ['1anna', 'name-characters'],
    ['an na', 'name-characters'],
    ['an_na', 'name-characters'],
    ['an\u200Bna', 'name-characters'],
    ['an\u202Ena', 'name-characters'],
    ['an\uD800na', 'name-characters'],
    ['😀😀😀', 'name-characters'],
    ['anna\uFE0F', 'name-characters'],
    ['an\u034Fna', 'name-characters'],
    ['anna\u3164', 'name-characters'],
    ['\u3164\u3164\u3164', 'name-characters'],
    ['\u0430dmin', 'name-characters'],
    ['R\u03BFwan', 'name-characters'],
    ['anna\u0301\u0302\u0303\u0304\u0305\u0306', 'name-characters'],
    ['@@anna', 'name-characters'],
    ['Samovar', 'name-reserved'],
    ['SamovarTeam', 'name-reserved'],
    ['adm1n', 'name-reserved'],
    ['admln42', 'name-reserved'],
    ['siteAdmin3', 'name-reserved'],
    ['Moderator7', 'name-reserved'],
    ['Crisis', 'name-reserved'],
    ['suicideHotline', 'name-reserved'],
    ['5taff', 'name-characters'],
    ['forgotten', 'name-reserved'],
    ['Oyente', 'name-reserved'],
    ['ADMIN', 'name-reserved'],
    ['ｍｏｄｅｒａｔｏｒ', 'name-reserved'],
    ['M0d3rat0r', 'name-reserved'],
    ['Sam0v4rTeam', 'name-reserved'],
    ['St4ff', 'name-reserved'],
    ['SupportTeam', 'name-reserved'],
    ['SafetySupport7', 'name-reserved'],
    ['HelpDesk', 'name-reserved'],
    ['soporteTecnico', 'name-reserved'],
    ['StaffAnna', 'name-reserved'],
    ['DrAnna', 'name-reserved'],
    ['annaTherapist', 'name-reserved'],
    ['psicologaAna', 'name-reserved'],
    ['VerifiedPear', 'name-reserved'],
    ['TeenStar', 'name-reserved'],
    ['Самовар', 'name-reserved'],
    ['модератор', 'name-reserved'],
    ['管理员', 'name-reserved'],
    ['ᏚᎪᎷᎾᏙᎪᏒ', 'name-reserved'],
    ['ꓡisa', 'name-characters'],
  ])('refuses %j as %s', (text, fault) => {
    expect(parseName(text)).toEqual({ ok: false, error: fault });
  });

  it('F012: two names that differ in case or width alone are one', () => {
    expect(foldName('Anna')).toBe(foldName('aNNa'));
    expect(foldName('Ａnna')).toBe(foldName('anna'));
    expect(foldName('ŞEN')).toBe(foldName('şen'));
    expect(foldName('ΝΙΚΟΣ')).toBe(foldName('νικοσ'));
    expect(foldName('straße')).toBe(foldName('STRASSE'));
    expect(foldName('lısa')).toBe(foldName('Lisa'));
    expect(foldName('an\u034Fna\uFE0F')).toBe(foldName('anna'));
    expect(foldName('anna')).not.toBe(foldName('anna1'));
  });
});

describe('C10: what is longer than any name is not even brought into one form', () => {
  const tooLong = `a${'\u0301\u0323'.repeat(MAX_READ_LENGTH / 2)}`;

  it.each([
    ['parseName', () => parseName(tooLong), { ok: false, error: 'name-too-long' }],
    ['foldName', () => foldName(tooLong), tooLong],
  ])('%s', (_title, read, expected) => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect(read()).toEqual(expected);
      expect(normalize).not.toHaveBeenCalled();
    } finally {
      normalize.mockRestore();
    }
  });

  it('the longest name there can be is read, marks, spaces and all', () => {
    const name = `${'e\u0302\u0301'.repeat(24)}`;
    expect(parseName(`  @${name}  `)).toEqual({ ok: true, value: name.normalize('NFC') });
  });
});
