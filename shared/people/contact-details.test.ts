import { describe, expect, it } from 'vitest';
import { contactKindsIn, findContactDetails } from './contact-details.ts';
import { fullNameIn } from './full-name.ts';

describe('F077, G1: what leads outside is found', () => {
  it.each([
    ['Call me on 079 4112 8803 tonight', 'phone'],
    ['+44 7700 900 123', 'phone'],
    ['(555) 010-4477', 'phone'],
    ['my number is 5550104477', 'phone'],
    ['٠٧٧٠٠٩٠٠١٢٣', 'phone'],
    ['write to nadia.river@example.org', 'email'],
    ['nadia (at) example (dot) org', 'email'],
    ['nadia AT example DOT org', 'email'],
    ['ｎａｄｉａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'email'],
    ['nadia arroba example punto com', 'email'],
    ['nadia\u200B@exam\u00ADple.org', 'email'],
    ['see https://example.org/me', 'link'],
    ['www.example.org', 'link'],
    ['it is all on my-quiet-page.com', 'link'],
    ['t.me/quiet_harbour', 'link'],
    ['my page is example dot com', 'link'],
    ['insta: sunny.side.up22', 'handle'],
    ['on discord as moonlit#4821', 'handle'],
    ['my insta is @sunnyside', 'handle'],
    ['mi telegram es calma_77', 'handle'],
  ] as const)('%s', (text, kind) => {
    expect(contactKindsIn(text)).toContain(kind);
  });

  it('says which words it means', () => {
    expect(findContactDetails('I am nadia.river@example.org, hello')).toEqual([{ kind: 'email', text: 'nadia.river@example.org' }]);
  });
});

describe('G1: no false alarm', () => {
  it.each([
    '@carefulPear7220 and @Kate, thank you', 'You can call or text 988 any time', 'Samaritans are on 116 123', 'Childline 0800 1111 is free',
    '1-800-273-8255 still works as well as 988', 'Telefonseelsorge: 0800 111 0 111', 'Teléfono de la Esperanza: 717 003 717',
    'call 112, 911, 999, 000 or 061', 'findahelpline.com helps in many countries', 'I scored 18/27 on the PHQ-9', 'I slept 3-4 hours in the last 72',
    'on 12/03/1998 and on 2026-11-22 09:30', '5-4-3-2-1, what can you see?', '1 2 3 4 5 6 7 8', '10.0.0.1 is my router', 'version 2.10.3',
    'in 2019, 2020, 2021 and 2022', 'I owe $12,500 and pay 450.00 a month', '1,000,000 things', 'I deleted snapchat because it made me feel worse',
    'telegram from my grandmother', 'I am so tired.And then it was over', 'look at it, dot by dot', 'we met at work', 'Monday to Friday, 9:00-17:30',
    'I use reddit a lot', 'e.g. walking', 'my email anxiety is out of control, 214 unread',
  ])('%s', (text) => {
    expect(findContactDetails(text)).toEqual([]);
  });
});

it('C10: stays quick on whatever is written, and reads no further than any field goes', () => {
  const hostile = ['a'.repeat(100_000), 'a.'.repeat(50_000), '1 '.repeat(50_000), 'a@'.repeat(50_000), '+'.repeat(100_000), `e${'\u0301\u0323'.repeat(50_000)}`,
    'at dot '.repeat(15_000), 'insta is '.repeat(12_000), `${'my name is '.repeat(9_000)}A`, '((((('.repeat(20_000), '-'.repeat(100_000)];
  for (const text of hostile) {
    const startedMs = performance.now();
    findContactDetails(text);
    fullNameIn(text);
    // A bound with room for a busy machine: what grows by the square takes seconds here.
    expect([text.slice(0, 8), performance.now() - startedMs < 250]).toEqual([text.slice(0, 8), true]);
  }
});

describe('F239: a first and a last name', () => {
  it.each([
    ['My name is Anna Miller and I listen', 'Anna Miller'],
    ['Hi, I’m José García', 'José García'],
    ['Me llamo Ana de la Torre', 'Ana de la Torre'],
    ['I am Peter van der Berg', 'Peter van der Berg'],
  ])('%s', (text, name) => {
    expect(fullNameIn(text)).toBe(name);
  });

  it.each(['My name is Anna', 'I am Anna, and I like tea', 'Soy Ana', 'I am so tired', 'I am Welsh', 'call me any time', ''])('a first name is fine: %s', (text) => {
    expect(fullNameIn(text)).toBeNull();
  });
});
