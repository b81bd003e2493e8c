import { describe, expect, it } from 'vitest';
import { ADVICE_HINT } from '#shared/limits.ts';
import { languageRead, readsLikeAdvice } from './advice.ts';

const reads = (typed: string, heard: readonly string[] = [], screens = 'en'): boolean => readsLikeAdvice(typed, heard, screens);

describe('F198: the quiet word to a listener', () => {
  it.each([
    'You should talk to your boss about it.',
    'Have you tried going for a walk?',
    'Why don\'t you just call her?',
    'If I were you I would leave.',
    'That sounds hard. Just tell him how you feel.',
    'you need to talk to somebody about this ',
    'Deberías hablar con tu madre.',
    'Yo que tú le llamaría.',
    '¿Has probado a salir a andar?',
    'Tienes que ser fuerte.',
    'Suena muy duro. Intenta dormir más.',
  ])('%j reads like advice', (typed) => {
    expect(reads(typed)).toBe(true);
  });

  it.each([
    // What only sounds like it: giving back, asking, comforting, and words of others.
    'That sounds so lonely.',
    'You feel like you should have called her by now.',
    'Your sister says you should just get over it, and it hurts.',
    'You should be proud of that.',
    'You shouldn\'t have to carry that alone.',
    'What do you think you should do?',
    'You must have felt so alone.',
    'Take your time, there is no rush.',
    'Tell me more about that evening.',
    'You tried so hard to make it work.',
    'How do you talk with him about it?',
    'It is good to hear from you.',
    'I could see how much that matters to you.',
    'Suena a mucha soledad.',
    'Sientes que deberías haber llamado ya.',
    'Tu madre dice que deberías apuntarte a algo, y no va contigo.',
    'No tienes que decidir nada ahora.',
    '¿Qué crees que deberías hacer?',
    'Tómate tu tiempo, no hay prisa.',
    'Cuéntame más de esa noche.',
    'Debe de ser agotador.',
    'ok',
    '',
    '   ',
  ])('%j does not', (typed) => {
    expect(reads(typed)).toBe(false);
  });

  it('what has only begun is not read yet, so that nothing flickers while one writes', () => {
    for (const typed of ['You', 'You should', 'You should ', 'You should be', 'You should be ']) expect(reads(typed)).toBe(false);
    expect(reads('You should be proud of')).toBe(false);
    expect(reads('You should talk to ')).toBe(true);
    expect(reads('That sounds hard. You should')).toBe(false);
    expect(reads('You should leave. And')).toBe(true);
  });

  it('suggestions that were asked for are welcome', () => {
    const heard = ['She never answers.', 'What should I do?'];
    expect(reads('You should talk to her about it.', heard)).toBe(false);
    expect(reads('You should talk to her about it.', ['She never answers.'])).toBe(true);
    expect(reads('Deberías hablar con ella de esto.', ['No sé. ¿Qué hago?'], 'es')).toBe(false);
    // Long ago is not now.
    const since = Array.from({ length: ADVICE_HINT.linesHeard }, () => 'It is quiet here.');
    expect(reads('You should talk to her about it.', [...heard, ...since])).toBe(true);
  });

  it('is read in the language it is written in, whatever the screens speak; a third one is left alone', () => {
    expect(reads('Deberías hablar con tu madre de eso.', [], 'en')).toBe(true);
    expect(reads('You should talk to your mother about that.', [], 'es-MX')).toBe(true);
    expect(languageRead('Du solltest mit deiner Mutter reden.', 'de')).toBeNull();
    expect(reads('Du solltest mit deiner Mutter reden.', [], 'de')).toBe(false);
    // English words that are other words in Spanish.
    expect(reads('Come what may, you are here now.')).toBe(false);
    expect(reads('Sal was kind to you, and that meant a lot.')).toBe(false);
  });

  it('bounds: a very long text costs what its end costs', () => {
    const long = 'That was a long day for you. '.repeat(400);
    expect(reads(`${long}You should leave him now.`)).toBe(true);
    expect(reads(`You should leave him now. ${long}`)).toBe(false);
  });
});
