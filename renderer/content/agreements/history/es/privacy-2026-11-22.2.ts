import type { AgreementText } from '../../agreement.ts';

export const privacy: AgreementText = {
  name: 'privacy',
  version: '2026-11-22.2',
  reviewedOn: '2026-11-22',
  title: 'Política de privacidad',
  summary: [
    'Tus notas y borradores se quedan en este dispositivo, cifrados. Nadie más los lee.',
    'Un chat lo leen las dos personas que están en él. Quien lleva el servidor podría leerlo en su disco.',
    'Un chat guarda como mucho sus últimos 60 mensajes, y durante 30 días como mucho. Después se borran en el servidor y en los dos dispositivos.',
    'Sin nombre real, sin correo, sin publicidad, sin rastreadores. La aplicación habla con su servidor y con nadie más.',
  ],
  changes: [
    'Miembros y oyentes pueden eliminar su cuenta en la aplicación y obtener una copia de lo que el servidor guarda sobre ellos.',
    'El servidor guarda lo que escribes en un perfil, y el resumen de un código de recuperación si lo creas.',
    'Dice quién ve un perfil, y que las palabras de una cuenta olvidada se borran de sus chats al instante.',
  ],
  sections: [
    {
      heading: 'Lo que se queda en este dispositivo',
      paragraphs: [
        'Las notas, los mensajes sin terminar y los ajustes se guardan cifrados en este dispositivo. Nunca se envían al servidor ' +
          'en forma legible. Si pierdes el dispositivo, nadie puede recuperarlos por ti.',
        'Donde el dispositivo tiene un llavero, la clave está en él. En un navegador está en su propio almacenamiento, que ' +
          'protege tus palabras de una mirada casual, pero no de quien use tu sesión en ese ordenador.',
      ],
    },
    {
      heading: 'Lo que guarda el servidor',
      paragraphs: [
        'Tu nombre de pantalla y tipo de cuenta, tu contraseña y tu código de recuperación como resúmenes que no se pueden deshacer, ' +
          'el grupo de edad y las respuestas que diste con sus fechas, lo que escribes en tu perfil, los dispositivos con sesión ' +
          'abierta y el nombre que les pusiste, tus peticiones con tema e idioma, los bloqueos y tus chats.',
        'Mientras estás conectado, el servidor ve tu dirección de red, como cualquier otro, y la usa para frenar abusos. Su ' +
          'registro no contiene el texto de los mensajes.',
      ],
    },
    {
      heading: 'Quién puede leer un chat',
      paragraphs: [
        'Tú y la persona con quien hablas. Los chats van cifrados en los dispositivos y, si el servidor está preparado para ' +
          'ello, por el camino; en el disco del servidor no lo están. Así que quienes lo llevan podrían leerlos. Se les pide ' +
          'que lo hagan solo cuando lo exija la seguridad de alguien, pero elige tus palabras sabiendo que es posible.',
        'Ninguna aplicación puede impedir que la otra persona copie o fotografíe lo que ve. No cuentes lo que diría quién eres.',
      ],
    },
    {
      heading: 'Lo que otros ven de ti',
      paragraphs: [
        'Tu nombre de pantalla, tu imagen con dos letras y el tipo de tu cuenta. Si escribes un perfil, puede leerlo ' +
          'quien conozca tu nombre; de invitados y miembros no hay ninguna lista. Los oyentes de tu grupo de edad ven también tu ' +
          'petición mientras esperas: nombre, tema si lo diste, idioma y desde cuándo. La persona con quien hablas ve que estás ' +
          'escribiendo y si su mensaje te ha llegado y lo has mirado.',
      ],
    },
    {
      heading: 'Cuánto se guardan las palabras',
      paragraphs: [
        'De cada chat se guardan los últimos 60 mensajes, y durante 30 días como mucho desde el último. Lo más antiguo se borra ' +
          'de los archivos del servidor, y de los dos dispositivos cuando vuelven a conectarse. Quien lleva un servidor puede ' +
          'elegir menos.',
        'Las copias de seguridad que haga quien lleva el servidor quedan fuera de esta cuenta hasta que se sustituyen.',
      ],
    },
    {
      heading: 'Si te vas',
      paragraphs: [
        'Un invitado puede pedir que lo olvidemos en cualquier momento, y los demás pueden eliminar su cuenta, en la página Tú: ' +
          'sesiones, peticiones y chats terminan al instante, y lo que escribiste se borra de los archivos del servidor. Las ' +
          'personas con las que hablaste conservan sus propias palabras y ven una cuenta eliminada en tu lugar.',
        'Allí obtienes también una copia de todo lo que el servidor guarda sobre ti. Lo que hay en este dispositivo desaparece ' +
          'cuando lo borras aquí. Para todo lo demás, escribe a quienes llevan esta comunidad.',
      ],
    },
  ],
};
