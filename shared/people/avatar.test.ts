import { describe, expect, it } from 'vitest';
import { ACCOUNT_TYPES } from '../words.ts';
import { AVATAR_COLOURS, avatarColour, avatarLetters, avatarShape } from './avatar.ts';

/** WCAG 2.2, "relative luminance": of a colour `#rrggbb`, between 0 and 1. */
function luminance(colour: string): number {
  const channel = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('pictures of people', () => {
  it('the measure is that of WCAG', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  });

  it('F020: there is a colour for each of 26 letters, and white letters on it reach 4.5:1', () => {
    expect(AVATAR_COLOURS).toHaveLength(26);
    expect(new Set(AVATAR_COLOURS).size).toBe(26);
    for (const colour of AVATAR_COLOURS) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    expect(AVATAR_COLOURS.filter((colour) => contrast('#ffffff', colour) < 4.5)).toEqual([]);
  });

  it('F020: the colour follows from the first letter alone, upper or lower case', () => {
    expect(avatarColour('apple')).toBe(AVATAR_COLOURS[0]);
    expect(avatarColour('Zed9')).toBe(AVATAR_COLOURS[25]);
    expect(avatarColour('amberOwl0001')).toBe(avatarColour('Anna'));
    for (const name of ['Ömer', 'Анна', 'سارة', 'あい', '𐐷a', '']) expect(AVATAR_COLOURS).toContain(avatarColour(name));
  });

  it.each([
    ['carefulPear7220', 'CP'],
    ['anna', 'AN'],
    ['Anna', 'AN'],
    ['annaMariaLee', 'AM'],
    ['ABc12', 'AB'],
    ['x12', 'X1'],
    ['ßeta', 'ßE'],
    ['élan', 'ÉL'],
    ['e\u0301lan', 'E\u0301L'],
    ['नमस्ते', 'नम'],
    ['किरण', 'किर'],
    ['анна', 'АН'],
    ['سارة', 'سا'],
  ])('F019, D1: %s is shown as %s', (name, letters) => {
    expect(avatarLetters(name)).toBe(letters);
  });

  it('F018, F026, F041, F045: the outline says what kind of account it is, and a therapist looks like a listener', () => {
    expect(ACCOUNT_TYPES.map((type) => avatarShape(type))).toEqual(['square', 'rounded', 'circle', 'circle']);
  });
});
