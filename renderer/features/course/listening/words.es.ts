import type { ListeningWords } from './types.ts';

const VERBS =
  'prueba|probar|intenta|intentar|habla|hablar|llama|llamar|ve|ir|dile|diles|decirle|decirles|haz|hacer|busca|buscar|deja|dejar|' +
  'olvida|olvidate|olvidar|ignora|ignorar|respira|respirar|piensa|pensar|sal|salir|escribe|escribir|escribele|apuntate|apuntar|' +
  'come|comer|duerme|dormir|descansa|descansar|relajate|aprende|aprender|acepta|aceptar|entiende|entender|perdona|perdonar|' +
  'distraete|enfocate|concentrate|recuerda|recordar|mira|mirar|empieza|empezar|pide|pedir|pidele|cuidate mas|se fuerte|ser fuerte|' +
  'ser positiv[oa]|se positiv[oa]|ten paciencia|tener paciencia|pon|poner|bloquealo|bloqueala|bloquear|cambia|cambiar|quiere[dt]e|valorate|vete|sigue|seguir|superarlo|luchar|luchar?|' +
  'dejal[oa]s?(?! salir)|llamal[oa]s?|diselo|hazlo(?! a tu ritmo)|olvidal[oa]s?|ignoral[oa]s?|perdonal[oa]s?|aceptal[oa]|escribel[oe]|hablal[oa]|cuentasel[oa]|pidesel[oa]|levantate|muevete|rodeate|dedicate|planteate|' +
  'ponte(?! comod[oa])|pasa de(?! todo)';
const THEY = '(?:el|ella|ellos|ellas|la gente|todos|todo el mundo|tu (?:madre|padre|mama|papa|hermano|hermana|jefe|jefa|amiga|amigo|novio|novia|familia)|tus (?:padres|amigos|amigas))';

