/** How names on other services are written (F077). Accents are off already. Each pattern is bounded, so that looking is linear. */

const SURE_SERVICE = 'insta(?:gram)?|ig|discord|snap(?:chat)?|kik|telegram|whats\\s?app|skype|tik\\s?tok|viber|venmo|cash\\s?app|only\\s?fans|bluesky';
const SERVICE =
  `${SURE_SERVICE}|facebook|fb|messenger|signal|we\\s?chat|微信|qq|roblox|twitter|steam|xbox|psn|threads|reddit|tumblr|twitch|vk|pay\\s?pal|ko-?fi|line\\s?id`;
const JOIN = "(?:\\s{0,3}(?:[:=,>→➡👉(-]{1,3}|is|es|as|como|me|id|name|user|username|handle|account|usuario|my|mi)){0,4}\\s{0,3}";
/**
 * What people say of a service in one word, where no name is meant: "my insta is private", "mi insta es un desastre". A name without a digit,
 * a dot or a line in it is taken for one only where none of these stands; the endings are those of words that describe, or tell what is done.
 */
const SAID = [
  'gone|deleted|never|none|nope|nothing|off|out|toxic|blocked|private|quit|same|nada|nunca|locked|open|full|empty|fake|down|dead|broken|hidden|silent|secret|public',
  'torture|poison|hell|heaven|trash|garbage|rubbish|anxiety|envy|drama|chaos|stupid|pretty|simple|useless|better|worse|perfect|different|whatever|weird|great|awful|horrible',
  'terrible|always|again|anymore|anyway|already|almost|alone|often|forever|today|tonight|tomorrow|yesterday|nonstop|instead|though|sometimes|usual|usually|well|myself|mine',
  'yours|theirs|there|here|where|everything|something|someone|somebody|everybody|everyone|anyone|nobody|enough|fine|okay|over|back|memes|silly|lonely|happy|crazy|creepy|until',
  'since|after|before|because|while|please|thanks|thank|first|second|number|name|also|else|even|just|only|really|about|with|without|that|this|they|them|then|than|when|what',
  'his|her|him|she|he|it|me|you|us|we|and|but|for|the|not|too|now|yet|how|who|why|all|any|one|two|more|most|much|many|soon|later|right|wrong|true|false',
  'anytime|whenever|everyday|daily|privad[oa]|public[oa]|basura|mentira|veneno|infierno|desastre|caos|envidia|ansiedad|siempre|todos?|todas?|tod[oa]|otr[oa]s?|mism[oa]s?|nadie|alguien|algo|antes|despues|ahora',
  'ayer|hoy|manana|tambien|tampoco|bastante|demasiado|mucho|poco|mejor|peor|normal|falso|falsa|vaci[oa]|llen[oa]|feo|fea|bonit[oa]|triste|horrible|toxic[oa]|abiert[oa]|cerrad[oa]',
  'mio|mia|tuyo|tuya|suyo|suya|un|una|el|la|lo|los|las|muy|mas|menos|que|como|pero|porque|cuando|donde|para|por|con|sin|verdad|nombre|vida|casi|solo|sola|loc[oa]|gracias|favor',
].join('|');
const DESCRIBING = 'ing|ed|ly|ful|less|ous|able|ible|ive|ish|est|ness|ad[oa]s?|id[oa]s?|os[oa]s?|mente|ando|iendo|ivo|iva';
const NO_NAME = `(?!(?:${SAID})(?![\\p{L}\\p{N}_]))(?!\\p{L}{1,30}(?:${DESCRIBING})(?!\\.?[\\p{L}\\p{N}_]))`;
/** Where such a word ends its sentence, or what comes behind asks for an answer. */
const END =
  '(?=\\s{0,3}(?:$|[\\n,;|)!?]|\\.(?:\\s|$))|\\s{1,3}(?:if|add|message|text|hmu|dm|please|pls|in case|whenever|anytime|si|por si|agrega|escrib|habla|busca|sigue))';
