import type { AgreementText } from '../agreement.ts';

export const listener: AgreementText = {
  name: 'listener',
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  title: 'Acuerdo de oyentes',
  summary: [
    'Escuchas y dejas el camino en manos de la persona. Aquí dar consejos no es el método.',
    'Lo que oyes se queda aquí: ni notas sobre otros en otro sitio, ni fotos, ni nombres que se difunden.',
    'Nada de números, direcciones ni cuentas de otros sitios: ni darlos ni pedirlos.',
    'Un peligro no se guarda en secreto: lo dices enseguida y señalas a quien pueda acudir.',
    'Puedes descansar o dejarlo en cualquier momento. No le debes explicaciones a nadie.',
  ],
  sections: [
    {
      heading: 'Escuchar',
      paragraphs: [
        'Das tu atención: oyes, devuelves lo que has entendido, preguntas de forma abierta y dejas el ritmo a la otra persona. No ' +
          'diagnosticas, no juzgas, no conviertes ni resuelves. Si te piden una idea, puedes ofrecerla como idea, y ellos eligen.',
        'Eres una persona voluntaria y lo dices cuando alguien te toma por otra cosa. Tratas igual a todo el mundo, sea cual sea ' +
          'su edad, género, origen, fe, cuerpo o forma de querer. Si no puedes, dices con amabilidad que otra persona lo hará mejor y terminas el chat.',
      ],
    },
    {
      heading: 'Lo que se queda aquí',
      paragraphs: [
        'Lo que alguien te cuenta es suyo. No lo copias, no lo fotografías, no lo cuentas en otro sitio ni lo apuntas fuera de ' +
          'Samovar. Las notas sobre las personas a quienes escuchas van en tus notas confidenciales de aquí: están cifradas en este ' +
          'dispositivo y no se exportan ni se comparten.',
        'No buscas a nadie en otros sitios, no dices ni pides nombres, direcciones, números ni cuentas, y no quedas con nadie a ' +
          'quien conozcas de aquí. No pides dinero, cosas ni favores, y no los aceptas.',
      ],
    },
    {
      heading: 'Cuando alguien está en peligro',
      paragraphs: [
        'Nunca prometes guardar un secreto que pueda costarle a alguien la vida o la seguridad. Cuando alguien está a punto de ' +
          'hacerse daño o de hacerlo, o se lo están haciendo, dices con claridad que hace falta quien pueda acudir y señalas Ayuda ahora.',
        'No eres un servicio de emergencias, y lo que ocurra después no está en tus manos. Entonces puedes terminar el chat y ' +
          'hablarlo tú también con alguien.',
      ],
    },
    {
      heading: 'La edad',
      paragraphs: [
        'Tienes al menos 15 años. Los oyentes de 15 a 17 escuchan a otros adolescentes, y su madre, su padre o quien les cuida lo ' +
          'sabe. Los adultos escuchan a adultos; solo aquellos cuyos antecedentes se han comprobado escuchan también a adolescentes. ' +
          'El grupo de edad que indicas es verdadero.',
      ],
    },
    {
      heading: 'Cuidar de ti',
      paragraphs: [
        'Tomas los chats que te sientan bien, y ninguno cuando no tienes fuerzas. Descansar es parte de escuchar. Terminas un chat ' +
          'en el que te traten mal y puedes bloquear a quien lo hizo.',
        'Cuando necesites que te escuchen, usa tu otra cuenta. No está unida a esta y nadie ve que eres la misma persona; no lo ' +
          'cuentes tú tampoco, por favor, y no te encuentres contigo con las dos.',
      ],
    },
    {
      heading: 'Lo que guarda el servidor',
      paragraphs: [
        'Tu nombre de oyente, tu grupo de edad, qué versión de este texto aceptaste y cuándo, y lo que tu aplicación dijo del ' +
          'curso: qué lecciones superaste qué día y qué chats de práctica llevaste hasta el final. Lo que escribiste en ejercicios y ' +
          'prácticas nunca sale de tu dispositivo. El servidor no guarda nada que lleve de esta cuenta a otra tuya.',
      ],
    },
    {
      heading: 'Si este texto cambia',
      paragraphs: [
        'Cada versión lleva su fecha. Cuando haya una nueva, te preguntaremos antes de que tomes el siguiente chat. Los que tengas ' +
          'abiertos siguen. Quien rompa este acuerdo puede perder la cuenta de oyente, para que quien viene aquí siga a salvo.',
      ],
    },
  ],
};
