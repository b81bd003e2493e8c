import { describe, expect, it } from 'vitest';
import { asksForAdvice, formulaOf, readReply } from './read-reply.ts';
import type { Heard, Mark } from './types.ts';

/** "es que ya tienen a su gente. todas las mesas están llenas. como al lado de música, mirando el móvil" */
const HEARD: Heard = {
  language: 'es-MX',
  feelings: ['sola', 'solo', 'soledad', 'fuera', 'invisib', 'triste', 'vergüenz', 'mal', 'mied'],
  matters: ['mesa', 'llen', 'gente', 'movil', 'clase', 'music', 'amig', 'autobus'],
  askedForAdvice: false,
};

const read = (reply: string, more: Partial<Heard> = {}): readonly Mark[] => [...readReply(reply, { ...HEARD, ...more }).marks];

type Line = readonly [reply: string, found: readonly Mark[], not?: readonly Mark[]];

const LINES: Readonly<Record<string, readonly Line[]>> = {
  'devolver': [
    ['Suena muy solitario, te quedas fuera.', ['feeling'], ['advice', 'thin']],
    ['sola.', ['feeling'], ['thin']],
    ['Todas las mesas llenas, y tú de pie', ['matter'], ['advice']],
    ['invisible, aunque la clase esté llena?', ['feeling'], ['closed-question']],
    ['te sientes sola, ¿no?', ['feeling'], ['closed-question']],
    ['Parece que tienes que sostenerlo todo en clase', ['matter'], ['advice']],
    ['sientes que deberías haber hecho amigos ya', ['matter'], ['advice', 'judging']],
    ['te dicen que todo va a ir bien, y tú sigues sola', ['feeling'], ['minimising']],
    ['debe de ser agotador', ['matter'], ['feeling']],
    ['temes que sea culpa tuya que nadie te llame', [], ['judging']],
    ['miras el móvil como si esperases a alguien', ['matter'], ['contact', 'advice']],
    ['no estás sola', ['warmth'], ['feeling']],
    ['un hijo malo', [], ['feeling']],
    ['Te da vergüenza, y por eso te escondes con el móvil', ['feeling', 'matter'], ['contact']],
    ['una parte de ti piensa que tendrías que llamar', [], ['advice']],
  ],
  'preguntar': [
    ['¿Cómo es entrar ahí?', ['open-question'], ['closed-question', 'advice']],
    ['que sentiste cuando se dieron la vuelta', ['open-question'], ['closed-question']],
    ['¿Qué crees que deberías hacer?', ['open-question'], ['advice']],
    ['cuéntame más de la sala de música', ['open-question'], ['advice']],
    ['¿Quieres contarme lo del lago?', ['open-question'], ['closed-question', 'offer']],
    ['Suena triste. ¿Qué es lo que más duele?', ['feeling', 'open-question'], []],
    ['¿y cómo te quedaste?', ['open-question'], []],
    ['¿Estás triste?', ['closed-question'], ['feeling', 'open-question']],
    ['tienes amigos ahí?', ['closed-question'], ['open-question']],
    ['¿Qué edad tienes?', ['closed-question'], ['open-question']],
    ['¿De dónde eres?', ['closed-question'], ['open-question']],
    ['¿Cómo te llamas?', ['closed-question'], ['open-question']],
    ['¿Se lo dijiste a tu madre? ¿Se enfadó? ¿Te gritó?', ['closed-question', 'many-questions'], []],
    ['¿Qué pasó? ¿Cómo fue? ¿Y qué dijo?', ['open-question', 'many-questions'], []],
    ['Estás fuera de todo. ¿Te he entendido bien?', ['feeling'], ['closed-question', 'open-question']],
    ['qué duro', ['matter'], ['open-question', 'closed-question']],
    ['Como dices, las mesas están llenas.', ['matter'], ['open-question', 'closed-question']],
  ],
  'consejos': [
    ['Deberías apuntarte a un club', ['advice'], ['judging']],
    ['Un paseo te vendría bien', ['advice'], []],
    ['Estaría bien que salieras', ['advice'], []],
    ['Llámala', ['advice'], []],
    ['Díselo a tu madre', ['advice'], []],
    ['Olvídalo', ['advice'], []],
    ['Tal vez puedas hablar con tu jefe', ['advice'], []],
    ['Solo tienes que pedirlo', ['advice'], []],
    ['Te vendría bien que alguien te escuchara, dices.', [], ['advice']],
    ['Déjalo salir, estoy aquí.', [], ['advice']],
    ['Ponte cómoda, estoy aquí.', [], ['advice']],
    ['Hazlo a tu ritmo.', [], ['advice']],
    ['Estaría bien que por una vez preguntaran.', [], ['advice']],
    ['yo que tú hablaría con ellos', ['advice'], []],
    ['¿Has probado a saludar primero?', ['advice'], ['open-question', 'closed-question']],
    ['¿Por qué no te sientas con ellos?', [], ['judging']],
    ['por que no hablas con ellos', ['advice'], ['judging', 'open-question']],
    ['podrías hablar con un profesor', ['advice'], []],
    ['Llama a tus amigos', ['advice'], []],
    ['Habla con tu madre y ya está', ['advice'], []],
    ['tienes que ser fuerte', ['advice'], []],
    ['intenta sonreír más', ['advice'], []],
    ['lo mejor es que se lo digas', ['advice'], []],
    ['¿Y si les escribes?', ['advice'], ['open-question']],
    ['hay que mirar hacia delante', ['advice'], []],
    ['Te recomiendo salir a andar', ['advice'], []],
    ['Suena a mucha soledad. Deberías buscar otra gente.', ['advice', 'feeling'], []],
    ['tómate tu tiempo, no hay prisa', ['warmth'], ['advice']],
    ['no tienes que decidir nada ahora', [], ['advice']],
    ['no deberías tener que cargar con eso', [], ['advice', 'judging']],
    ['tu madre dice que deberías apuntarte a algo, y no va contigo', [], ['advice']],
    ['dime si lo he entendido', [], ['advice']],
    ['no te disculpes, aquí cabe', ['warmth'], ['advice']],
    ['¿Te ayudaría oír una idea?', ['offer'], ['advice']],
  ],
  'quitar peso, juzgar, hablar de una misma': [
    ['Al menos tienes a tus amigos de antes', ['minimising'], ['matter']],
    ['no te preocupes, todo va a salir bien', ['minimising'], []],
    ['ya se te pasará', ['minimising'], []],
    ['a todos nos pasa', ['minimising'], []],
    ['seguro que les caes bien', ['minimising'], []],
    ['hay gente que está peor', ['minimising'], []],
    ['ánimo', ['minimising'], ['thin']],
    ['no es solo una mesa', ['matter'], ['minimising']],
    ['Nadie te deja tranquila en clase', ['matter'], ['minimising']],
    ['¿Por qué no dijiste nada?', ['judging'], ['advice', 'open-question']],
    ['eres un poco exagerada', ['judging'], []],
    ['eso es culpa tuya', ['judging'], []],
    ['¿Qué esperabas?', ['judging'], ['open-question']],
    ['no es culpa tuya', [], ['judging']],
    ['Nada de eso es culpa tuya.', [], ['judging']],
    ['tampoco es tu culpa', [], ['judging']],
    ['nunca fue culpa tuya', [], ['judging']],
    ['nada de lo que hizo es por tu culpa', [], ['judging']],
    ['en parte es culpa tuya', ['judging'], []],
    ['Te da miedo parecer débil', ['feeling'], ['judging']],
    ['Cuando yo era pequeña me pasó lo mismo', ['about-oneself'], []],
    ['sé cómo te sientes', ['about-oneself'], []],
    ['yo también', ['about-oneself'], ['thin']],
    ['te leo, sigo aquí', ['warmth'], ['about-oneself']],
  ],
  'poco y demasiado': [
    ['ok', ['thin'], []],
    ['ya veo', ['thin'], []],
    ['vaya', ['thin'], []],
    ['jaja', ['thin'], []],
    ['estoy aquí', ['warmth'], ['thin']],
    ['duele', ['matter'], ['thin']],
    ['y así pasa el día entero '.repeat(16), ['too-long'], ['thin']],
  ],
  'fuera de lugar': [
    ['escríbeme por whatsapp', ['contact'], []],
    ['mi número es 612 345 678', ['contact'], []],
    ['mándame un correo a sam@example.org', ['contact'], []],
    ['¿tienes instagram?', ['contact'], []],
    ['te bloqueó en instagram, y dolió', [], ['contact']],
    ['no se lo diré a nadie, te lo prometo', ['secrecy'], []],
    ['esto queda entre tú y yo', ['secrecy'], []],
    ['creo que tienes depresión', ['diagnosis'], []],
    ['suena a ansiedad', ['diagnosis'], []],
    ['Gracias por contármelo. Cuídate.', ['farewell', 'warmth'], ['advice']],
  ],
};

