import type { AgreementText } from '../agreement.ts';

export const privacy: AgreementText = {
  name: 'privacy',
  version: '2026-11-23',
  reviewedOn: '2026-11-23',
  title: 'Política de privacidad',
  summary: [
    'Tus notas y borradores se quedan en este dispositivo, cifrados. Nadie más los lee.',
    'Un chat lo leen las dos personas que están en él. Quien lleva el servidor podría leerlo en su disco.',
    'Un chat guarda como mucho sus últimos 60 mensajes, y durante 30 días como mucho. Después se borran en el servidor y en los dos dispositivos.',
    'Sin nombre real (salvo el de terapeutas), sin correo, sin publicidad, sin rastreadores. La aplicación habla con su servidor y con nadie más.',
  ],
  changes: [
    'Dice que en un chat entre un adolescente y un adulto con autorización para ello, cada uno lee cuál de los dos es el otro.',
    'Dice que los miembros con una función figuran en Nuestro equipo, a la vista de todo el mundo.',
    'Dice quién lee lo que se escribe para alguien cuya cuenta está en pausa, y hasta cuándo se guarda.',
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
          'el grupo de edad y las respuestas que diste con sus fechas, lo que escribes en tu perfil y la imagen que elijas, los dispositivos con sesión ' +
          'abierta y el nombre que les pusiste, tus peticiones con tema e idioma, los bloqueos y tus chats.',
        'Lo que fue de una petición de hablar se guarda 30 días. El tema de un chat se va con sus palabras; que dos personas hablaron se ' +
          'sabe un año más, y después ya no. Que alguna vez hubo algo, sin más, se queda con la cuenta.',
        'Un mensaje que dejas a un oyente o terapeuta, o las primeras palabras que un oyente escribe a un miembro, esperan en el servidor 30 días como mucho. ' +
          'Solo tú y la otra persona pueden leerlas. Cuando se atienden, pasan a ser parte del chat; si se apartan, se retiran o se les acaba el tiempo, se borran. ' +
          'Que existieron, sin las palabras, se guarda 30 días más; después, solo que tu cuenta empezó algo alguna vez.',
        'Mientras estás conectado, el servidor ve tu dirección de red, como cualquier otro, y la usa para frenar abusos. Para que ' +
          'nadie pueda dejarte fuera, guarda 28 días tu nombre y la dirección desde la que iniciaste sesión como resúmenes con clave; ' +
          'quien tenga su disco podría averiguarlos. Su registro no contiene el texto de los mensajes.',
        'Lo que dices a quienes cuidan de la comunidad, sobre una pausa, una autorización o tu grupo de edad, se guarda con su respuesta ' +
          'hasta 180 días después; y en un registro, qué hicieron con sus facultades, a qué cuenta y por qué. Lo que se ' +
          'escribe para alguien cuya cuenta está en pausa lo leen esa persona y quienes pueden poner una pausa, y se borra cuando la pausa termina. Para notar si vuelve alguien ' +
          'cuya cuenta está en pausa, de cada dispositivo en que una cuenta empezó o inició sesión se guarda un resumen con clave que no dice ' +
          'nada más: 20 como máximo, cada uno hasta 180 días después de la última vez.',
        'Solo los terapeutas dan su nombre legal, con el país, la región y el número de su licencia. Quienes deciden sobre las ' +
          'solicitudes lo leen todo; cualquiera lee el nombre y dónde vale la licencia cuando se concede. Si se rechaza, se retira o ' +
          'termina, se borra; la respuesta se guarda 180 días.',
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
        'Tu nombre de pantalla, dos letras o la imagen que elijas, y el tipo de tu cuenta. Si escribes un perfil, puede leerlo ' +
          'quien conozca tu nombre; de invitados y miembros no hay ninguna lista, pero quien tiene una función figura en Nuestro equipo. Los oyentes de tu grupo de edad ven también tu ' +
          'petición mientras esperas: nombre, tema si lo diste, idioma y desde cuándo. Lo que piden los adolescentes lo ven también ' +
          'oyentes adultos con antecedentes comprobados; en un chat entre un adolescente y un adulto con autorización para ello, cada uno ' +
          'lee cuál de los dos es el otro. La persona con quien hablas ve que estás ahí, que estás escribiendo y si su mensaje te ha llegado y ' +
          'lo has mirado.',
        'De oyentes y terapeutas ve cualquiera si están en línea u ocupados, y para quién están. Un oyente que aún no tiene 18 años ' +
          'figura como oyente para adolescentes, así que su grupo de edad es público.',
      ],
    },
    {
      heading: 'Cuánto se guardan las palabras',
      paragraphs: [
        'De cada chat se guardan los últimos 60 mensajes, y durante 30 días como mucho desde el último. Lo más antiguo se borra ' +
          'de los archivos del servidor, y de los dos dispositivos cuando vuelven a conectarse. Quien lleva un servidor puede ' +
          'elegir menos.',
        'Las copias de seguridad que haga quien lleva el servidor quedan fuera de esta cuenta hasta que se sustituyen.',
        'El dispositivo de un invitado sigue conectado mientras se conserve el invitado. Un invitado en el que no hubo nadie durante 30 ' +
          'días se borra, como el de quien pide que se le olvide; quien lleva el servidor puede haber elegido entre 2 y 60 días.',
      ],
    },
    {
      heading: 'Si te vas',
      paragraphs: [
        'Un invitado puede pedir que lo olvidemos en cualquier momento, y los demás pueden eliminar su cuenta, en la página Tú: ' +
          'sesiones, peticiones y chats terminan al instante, y lo que escribiste se borra de los archivos del servidor. Las ' +
          'personas con las que hablaste conservan sus propias palabras y ven una cuenta eliminada en tu lugar. Durante 30 días se guarda ' +
          'un resumen con clave del nombre de una cuenta borrada, para que nadie más lo tome y se encuentre con quienes confiaban en él.',
        'Allí obtienes también una copia de todo lo que el servidor guarda sobre ti. Lo que hay en este dispositivo desaparece ' +
          'cuando lo borras aquí. Para todo lo demás, escribe a quienes llevan esta comunidad.',
      ],
    },
  ],
};