const PLAIN_NAME = `@?${NO_NAME}[\\p{L}\\p{N}_.]{4,32}${END}`;
const THEIR_NAME = '(?:\\s{1,3}(?:user\\s?name|name|handle|account|id|user|tag|usuario|cuenta|nombre))?';
const MIND = "(?:\\s{0,3}[,:=>@-]{1,3}|\\s{1,3}(?:is|it is|it['’]s|its|as|under|at|called|es|como|soy|estoy como|me llamo)(?![\\p{L}])){0,3}\\s{0,3}";
const WHO_IS = "I am|I['’]?m|(?:add|find|follow|look for|search for) me|estoy|(?:agrega|busca|sigue|encuentra)me|me encuentras";
const ASK =
  '(?:add|find|follow|text|dm|message) me|hmu|hit me up|(?:agrega|busca|sigue|escribe|anade|habla|encuentra|contacta)(?:me)|(?:agregar|buscar|seguir|escribir|anadir|hablar|encontrar|contactar)me|me encuentras';
export const HANDLES = [
  // A word with a digit, a dot, a line or a sharp in it, right after the name of another service ...
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SERVICE})(?![\\p{L}])${JOIN}@?(?=[\\p{L}\\p{N}_.:#-]{0,31}\\p{L})[\\p{L}\\p{N}_]{1,32}[._:#\\d][\\p{L}\\p{N}_.:#-]{1,32}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SERVICE})(?:\\s{1,3}(?:is|es)\\s{1,3}|\\s{0,3}[:=>]{1,3}\\s{0,3})@[\\p{L}\\p{N}_.]{3,32}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SURE_SERVICE})\\s{0,3}@[\\p{L}\\p{N}_.]{3,32}`, 'giu'),
  // ... or right before it ...
  new RegExp(`(?<![\\p{L}\\p{N}_.])(?=\\p{L}[\\p{L}\\p{N}_.]{5,40}\\s)\\p{L}[\\p{L}\\p{N}]{0,38}[._\\d][\\p{L}\\p{N}_.]{0,38}\\s{1,3}(?:on|en|\\()\\s{0,3}(?:my\\s)?(?:${SURE_SERVICE})(?![\\p{L}\\p{N}])`, 'giu'),
  // ... or one word alone behind a colon, and nothing more in its sentence.
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SURE_SERVICE})\\s{0,2}(?:[:=→➡👉]|[-=]>)\\s{0,3}${NO_NAME}[\\p{L}\\p{N}_.]{3,32}${END}`, 'giu'),
  // A plain word in running words: "my ig is …", "te dejo mi insta, …", "I am on telegram as …", "add me on insta …".
  new RegExp(`(?<![\\p{L}\\p{N}])(?:my|mi)\\s{1,3}(?:${SURE_SERVICE})${THEIR_NAME}(?:\\s{1,3}(?:is|es|se llama|is called)\\s{1,3}|\\s{0,3}[:=]\\s{0,3})${PLAIN_NAME}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:(?:here['’]?s|here is|take) my|(?:te|les|os) (?:dejo|paso|doy) mi)\\s{1,3}(?:${SURE_SERVICE})(?![\\p{L}])${THEIR_NAME}${MIND}${PLAIN_NAME}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${WHO_IS})\\s{1,3}(?:on|en)\\s{1,3}(?:${SURE_SERVICE})\\s{1,3}(?:as|under|como)\\s{1,3}${PLAIN_NAME}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${ASK})\\s{1,3}(?:on|at|in|en|al?|por)\\s{1,3}(?:(?:my|mi|el)\\s{1,3})?(?:${SURE_SERVICE})(?![\\p{L}])${MIND}${PLAIN_NAME}`, 'giu'),
  // Where somebody is asked to go there.
  new RegExp(`(?:^|[.!?,;:\\n]\\s{0,3}|(?<![\\p{L}\\p{N}])(?:please|pls|just|you can|you could|feel free to|puedes|porfa|por favor|si quieres|or|o)\\s{1,3})(?:(?:(?:add|find|follow|text|dm|message) me|hmu|hit me up) (?:on|at)|(?:(?:agrega|busca|sigue|escribe|anade|habla|encuentra|contacta)me) (?:en|al?|por)(?: mi)?)\\s{1,3}(?:my\\s)?(?:${SURE_SERVICE})(?![\\p{L}\\p{N}])`, 'giu'),
  /(?<![\p{L}\p{N}_.#])\p{L}[\p{L}\p{N}_.]{1,31}#\d{4}(?![\p{L}\p{N}])/gu,
];
