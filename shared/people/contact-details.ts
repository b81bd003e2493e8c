/**
 * Finds what leads out of the house (F077, RELIABILITY G1): telephone numbers, e-mail addresses, links, and names on other
 * services, also where they are written so that a program overlooks them. Pure, and linear in the length of the text (C10).
 * Names of this house (`@name`), emergency numbers and the crisis lines below are never among it.
 */
export const CONTACT_KINDS = ['phone', 'email', 'link', 'handle'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** One finding, with the words as they were read. */
export interface ContactFind {
  readonly kind: ContactKind;
  readonly text: string;
}

/** More than any field takes; what is longer is refused for its length. */
const MAX_READ_LENGTH = 20_000;

export function findContactDetails(text: string): readonly ContactFind[] {
  const plain = readable(text);
  const emails = found('email', plain, EMAILS).filter((find) => !isKnownHelp(find.text.replace(/^.*(?:\s|@)/su, '')));
  const links = found('link', without(plain, emails), LINKS).filter((find) => !isKnownHelp(find.text));
  const handles = found('handle', plain, HANDLES);
  const phones = [...withoutDates(plain).matchAll(NUMBER)]
    .map(([number]) => number.trim())
    .filter(isPhone)
    .map((number): ContactFind => ({ kind: 'phone', text: number }));
  return [...emails, ...links, ...handles, ...phones];
}

/** Which kinds are in a text, each once. */
export const contactKindsIn = (text: string): readonly ContactKind[] => {
  const kinds = new Set(findContactDetails(text).map(({ kind }) => kind));
  return CONTACT_KINDS.filter((kind) => kinds.has(kind));
};

const found = (kind: ContactKind, text: string, patterns: readonly RegExp[]): ContactFind[] =>
  [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([whole]) => whole.trim())))].map((whole) => ({ kind, text: whole }));

const without = (text: string, finds: readonly ContactFind[]): string =>
  finds.reduce((rest, find) => rest.replaceAll(find.text, ' '), text);

/** One form for every way to write the same: wide and styled letters, digits of other scripts, letters that show nothing. */
const readable = (text: string): string =>
  text
    .slice(0, MAX_READ_LENGTH)
    .replaceAll(/\p{M}{5,}/gu, '') // putting many marks in order takes time by the square of their number
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit);

/** The zeros of the scripts whose digits people write; the nine others follow each. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
];

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? digit : String(code - zero);
}

/** Endings by which a bare `word.ending` is a link. Two-letter countries count only before a path: people forget spaces after full stops. */
const ENDING = 'com|org|net|edu|gov|info|app|dev|xyz|online|site|store|blog|page|link|club|co\\.uk|org\\.uk|com\\.[a-z]{2}|gg';
const SPOKEN_ENDING = `${ENDING}|io|me|tv|co|uk|de|es|fr|it|nl|ru|us|ca|au|in|br|mx|jp|cn`;
const WORD = '[\\p{L}\\p{N}_%+-]';
const AT = '(?:\\s{0,3}[(\\[{<]\\s{0,3}(?:at|arroba|@)\\s{0,3}[)\\]}>]\\s{0,3}|\\s{1,3}(?:at|arroba)\\s{1,3})';
const DOT = '(?:\\s{0,3}[(\\[{<]\\s{0,3}(?:dot|punto|\\.)\\s{0,3}[)\\]}>]\\s{0,3}|\\s{1,3}(?:dot|punto)\\s{1,3})';

