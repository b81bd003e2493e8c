import { afterEach, describe, expect, it } from 'vitest';
import { AUDITED_ACTS, type AuditLine } from '#shared/people/keeping.ts';
import { RELAY_REASONS, type RelayReason } from '#shared/people/reasons.ts';
import { FIRST_ROLES, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { words } from '../chats/testing/person.ts';
import { House } from './House.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const line = (more: Partial<AuditLine>): AuditLine => ({ seq: 1, atMs: 1, act: 'ban', by: 'Marigold', whom: 'Willow', reason: 'unkind words', because: null, before: null, after: null, ...more });

async function read(lines: readonly AuditLine[], locale: 'en' | 'es'): Promise<string> {
  const standing = { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => id === 'admin')) };
  const engine = createFakeEngine(meOf('calmPear', { type: 'member', standing }));
  engine.house.known.lines = lines.map((one, at) => ({ ...one, seq: at + 1 }));
  mounted = await mount(<House params={{ part: 'audit' }} />, engine, { locale });
  return words();
}

describe('G3: the record of acts in the reader\'s language', () => {
  it('what a person typed stands as they did, in quotation marks', async () => {
    await read([line({ reason: 'unkind words', after: 'banned' })], 'es');
    expect([...document.querySelectorAll('q')].map((quote) => [quote.textContent, quote.getAttribute('dir')])).toEqual([['unkind words', 'auto']]);
    expect(words()).toContain('puso en pausa a @Willow');
    expect(words()).toMatch(/– → en pausa/);
  });

  it('what nobody typed is told in the language of whoever reads it, every reason there is', async () => {
    const lines = Object.entries(RELAY_REASONS).map(([code, reason]) => line({ by: null, reason, because: code as RelayReason }));
    const text = await read(lines, 'es');
    for (const { reason } of lines) expect(text).not.toContain(reason);
    expect(document.querySelectorAll('q')).toHaveLength(0);
    expect(text).toContain('Empezó en un dispositivo de alguien en pausa o retenido.');
  });

  it('before and after are words of the reader\'s language; names of roles stay as people gave them', async () => {
    const text = await read([
      line({ act: 'answer-appeal', before: 'appeal 7', after: 'answered' }),
      line({ act: 'correct-age', before: 'adult', after: 'teen' }),
      line({ act: 'clear', before: 'not cleared', after: 'cleared' }),
      line({ act: 'make-listener', before: 'member', after: 'listener, age teen, cleared for teens, agreements noted, parent\'s agreement noted, another password' }),
      line({ act: 'grant', before: '', after: 'premium-paths,directory-entry until 2027-01-31' }),
      line({ act: 'remove-picture', before: 'picture 00000000000000000000', after: null }),
      line({ act: 'give-role', before: null, after: 'listener' }),
      line({ act: 'ban', before: null, after: 'something newer' }),
    ], 'es');
    for (const told of [
      'reclamación 7 → con respuesta', '18 o más → de 13 a 17', 'sin autorización → con autorización', 'miembro → oyente, consta como de 13 a 17, con autorización',
      'acuerdos anotados', 'otra contraseña', 'nada → caminos premium, una entrada en el directorio hasta el 2027-01-31', 'una imagen → –', '– → listener', '– → something newer',
    ]) expect(text).toContain(told);
    expect(text).not.toMatch(/appeal|adult\b|cleared|agreement|00000/);
  });

  it('every act has its sentence in both languages', async () => {
    for (const locale of ['en', 'es'] as const) {
      const text = await read(AUDITED_ACTS.map((act) => line({ act })), locale);
      expect(text).not.toMatch(/act\.|record\.|because\./);
      await mounted?.unmount();
      mounted = null;
    }
  });
});
