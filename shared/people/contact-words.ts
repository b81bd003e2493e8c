/** How mail addresses and links are written, and disguised (F077). Each pattern is bounded, so that looking is linear. */

/** Endings by which a bare `word.ending` is a link. Two-letter countries count only before a path: people forget spaces after full stops. */
const ENDING = 'com|org|net|edu|gov|info|app|dev|xyz|online|site|store|blog|page|link|club|co\\.uk|org\\.uk|com\\.[a-z]{2}|gg';
const SPOKEN_ENDING = `${ENDING}|io|me|tv|co|uk|de|es|fr|it|nl|ru|us|ca|au|in|br|mx|jp|cn`;
const PATH_ENDING =
  `${SPOKEN_ENDING}|ly|gl|ee|eu|ch|pl|se|dk|fi|cz|gr|pt|ro|hu|ie|nz|za|kr|tr|ar|cl|pe|ve|cc|ws|sh|st|vc|ai|fm|gd|su|ua|bio|social|chat|live|tech|fyi`;
const PLAIN_ENDING = 'com|org|net|edu';
const WORD = '[\\p{L}\\p{N}_%+-]';
const OPEN = '[(\\[{<*_~|/-]{1,3}';
const SHUT = '[)\\]}>*_~|/-]{1,3}';
const AT = `(?:\\s{0,3}${OPEN}\\s{0,3}(?:at|arroba|@)\\s{0,3}${SHUT}\\s{0,3}|\\s{1,3}(?:at|arroba)\\s{1,3})`;
const DOT = `(?:\\s{0,3}${OPEN}\\s{0,3}(?:dot|punto|\\.)\\s{0,3}${SHUT}\\s{0,3}|\\s{1,3}(?:dot|punto)\\s{1,3})`;
/** From where a run of such signs begins, so that a long one is not looked through from each of its signs. */
const LOCAL = '(?<![\\p{L}\\p{N}._+-])[\\p{L}\\p{N}._+-]{2,64}';
const PROVIDER = 'g-?mail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|gmx|aol';
/** Of a mailbox, or a name elsewhere: no plain word, since a dot, a line or a digit stands in it. */
const ODD_WORD = '[\\p{L}\\p{N}_-]{1,24}[._\\d][\\p{L}\\p{N}._-]{1,40}';

export const EMAILS = [
  new RegExp(`(?<![\\p{L}\\p{N}._%+-])${WORD}(?:[\\p{L}\\p{N}._%+-]{0,63})@{1,3}[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,5}`, 'giu'),
  new RegExp(`${LOCAL}(?:${AT}|@)[\\p{L}\\p{N}-]{2,63}(?:${DOT}|\\.)(?:${SPOKEN_ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`${LOCAL}\\s{0,3}@(?:\\s{1,3}[\\p{L}\\p{N}-]{2,63}\\s{0,3}[.,]\\s{0,3}|[\\p{L}\\p{N}-]{2,63}(?:\\s{1,3}[.,]\\s{0,3}|,))(?:${PLAIN_ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
  /(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]{2,64}AT[\p{L}\p{N}-]{2,63}DOT(?:com|org|net|es|de|uk)(?![\p{L}\p{N}])/gu,
  // A mailbox without its provider's whole name.
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${PROVIDER})(?:\\s{1,3}(?:is|es)\\s{1,3}|\\s{0,3}[:=]\\s{0,3}|\\s{1,3}(?=\\p{L}))${ODD_WORD}`, 'giu'),
  new RegExp(`${LOCAL}\\s{0,3}(?:@|(?<=\\s)arroba(?=\\s))\\s{0,3}(?:${PROVIDER})(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}_-])${ODD_WORD}(?:${AT}|\\s{0,3}\\()(?:${PROVIDER})(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`${LOCAL}\\s{1,3}at\\s{1,3}(?:${PROVIDER})\\s{1,3}(?:com|es)(?![\\p{L}\\p{N}])`, 'giu'),
];

export const LINKS = [
  /(?<![\p{L}\p{N}])(?:h(?:tt|xx)ps?|ftp):\/\/[^\s<>"]{3,300}/giu,
  /(?<![\p{L}\p{N}.])www\.[\p{L}\p{N}-]{1,63}\.[^\s<>"]{2,300}/giu,
  new RegExp(`(?<![\\p{L}\\p{N}.@_-])[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,4}\\.(?:${ENDING})(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])(?:\\/[^\\s<>"]{0,300})?`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}.@_-])[\\p{L}\\p{N}-]{1,63}\\.(?:${PATH_ENDING})\\/[\\p{L}\\p{N}_@+-][^\\s<>"]{1,300}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}-])[\\p{L}\\p{N}-]{2,63}\\s{1,3}(?:dot|punto)\\s{1,3}(?:${ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
  // A space before the dot, or a comma in its place.
  new RegExp(`(?<![\\p{L}\\p{N}@-])[\\p{L}\\p{N}-]{2,63}(?:\\s{1,2}\\.\\s{0,2}|,)(?:${PLAIN_ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}-]{1,63}\.)?(?:youtu\.be|linktr\.ee|carrd\.co|bsky\.social|mastodon\.(?:social|online))(?![\p{L}\p{N}])[^\s<>"]{0,300}/giu,
];

/** Places where help is found. */
const KNOWN_HELP = [
  'findahelpline.com', '988lifeline.org', 'samaritans.org', 'befrienders.org', 'childline.org.uk', 'crisistextline.org',
  'telefonodelaesperanza.org', 'telefonseelsorge.de', 'kidshelpphone.ca', 'lifeline.org.au', 'iasp.info',
];
export const isKnownHelp = (link: string): boolean => {
  const host = link.toLowerCase().replace(/^https?:\/\//, '').replace(/^www\./, '').split('/')[0] ?? '';
  return KNOWN_HELP.includes(host.replace(/[.,;:!?)]+$/, ''));
};
