import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { denied, RULES } from '#shared/policy/verdict.ts';
import { decodeMessage, encodeRefusal } from '#shared/protocol/message.ts';
import { REFUSAL_CODES, parseRefusal } from '#shared/protocol/refusal.ts';
import { fault, policyFault, refusalOf, type Fault } from './fault.ts';
import { GATE_RULES, type GateRuleId } from './gate-rules.ts';

const AT = { client: 4, clock: 2 };
const ids = Object.keys(GATE_RULES) as GateRuleId[];
const faults: readonly Fault[] = ids.flatMap((gate) => REFUSAL_CODES.map((code) => fault(gate, code, 'has a right origin', AT)));
const byTheBook = policyFault('G17', denied('P14-own-words'), 'not-yours', 'deletes what is somebody else\'s', AT)!;

/** As the clients of 0.7.0 and older read it, whose code is out of our hands: a key that they do not know makes it none. */
const RELEASED = z.strictObject({
  n: z.int().positive(),
  code: z.enum(REFUSAL_CODES),
  again: z.enum(['never', 'rebase', 'resync', 'later']),
  rule: z.enum(RULES).optional(),
  detail: z.string().max(200),
  client: z.int().nonnegative().optional(),
  clock: z.int().nonnegative().optional(),
});

/** What goes over the wire, as text. */
function sent(found: Fault): string {
  const bytes = encodeRefusal({ n: 1, ...refusalOf(found) });
  return new TextDecoder().decode(bytes).slice(bytes.findIndex((byte) => byte === 0x7b));
}

describe('G8, W8 a refusal goes over the wire', () => {
  test('with code, rule of the gate, rule of the rule book, client id, clock, and whether to sync again', () => {
    expect(refusalOf(fault('G9', 'not-append', 'has a right origin', AT))).toEqual({
      code: 'not-append', again: 'rebase', detail: 'G9: has a right origin', client: 4, clock: 2,
    });
    expect(refusalOf(byTheBook)).toMatchObject({ code: 'not-yours', rule: 'P14-own-words', detail: expect.stringMatching(/^G17: /) });
  });

  test('so that the clients of all releases hear it, whichever rule of the gate spoke', () => {
    const unheard = [...faults, byTheBook].filter((found) => !RELEASED.safeParse(JSON.parse(sent(found))).success);
    expect(unheard).toEqual([]);
  });

  test('and today\'s client hears the relays of all releases, whose detail names no rule of the gate', () => {
    const { detail, ...rest } = refusalOf(byTheBook);
    const old = { n: 1, ...rest, detail: detail.slice('G17: '.length) };
    expect(parseRefusal(JSON.stringify(old))).toEqual(old);
    expect(decodeMessage(encodeRefusal(old))).toEqual({ type: 'refusal', refusal: old });
  });
});

describe('G8 the rules that can refuse', () => {
  const book = readFileSync(join(import.meta.dirname, 'GATE-RULES.md'), 'utf8');

  test.each(ids)('%s stands in the rule book, and is said in one line of plain text', (gate) => {
    expect(book).toContain(`\n- **${gate}** `);
    expect(GATE_RULES[gate]).toMatch(/^[a-z][\w ,']+$/);
  });
});