/** Spanish, as people write it in chats: with and without accents, with tú and with vos. */
export const ES: ListeningWords = {
  openers: /^(?:(?:y(?! si )|pero|entonces|o sea|ah|oh|ok|vale|bueno|ya|claro|hm+|mm+|a ver|pues|tambien|hola|ay|uf|vaya|es que) )+(?=\S)/u,
  turnsToAsk: /[,:]\s+(?=(?:y |pero )?(?:que (?:paso|sentiste|sientes|es lo|fue lo|te)|como (?:te|fue|es|lo|era|ha)|por que|donde|quien)\b)/u,
  asks: /^(?:cuentame|contame|dime|decime|hablame|sigue contando|como (?:te (?:sientes|sentiste|sentis|fue|va|quedas|quedaste)|es (?:eso|para ti|vivir)|fue (?:eso|para ti)|lo vives|lo llevas|ha sido)|que (?:paso|pasa (?:cuando|por|dentro)|sentiste|sientes|es lo que|fue lo que|te (?:gustaria|pasa|duele|da|hace)|significa)|por que (?:no|te|lo|le|has|hiciste|eres|estas))\b/u,
  open: [
    /^(?:me pregunto )?(?:de |a |con |en |para |desde )?(?:que|como|donde|quien|quienes|cual|cuales|cuando)\b/u,
    /^por que\b/u,
    /^(?:me )?(?:quieres|querrias|te gustaria|quisieras|podrias|puedes) (?:contar(?:me)?|decir(?:me)?|hablar(?:me)?|explicar(?:me)?|compartir)\b/u,
    /^(?:cuentame|contame|dime|decime|hablame|sigue contando|cuenta)\b(?! (?:tu|su|el) (?:nombre|edad))/u,
    /^hay algo\b/u,
  ],
  notOpen: [
    /^(?:a )?que (?:edad|hora|dia|ano|curso|ciudad|pais)\b/u,
    /^como (?:te llamas|se llama)\b/u,
    /^de donde (?:eres|sos)\b|^donde (?:vives|vivis|estas)\b/u,
    /^cuando (?:fue|es|empezo|paso|te)\b/u,
    /^(?:quien|cual) es\b/u,
    /^que tal\b/u,
  ],
  closed: /^(?:estas|tienes|has|eres|fue|hay|puedes|podes|quieres|queres|sabes|vives|trabajas|duermes|comes|crees|te (?:gusta|sientes|sentis|ha|da|has|duele|pasa)|lo has|se lo has|le has|es (?:por|tu|la primera|verdad)|tienes|estan|son|va|vas|le (?:dijiste|contaste)|se lo (?:dijiste|contaste)|alguien|alguna vez|ya)\b/u,
  tag: /^(?:no|si|verdad|es asi|no es asi|cierto|no crees|me equivoco|te he entendido(?: bien)?|te entiendo(?: bien)?|lo he entendido(?: bien)?|te entendi(?: bien)?|eh|correcto|crees|no te parece|o no|va por ahi|es eso|tu que (?:crees|piensas))$/u,
  adviceAsked: [
    /\bque (?:hago|puedo hacer|debo hacer|deberia hacer|harias|hacer|me aconsejas|me recomiendas)\b/u,
    /\b(?:algun|algunos|tienes|necesito|quiero|dame|das) (?:un |algun |tu )?(?:consejo|consejos|idea|ideas|sugerencia|sugerencias)\b/u,
    /\bdime que hacer\b|\bcomo (?:hago|puedo|lo hago|le digo|se lo digo)\b/u,
    /\b(?:deberia|debo|tendria que)\b.*\?/u,
  ],
  offer: [
    /\b(?:te ayudaria|te serviria|te vendria bien) (?:si|que|oir|escuchar)\b/u,
    /\b(?:quieres|te gustaria|querrias) (?:oir|escuchar|que te (?:cuente|diga|proponga|sugiera)|una idea|ideas|una sugerencia|un consejo|alguna idea)\b/u,
    /\b(?:puedo|podria|me dejas) (?:proponer|sugerir|compartir|darte|contarte|ofrecerte)(?:te)? (?:una|algo|un)\b/u,
  ],
  adviceAsking: [
    /\b(?:has|alguna vez has|no has) (?:probado|intentado|pensado en|considerado|hablado con|ido a)\b/u,
    /\bpor que no (?:te |le |lo |la |les |se lo )?(?:dices|hablas|vas|llamas|pruebas|intentas|dejas|haces|sales|buscas|escribes|pides|apuntas|cambias|vienes|ves|descansas|vamos)\b/u,
    /^(?:y )?(?:que tal|y) si (?!un dia|nunca|fuera|no )(?:te |le |lo |la |les |se lo )?\w+/u,
    /^si (?:pruebas|hablas|le dices|sales|vas|llamas|te apuntas|lo dejas|intentas)\b/u,
    /^no (?:podrias|puedes) (?:\w+(?:ar|er|ir)(?:lo|la|le|te|se)?)\b/u,
    /^probaste\b|^intentaste\b/u,
  ],
  advice: [
    /\b(?:no )?(?:deberias|tendrias que|debieras|habrias de|tendrias)\b/u,
    /\b(?:podrias|puedes|podes|puedas) (?:tambien |siempre |quizas |simplemente )*(?:probar|intentar|hablar|llamar|ir|decirle|hacer|buscar|salir|escribir|apuntarte|pedir|empezar|ver|pensar|dejar|tomar)\w*\b/u,
    /\b(?:yo que tu|en tu lugar|si yo fuera tu|si fuera tu|si yo estuviera en tu lugar|yo en tu lugar)\b/u,
    /\b(?:te (?:recomiendo|aconsejo|sugiero|propongo)|mi consejo|mi recomendacion|te conviene|lo que necesitas es|lo que tienes que hacer|la clave es)\b/u,
    /\b(?:lo mejor (?:es|seria|que puedes)|(?:es|seria) (?:mejor|bueno|importante|buena idea|recomendable) (?:que|\w+r))\b/u,
    /\b(?:suele ayudar|suele ir mejor|a mucha gente le (?:ayuda|sirve))\b/u,
    /\bte (?:vendria|iria|haria) (?:muy |mucho )?bien\b|\b(?:te )?convendria (?:que \w+(?:as|es)|que lo \w+(?:as|es)|\w+r)\b|\bestaria bien (?:que \w+(?:as|es)|\w+r)\b/u,
    /\b(?:solo|simplemente) (?:tienes|tenes) que \w+(?:ar|er|ir)(?:lo|la|le|los|las|les|te|se|selo|sela)?\b/u,
    /\bhay que (?!\w*(?:ser valiente|tener valor))\w+(?:ar|er|ir)\w*\b/u,
    /\b(?:ir|ve|acude|habla con|visita) (?:a |con )?(?:un|una|al|algun) (?:psicolog[oa]|terapeuta|medic[oa]|profesional|especialista)\b/u,
  ],
  duty: [
    new RegExp(`\\b(?:tienes que|tenes que|debes|necesitas|te toca) (?:\\w+ )?(?:${VERBS})\\b`, 'u'),
  ],
  imperative: new RegExp(
    `^(?:por favor |solo |simplemente |primero |siempre |mejor |tu )*(?:no (?:te rindas|le hagas caso|les hagas caso|pienses|lo pienses|dejes|te quedes|hables|vayas|le (?:escribas|llames|hables))|${VERBS})\\b(?! (?:tu tiempo|que me|lo que me|que (?:duele|cuesta|es)|en cuenta))`,
    'u',
  ),
  tentative: /\b(?:quizas?|tal vez|a lo mejor|podria|podrias|algunas personas|hay gente|hay quien|a veces|si quieres|si te apetece|una idea|una cosa|a algunos)\b/u,
  notAdvice: [
    /\bno (?:deberias|tendrias que|deberia nadie|tienes que|tenes que|tienes por que|hace falta que|necesitas)(?: tener que| haber tenido que)?\b/u,
    /\b(?:sientes|sentis|sentias|crees|piensas|pensabas|temes|parece que|sentir|como si|porque|cuando|mientras|aunque|siempre)\b.*\b(?:deberias|tienes que|tenias que|debes|tendrias que|tuvieras que|hay que)\b/u,
    /\b(?:deberias|puedes) (?:estar|sentirte) (?:muy )?orgullos[oa]\b/u,
    /^(?:toma|tomate|tomate todo|date) (?:todo )?(?:tu|el) tiempo\b/u,
    /^(?:no (?:te disculpes|pidas perdon|te preocupes por (?:mi|eso|escribir)))/u,
    /\b(?:una parte de ti|algo en ti|algo dentro de ti|una voz)\b/u,
    /^que (?:mas )?(?:has|habias) (?:probado|intentado|pensado)\b|^puedes (?:escribir|hablar|contar)\b/u,
    /^(?:dime|cuentame|contame|decime|sigue contando|hablame|habla de (?:lo|eso)|cuenta)\b/u,
    /\b(?:si|cuando|como|lo que|donde) (?:tu )?(?:quieras|quieres|necesites|puedas|te apetezca)\b/u,
    /^(?:mira|piensas|hablas|llamas|cuidate|recuerdas)\b/u,
    /\b(?:dices|decis|crees|piensas|sientes)$/u,
    /^sigue (?:siendo|doliendo|ahi|pesando|contando|estando)\b/u,
  ],
  minimising: [
    /\b(?:por lo menos|al menos)\b/u,
    /\bno (?:te preocupes|te pongas|estes|llores|te agobies|te rayes|te comas la cabeza|es para tanto|es tan (?:malo|grave)|es el fin del mundo|pasa nada|sera para tanto|fue para tanto)\b/u,
    /\b(?:todo (?:va a|ira a|saldra|se va a|se|estara|ira|pasa|tiene)|ya (?:pasara|veras|se te pasara|encontraras|lo superaras|conoceras|mejorara)|se te (?:pasara|va a pasar)|vas a (?:estar|salir|superar|ver|encontrar)|va a (?:mejorar|pasar|salir|estar)|saldras|lo superaras|estaras)\b/u,
    /\b(?:podria|pudo) (?:ser|haber sido|estar) (?:mucho )?peor\b|\bhay (?:gente|quien|personas) (?:que )?(?:lo |la |esta |estan )?(?:pas[ae]n? |tienen? )?\w* ?peor\b/u,
    /\b(?:a todos nos|a todo el mundo le|nos pasa a todos|le pasa a todo el mundo|a cualquiera le|todos hemos|todos pasamos|todo el mundo (?:pasa|tiene|ha)|todos tenemos)\b/u,
    /\b(?:animo|animate|anima esa cara|calmate|tranquil[oa]|arriba|alegra esa cara|relajate|se positiv[oa])\b/u,
    /\b(?:mira|ve|busca|piensa en) (?:el lado|lo) (?:bueno|positivo)\b|\bpiensa en positivo\b/u,
    /\b(?:es (?:muy |lo mas )?normal|descansa en paz|ya llegara tu momento|un lugar mejor)\b/u,
    /\bel tiempo (?:todo )?lo cura\b|\bes (?:solo )?una (?:fase|etapa|racha)\b|\bsolo es (?:un|una)\b|\bes solo (?:un|una)\b|\bhay mas peces\b/u,
    /\b(?:te estas|estas) (?:comiendo la cabeza|exagerando un poco|pensando demasiado|dando demasiadas vueltas)\b/u,
    /\b(?:seguro que|estoy segur[oa] de que) (?:todo|te|le|les|tu|no|si|ya|se|ellos|ella|el|pronto|manana|es|en)\b/u,
    /\b(?:agradece|se agradecid[oa]|da gracias|tienes suerte|que suerte)\b/u,
  ],
  notMinimising: [
    /\bno (?:es solo|solo es)\b/u,
    /\b(?:al menos|por lo menos) (?:asi|eso) (?:lo sientes|es lo que sientes)\b/u,
    /\bno tienes que (?:estar|preocuparte|animarte|calmarte)\b/u,
    /\bno te preocupes por (?:mi|eso|escribir|tardar)\b/u,
    /\b(?:nadie|no) (?:esta|estas|duermes|dormir|te deja|te dejan|vives|puedes estar|consigues estar) (?:muy |del todo )?tranquil/u,
  ],
  judging: [
    /\bpor que (?:no )?(?:te |le |lo |la |les |se lo )?(?:hiciste|dijiste|hablaste|fuiste|avisaste|contaste|llamaste|dejaste|gritaste|callaste|esperaste|quedaste|volviste|pediste|intentaste|has hecho|has dicho|habias)\b/u,
    /\bpor que (?:eres|te pones|estas|reaccionas|actuas|siempre|te haces|haces esas) (?:tan|asi|como|la|cosas)?\b/u,
    /\b(?:es|fue|sera|es tambien|es un poco|en parte es) (?:todo )?(?:tu|por tu) (?:culpa|eleccion|responsabilidad)\b|\bculpa tuya\b|\bte lo (?:buscaste|has buscado|mereces)\b/u,
    /\b(?:eres|estas siendo|estas|no seas) (?:un poco |muy |tan |demasiado |bastante |una? )*(?:exagerad[oa]|exagerando|dramatic[oa]|sensible|egoista|vag[oa]|perezos[oa]|infantil|debil|negativ[oa]|ridicul[oa]|tont[oa]|desagradecid[oa]|injust[oa]|loc[oa]|paranoic[oa]|inmadur[oa]|llorica)\b/u,
    /\b(?:eso es|que|esto es|suena) (?:muy |una |tan |un poco |bastante )*(?:tonteria|estupidez|estupid[oa]|ridicul[oa]|egoista|absurd[oa]|locura|infantil|dramatic[oa]|tont[oa]|exagerad[oa]|inmadur[oa])\b/u,
    /\bno (?:deberias|tienes derecho a|tendrias que) (?:sentir|sentirte|estar (?:triste|enfadad[oa]|asi)|haber (?!tenido)|llorar|pensar asi|quejarte)/u,
    /\b(?:deberias|tendrias que|debiste|tenias que) haber (?!sido)\w+/u,
    /\bque esperabas\b|\bque te pasa contigo\b|\bcomo (?:pudiste|se te ocurre|has podido)\b/u,
    /\b(?:superalo|madura|crece|espabila|no seas asi|verguenza te|aguantate|supera eso)\b/u,
    /\bsiempre (?:haces|eres|estas|te quejas|exageras)\b|\bnunca (?:intentas|escuchas|piensas)\b/u,
    /\b(?:eso|lo que hiciste) (?:fue|estuvo) (?:un error|mal|muy mal|feo|una falta)\b/u,
  ],
  notJudging: [
    /\b(?:no|nada|nada de (?:eso|esto|ello|todo (?:eso|esto)|lo que \w+)|tampoco|nunca|jamas|ni) (?:es|fue|era|ha sido|sera|tienes(?: la)?|tuviste(?: la)?)(?: por)? (?:la )?(?:tu )?culpa\b/u,
    /\bno deberias (?:tener que|haber tenido que)\b/u,
    /\bno (?:me parece|creo que|es|suena|son)\b.*\b(?:tonteria|ridicul|exager|tont|drama|debil|egoista)/u,
    /\b(?:temes|miedo|sientes|crees|piensas|como si|te culpas|culparte|preocupa|te dices|te llamas|parecer|por si)\b.*\b(?:culpa|exager|ridicul|tont|debil|egoista|sensible|loc|vag|infantil|drama)/u,
    /\bsiempre estas (?:ahi|para|pendiente|disponible|tu)\b|\bsiempre eres (?:tu|quien|la que|el que)\b/u,
  ],
  aboutOneself: [
    /^(?:yo tambien|a mi tambien|yo igual|igual que yo|lo mismo yo|somos dos|a mi igual)\b/u,
    /\b(?:yo tambien|a mi tambien|a mi me (?:paso|pasa|ocurrio|ayudo|funciono|sirvio)|me paso (?:lo mismo|igual|algo parecido|eso)|me pasa (?:lo mismo|igual)|pase por (?:lo mismo|eso|algo)|he pasado por|yo pase)\b/u,
    /\bcuando (?:yo )?(?:era|tenia|me (?:mude|separe|paso|dejo|dejaron|echaron|quede)|perdi|suspendi|estaba yo|murio mi)\b/u,
    /\b(?:se|sabes que se) (?:perfectamente |muy bien |exactamente )?(?:como te sientes|lo que (?:se siente|sientes|es eso|es)|por lo que pasas|como es)\b/u,
    /\b(?:te )?(?:entiendo|comprendo) (?:perfectamente )?porque (?:yo|a mi|me|mi)\b/u,
    /\b(?:en mi caso|me recuerda a (?:mi|cuando)|a mi me pasaba|para mi (?:fue|era)|por mi experiencia|yo (?:una vez|antes|siempre|de joven|personalmente|por ejemplo))\b/u,
    /\bmi (?:madre|padre|mama|papa|hermana|hermano|amiga|amigo|ex|mujer|marido|novio|novia|hijo|hija|abuela|jefe|familia|divorcio|trabajo) (?:tambien|era|es|hizo|hace|fue|siempre|me|murio|se|tenia|tuvo)\b/u,
    /\byo (?:tuve|tenia|estuve|hice|sentia|senti|vivi|perdi|deje|iba|lo pase|me senti|me sentia)\b/u,
  ],
  notAboutOneself: [/\bme recuerda a lo que (?:has )?(?:dicho|dijiste|contaste)\b/u, /\byo te (?:escucho|leo|creo)\b/u],
  contact: [
    /\b(?:mi|tu) (?:numero|telefono|movil|celular|correo|email|mail|insta|instagram|snap|snapchat|discord|whatsapp|wasap|telegram|facebook|tiktok|direccion)\b(?! (?:suena|sonaba|en silencio|vibra))/u,
    /\b(?:escribeme|agregame|sigueme|llamame|mandame|buscame|anademe|hablame) (?:a|al|en|por|un)\b/u,
    /\b(?:tienes|usas) (?:whatsapp|wasap|instagram|insta|snap|discord|telegram|facebook|tiktok|skype|correo)\b/u,
    /\b(?:hablamos|hablar|seguimos|seguir|chatear|escribirnos|pasamos) (?:\w+ ){0,2}(?:por|en|al?) (?:whatsapp|wasap|instagram|insta|discord|telegram|facebook|zoom|telefono)\b/u,
    /\b(?:quedamos|podemos quedar|podriamos quedar|nos vemos en persona|quieres quedar)\b/u,
  ],
  secrecy: [
    /\bno se lo (?:dire|voy a decir|contare|voy a contar|diria|contaria) a nadie\b|\bno (?:dire|voy a decir|contare) nada\b/u,
    /\b(?:nuestro|un|tu) secreto\b|\b(?:queda|quedara|solo) entre (?:nosotros|tu y yo|nosotras|los dos)\b|\bguard(?:o|are|ar) (?:el|tu|este) secreto\b/u,
    /\bte (?:prometo|juro) que (?:no|nadie|todo|nunca)\b|(?<!no )\bte lo prometo\b/u,
    /\bnadie (?:lo )?(?:se enterara|lo sabra|va a saber|sabra|se va a enterar)\b/u,
  ],
  diagnosis: [
    /\b(?:tienes|padeces|sufres|debes tener|puedes tener|podrias tener|seguramente tienes|creo que tienes|tendras) (?:de )?(?:una |un |algo de |claramente )*(?:depresion|ansiedad|trastorno\w*|tdah|toc|tept|autismo|bipolaridad|estres postraumatico|ataques? de panico|anorexia|bulimia|fobia social|trauma|burnout)\b/u,
    /\b(?:eres|debes ser) (?:claramente |probablemente |seguramente |un |una )*(?:depresiv[oa]|bipolar|autista|codependiente|adict[oa]|anorexic[oa]|borderline)\b|\bestas (?:claramente |probablemente |clinicamente )*(?:deprimid[oa]|traumatizad[oa])\b/u,
    /\b(?:suena|parece|me suena|eso es|esto es) (?:a |claramente |una? |como )*(?:depresion|ansiedad|trastorno\w*|tdah|toc|tept|autismo|bipolaridad|burnout|estres postraumatico|fobia social)\b/u,
    /\b(?:es|el es|ella es|tu \w+ es) (?:un |una )?(?:narcisista|psicopata|toxic[oa])\b/u,
  ],
  warmth: [
    /\bgracias por\b/u,
    /\b(?:lo siento|siento (?:mucho|que|oir|leer)|me alegra|me alegro|estoy aqui|aqui estoy|sigo aqui|te escucho|te leo|te creo|estoy contigo)\b/u,
    /\b(?:toma|tomate|date) (?:todo )?(?:tu|el) tiempo\b|\b(?:sin prisa|no hay prisa|a tu ritmo|cuando quieras|con calma)\b/u,
    /\b(?:tiene (?:mucho |todo el )?sentido|es (?:muy )?(?:comprensible|normal que te sientas|natural)|se entiende|con razon|no me extrana)\b/u,
    /\b(?:valiente|valentia|valor para|no es facil decir|cuesta decirlo)\b/u,
    /\b(?:no (?:estas|eres) (?:sol[oa]|una carga|una molestia)|no molestas|bienvenid[oa]|aqui puedes)\b/u,
    /\bno (?:tienes que|hace falta que|te) (?:disculp\w+|pid\w+ perdon|justific\w+|expli\w+)\b/u,
    /^(?:hola|buenas|buenos dias|buenas tardes|buenas noches|encantad[oa])\b/u,
    /\b(?:es mucho|eso es mucho|por supuesto|cuidate|te deseo|un abrazo)\b/u,
  ],
  farewell: [
    /\b(?:cuidate|adios|hasta (?:luego|pronto|otra)|buenas noches|que descanses|que te vaya bien|chao|nos leemos)\b/u,
    /\bgracias por (?:contar\w*|hablar|confiar|compartir|dejarme|escribir|abrirte|estar)\b/u,
    /\b(?:vuelve cuando|puedes volver|aqui nos tienes|te deseo|antes de (?:irte|terminar|despedirnos))\b/u,
  ],
  reported: new RegExp(
    `\\b(?:${THEY} (?:te |lo |siempre |solo |tambien |me )*(?:dice|dicen|dijo|dijeron|decia|decian|repite|repiten|piensa|piensan|cree|creen|espera|esperan|quiere|quieren)|te (?:dice|dicen|dijo|dijeron|decian|repiten|repite|dices|culpas|preguntas)|(?:sientes|sentias|piensas|crees|temes|oyes|escuchas|dices|te dices|dijiste|has dicho|te preocupa) (?:que|de nuevo|otra vez|un)|oir que|escuchar que|miedo (?:a|de) que|como si)\\b`,
    'u',
  ),
  givesBack:
    /^(?:eso |esto |todo eso |lo que (?:dices|cuentas) |me )*(?:suena|parece|imagino|da la sensacion|debe (?:de )?(?:ser|haber sido|doler|pesar|sentirse)|tiene que (?:ser|haber sido|doler)|oigo|leo|noto|veo|escucho|se (?:siente|sentia|hace|oye|nota)|duele|dolio|pesa|cuesta)\b|^(?:te (?:sientes|sentiste|sentias|duele|da|pesa|quedas|quedaste|falta|cuesta|hace|dejo|dejaron|has quedado)|estas|estabas|sientes|sentiste|llevas|cargas|hay|habia|como si|una parte de ti|tuviste que|tenias que|extranas|echas|quieres|querias)\b|\b(?:debe de|debio|tuvo que) (?:ser|doler|sentirse)\b|^que (?:dur|dificil|trist|pesad|soledad|rabia|impotencia|cansad|dolor|injust)/u,
  formula: /^(?:(?:eso|esto|todo eso|lo que (?:dices|cuentas|escribes)|me) )?(?:todo |realmente |casi |solo )*(suena|parece|imagino)\b|^(debe|tiene que|tuvo que|debio)(?: de)? (?:ser|haber|doler|pesar|sentirse)|^te (oigo|imagino)\b/u,
  ownWish: /^(?:yo )?(?:(?:te|le|les|lo|la|me) )?(?:quiero|queria|quisiera|querria|espero|esperaria|deseo|desearia|necesito|ojala|confio|me gustaria|gustaria|me encantaria|encantaria)\b/u,
  ownAim: /^(?:yo )?(?:quiero|quisiera|querria|necesito|me gustaria) (?:entender|comprender|asegurarme|oir|escuchar|saber)(?:te|lo)?\b/u,
  feelings: [
    'trist', 'soledad', 'sola', 'solo', 'miedo', 'asusta', 'ansi', 'angusti', 'preocup', 'enfad', 'enoj', 'rabia', 'furi', 'doler', 'duel', 'dolor',
    'dolid', 'verguenza', 'avergonz', 'culp', 'cans', 'agot', 'vaci', 'abrum', 'agobi', 'impoten', 'desesper', 'atrapad', 'perdid', 'confu', 'dividid',
    'celos', 'decepcion', 'frustr', 'pesad', 'pesa', 'duro', 'dura', 'dificil', 'alivi', 'orgull', 'esperanz', 'tens', 'nervi', 'traicion', 'injust',
    'invisible', 'presion', 'echar de menos', 'extran', 'horrible', 'insegur', 'humill', 'resent', 'amarg', 'inquiet', 'temor', 'rar', 'ignorad',
    'rechaz', 'anor', 'estres', 'panico', 'llen', 'much', 'cuesta', 'rot', 'hart',
  ],
  thin: new Set(
    'ok vale va ya si no aja aha mm mmm hm hmm oh ah claro entiendo comprendo veo bien bueno jaja jajaja guau vaya perfecto genial interesante de acuerdo cierto lo k okay okey que fuerte uf anda'.split(' '),
  ),
  idioms: /\b(?:no estas sol[oa]|no eres (?:el|la) unic[oa]|ahora mismo|de nuevo|solo (?:queria|quiero|decir|digo)|lo siento(?: mucho)?|siento (?:mucho|que|oir|leer)|por cierto|sobre todo|tan solo|no solo|es solo|solo es|me da pena)\b/gu,
  strangers: new Set('hijo hija malo mala maleta malestar costa rio solo solar malla perdon'.split(' ')),
  common: new Set(
    'esto esta este estos estas estan para pero porque como cuando donde quien cual desde hasta entre sobre todo toda todos todas nada algo alguien nadie siempre nunca tambien solo mucho mucha muchos poco cada otra otro otros hace hacer hago tengo tiene tienen tienes estoy esta estaba habia muy bien aqui alli ahora antes luego despues mientras aunque creo dice dijo decir digo sabe ellos ellas usted nosotros cosa cosas vez veces unos unas ella'.split(
      ' ',
    ),
  ),
};
