import type { AgreementText } from '../../agreement.ts';

export const member: AgreementText = {
  name: 'member',
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  title: 'Acuerdo de miembros',
  summary: [
    'Trata bien a los demás y sé sincero con tu grupo de edad.',
    'No des nombres, direcciones, números ni cuentas de otros sitios, y no los pidas.',
    'Quienes escuchan son voluntarios, no profesionales, y no son un servicio de emergencias.',
    'Puedes dejarlo en cualquier momento. A quien haga daño a otros se le puede bloquear o apartar.',
  ],
  sections: [
    {
      heading: 'Qué es este lugar',
      paragraphs: [
        'Samovar es un lugar donde te escuchan. Un oyente es un voluntario que te da su tiempo y su atención. No diagnostica, ' +
          'no trata ni receta, y lo que dice no es consejo médico, legal ni psicológico.',
        'Un chat no es un servicio de emergencias. Nadie de aquí puede ir a donde estás y la respuesta puede tardar. Si tú u ' +
          'otra persona están en peligro, usa la página Ayuda ahora o llama al número de emergencias de tu zona.',
      ],
    },
    {
      heading: 'Quién puede participar',
      paragraphs: [
        'Tienes al menos 13 años. Si tienes entre 13 y 17, tu madre, tu padre o quien te cuida sabe que estás aquí y está de ' +
          'acuerdo. Adolescentes y adultos chatean por separado, diga lo que diga la ley de cada lugar; por eso el grupo de ' +
          'edad que indicas tiene que ser verdadero.',
        'Invitados y miembros tienen el mismo acuerdo. Vale para todas las cuentas que uses aquí.',
      ],
    },
    {
      heading: 'Cómo nos tratamos',
      paragraphs: [
        'Habla como te gustaría que te hablaran. Sin amenazas, odio, acoso, contenido sexual, presiones, publicidad ni ' +
          'peticiones de dinero.',
        'No digas ni pidas apellidos, direcciones, lugares de trabajo o estudio, teléfonos, correos, enlaces a cuentas de otros ' +
          'sitios ni fotos de personas. Así se protegen los dos.',
        'Lo que alguien te cuenta en un chat es suyo. No lo copies, no lo fotografíes y no lo difundas.',
      ],
    },
    {
      heading: 'Qué puedes esperar',
      paragraphs: [
        'Puedes terminar un chat en cualquier momento y no le debes explicaciones a nadie. Puedes pedir otro oyente. Puedes ' +
          'leer, escribir notas y usar Ayuda ahora sin aceptar nada.',
        'El oyente también puede terminar un chat, o bloquearte si no se siente a salvo. Después de un bloqueo no volverán a ' +
          'coincidir aquí.',
        'Quienes cuidan de la comunidad pueden pausar o cerrar una cuenta que haga daño a otros. Tú podrás seguir leyendo tus ' +
          'chats y tus notas.',
      ],
    },
    {
      heading: 'Si este texto cambia',
      paragraphs: [
        'Cada versión lleva su fecha. Cuando haya una nueva, te preguntaremos otra vez antes de que vuelvas a hablar con ' +
          'alguien; hasta entonces, todo lo demás sigue abierto.',
      ],
    },
  ],
};
