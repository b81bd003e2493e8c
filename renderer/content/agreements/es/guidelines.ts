import type { GuidelinesText } from '../agreement.ts';

export const guidelines: GuidelinesText = {
  reviewedOn: '2026-11-22',
  lead: 'Unas pocas costumbres que hacen de este un lugar donde la gente se atreve a decir lo que le pasa.',
  sections: [
    {
      heading: 'Escucha antes de responder',
      paragraphs: [
        'Casi todo el mundo necesita primero que le escuchen. Pregunta, quédate con lo que se ha dicho y deja los consejos para ' +
          'cuando te los pidan.',
        'Para tratar bien a alguien no hace falta entenderlo todo ni estar de acuerdo.',
      ],
    },
    {
      heading: 'Deja a cada cual su camino',
      paragraphs: [
        'Sin juzgar, sin sermones, sin comparar penas. La fe, la política, el amor y la familia son distintos en cada vida.',
        'Sin insultos, amenazas, odio ni conversaciones sexuales. Tampoco en broma.',
      ],
    },
    {
      heading: 'Seguir sin conocerse',
      paragraphs: [
        'Sin apellidos, direcciones, números, cuentas de otros sitios ni fotos de personas. No los pidas y no quedes con nadie. ' +
          'Así los dos están a salvo.',
        'Lo que se cuenta aquí se queda aquí.',
      ],
    },
    {
      heading: 'Hasta dónde llega un chat',
      paragraphs: [
        'Quienes escuchan son voluntarios. No diagnostican ni tratan y no son un servicio de emergencias. De pensamientos de ' +
          'muerte se puede hablar aquí; si alguien está en peligro, indica la página Ayuda ahora y no sigas más allá.',
        'Cualquiera de los dos puede terminar un chat en cualquier momento. Despedirse es amable; dar explicaciones no es ' +
          'obligatorio.',
      ],
    },
    {
      heading: 'Cuando algo va mal',
      paragraphs: [
        'Termina el chat. Un oyente también puede bloquear. Cuenta lo ocurrido a quienes llevan esta comunidad: Nuestro equipo y ' +
          'el menú de un chat dicen cómo contactar con ellos, o que no hay nadie nombrado. Samovar no les envía nada por su cuenta.',
      ],
    },
  ],
};