describe.each(Object.entries(LINES))('F198, leer respuestas en español: %s', (_, lines) => {
  it.each(lines.map(([reply, found, not = []]) => ({ reply, found, not })))('$reply', ({ reply, found, not }) => {
    const marks = read(reply);
    expect(found.filter((mark) => !marks.includes(mark))).toEqual([]);
    expect(not.filter((mark) => marks.includes(mark))).toEqual([]);
  });
});

it('F198: un deseo propio no devuelve nada, el de la otra persona sí', () => {
  const wishes = { feelings: ['quier', 'esper', 'necesit', 'dese'], matters: ['mama', 'sepa', 'perro'] };
  for (const own of ['Quiero ayudarte', 'Espero que te vaya bien', 'Ojalá tu mamá lo sepa', 'me gustaría que tu mamá lo sepa', 'te deseo lo mejor', 'Necesito que tu mamá lo sepa']) {
    expect([own, read(own, wishes).filter((mark) => mark === 'feeling' || mark === 'matter')]).toEqual([own, []]);
  }
  for (const theirs of ['Quieres que lo sepa', 'esperas que te mande al perro igual', 'Quiero entenderte: necesitas que lo sepa']) {
    expect([theirs, read(theirs, wishes).includes('feeling')]).toEqual([theirs, true]);
  }
  expect(read('Quiero entenderte', wishes)).not.toContain('feeling');
});

it('F198: la fórmula con la que se devuelve algo', () => {
  const formulas = ['Suena triste.', 'y eso suena muy duro', 'Parece que te sientes sola', 'Me imagino', 'Debe de ser agotador', 'sola, incluso ahí', 'Te quedas fuera'];
  expect(formulas.map((one) => formulaOf(one, 'es'))).toEqual(['suena', 'suena', 'parece', 'imagino', 'debe', null, null]);
});

it('F198: una idea ofrecida cuando la piden es una oferta; una orden sigue siendo un consejo', () => {
  expect(asksForAdvice(['no sé. ¿qué hago?'], 'es')).toBe(true);
  expect(asksForAdvice(['como al lado de música'], 'es')).toBe(false);
  const asked = { askedForAdvice: true };
  expect(read('a algunas personas les sirve escribirlo; quizás podrías probar', asked)).toContain('offer');
  expect(read('Deberías escribirlo', asked)).toContain('advice');
});