const EMAILS = [
  new RegExp(`(?<![\\p{L}\\p{N}._%+-])${WORD}(?:[\\p{L}\\p{N}._%+-]{0,63})@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,5}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}._+-]{2,64}(?:${AT}|@)[\\p{L}\\p{N}-]{2,63}(?:${DOT}|\\.)(?:${SPOKEN_ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
  // A mailbox without its provider's whole name.
  /(?<![\p{L}\p{N}])(?:g-?mail|hotmail|outlook|yahoo|icloud|proton(?:mail)?)(?:\s{1,3}(?:is|es)\s{1,3}|\s{0,3}[:=]\s{0,3})[\p{L}\p{N}_-]{1,40}[._\d][\p{L}\p{N}._-]{1,40}/giu,
];

const LINKS = [
  /(?<![\p{L}\p{N}])(?:https?|ftp):\/\/[^\s<>"]{3,300}/giu,
  /(?<![\p{L}\p{N}.])www\.[\p{L}\p{N}-]{1,63}\.[^\s<>"]{2,300}/giu,
  new RegExp(`(?<![\\p{L}\\p{N}.@_-])[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,4}\\.(?:${ENDING})(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])(?:\\/[^\\s<>"]{0,300})?`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}.@_-])[\\p{L}\\p{N}-]{1,63}\\.(?:${SPOKEN_ENDING})\\/[\\p{L}\\p{N}_@+-][^\\s<>"]{1,300}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}-]{2,63}\\s{1,3}(?:dot|punto)\\s{1,3}(?:${ENDING})(?![\\p{L}\\p{N}])`, 'giu'),
];

const SERVICE =
  'insta(?:gram)?|ig|discord|snap(?:chat)?|kik|telegram|whats\\s?app|skype|tik\\s?tok|facebook|fb|messenger|signal|we\\s?chat|微信|qq|roblox|twitter|steam|xbox|psn|viber|threads|reddit|tumblr|twitch|vk';
const JOIN = "(?:\\s{0,3}(?:[:=,>→-]{1,3}|is|es|as|como|me|id|name|user|username|handle|account|usuario|my|mi)){0,4}\\s{0,3}";
const HANDLES = [
  // A word with a digit, a dot, a line or a sharp in it, right after the name of another service.
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SERVICE})(?![\\p{L}])${JOIN}@?(?=[\\p{L}\\p{N}_.:#-]{0,31}\\p{L})[\\p{L}\\p{N}_]{1,32}[._:#\\d][\\p{L}\\p{N}_.:#-]{1,32}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${SERVICE})(?:\\s{1,3}(?:is|es)\\s{1,3}|\\s{0,3}[:=>]{1,3}\\s{0,3})@[\\p{L}\\p{N}_.]{3,32}`, 'giu'),
];

/** Digits with what people put between them. */
const NUMBER = /(?<![\p{L}\p{N}.,/:$€£#-])(?:\+|00)?\s?\(?\d(?:[\s().\-–—·]{0,3}\d){5,19}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{L}\p{N}]|[.,:/]\d|%)/giu;
const withoutDates = (text: string): string =>
  text
    .replaceAll(/(?<![\d.-])\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d.-])/g, ' ~ ')
    .replaceAll(/(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d./-])/g, ' ~ ');

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
/** Longer without a single space or sign are numbers of cards and cases. */
const MAX_BARE_DIGITS = 12;

function isPhone(number: string): boolean {
  const digits = number.replaceAll(/x.*|ext.*/gi, '').replaceAll(/\D/g, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || CRISIS_LINES.has(digits)) return false;
  if (/^\d+$/.test(number) && digits.length > MAX_BARE_DIGITS) return false;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(number)) return false; // the address of a machine
  if (/^\d{3}-\d{2}-\d{4}$/.test(number)) return false; // of a social insurance: not ours to judge here, and nobody can be called by it
  if (/^(?:19|20)\d\d(?:\D+(?:19|20)\d\d)+$/.test(number)) return false; // years
  // Counting, scores and steps: single digits one after another.
  return !/^\d(?:[\s.-]+\d)+$/.test(number);
}

/** Lines that help, by their digits; shorter ones are never taken for telephone numbers at all. */
const CRISIS_LINES: ReadonlySet<string> = new Set([
  '8002738255', '18002738255', '08001111', '08005858580', '0800585858', '08000684141', '0800543354', '0508828865',
  '1800551800', '1300224636', '1300659467', '18006686868', '18334564566', '18664887386', '18007997233', '18006564673',
  '18006624357', '08001110111', '08001110222', '08000113', '08000232322', '717003717', '914590055', '900202010',
  '8002900024', '8009112000', '5552598121', '08003451435', '18005990019', '9152987821', '0120783556', '0120279338',
  '1800247247', '1800247100', '1850609090',
]);

/** Places where help is found. */
const KNOWN_HELP = [
  'findahelpline.com', '988lifeline.org', 'samaritans.org', 'befrienders.org', 'childline.org.uk', 'crisistextline.org',
  'telefonodelaesperanza.org', 'telefonseelsorge.de', 'kidshelpphone.ca', 'lifeline.org.au', 'iasp.info',
];
const isKnownHelp = (link: string): boolean => {
  const host = link.toLowerCase().replace(/^https?:\/\//, '').replace(/^www\./, '').split('/')[0] ?? '';
  return KNOWN_HELP.includes(host.replace(/[.,;:!?)]+$/, ''));
};
