/** Telephone numbers (F077), also where the digits stand one by one, are spelled out, or have other signs between them. Pure and linear. */
export const phonesIn = (plain: string): readonly string[] => {
  const text = withDigits(withoutDates(plain));
  const digits = [NUMBER, ...GROUPED].flatMap((pattern) => [...text.matchAll(pattern)].map(([number]) => number.trim()));
  const spoken = [...plain.toLowerCase().matchAll(SPELLED)].map(([words]) => words.trim()).filter(isSpelledPhone);
  return [...new Set([...digits.filter(isPhone), ...spoken])];
};

/** Digits with what people put between them. Not behind money, and not in the middle of a time, a sum or a case number. */
const NUMBER = /(?<![\p{L}\p{N}$€£#]|\d[.,/:-])(?:\+|00)?\s?\(?\d(?:[\s().\-–—·]{0,3}\d){5,19}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{L}\p{N}]|[.,:/]\d|%)/giu;

const SIGN = '\\s?[/,_*~|•‧∙⋅➖·;\\[\\]]{1,2}\\s?';
/** Signs that also stand between numbers of other kinds, only where the groups are those of telephone numbers. */
const GROUPED = [
  new RegExp(`(?<![\\p{L}\\p{N}.,/:#])(?:\\+\\d{1,3}|\\(?0\\d{1,5}\\)?)(?:${SIGN}\\d{3,9}){1,4}(?![\\p{L}\\p{N}])`, 'gu'),
  new RegExp(`(?<![\\p{L}\\p{N}.,/:#])\\(?\\d{3}\\)?\\s?[/_*~|•‧∙⋅➖]\\s?\\d{3}\\s?[/_*~|•‧∙⋅➖]\\s?\\d{4}(?![\\p{L}\\p{N}])`, 'gu'),
];

/** The letter that looks like a zero, or like a one, between digits. */
const withDigits = (text: string): string =>
  text.replaceAll(/(?<!\p{L})(?=[OoIl]{0,8}\d)[\dOoIl]{2,20}(?!\p{L})/gu, (run) => run.replaceAll(/o/gi, '0').replaceAll(/[Il]/g, '1'));

const withoutDates = (text: string): string =>
  text
    .replaceAll(/(?<![\d.-])\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d.-])/g, ' ~ ')
    .replaceAll(/(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d./-])/g, ' ~ ');

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
/** Longer without a single space or sign are numbers of cards and cases. */
const MAX_BARE_DIGITS = 12;
/** Without a zero among them single digits are more often scores; so many in a row are none. */
const MIN_SINGLE_DIGITS = 9;
/** Answers of a questionnaire go so far. */
const MAX_ANSWER = 4;

function isPhone(number: string): boolean {
  const digits = number.replaceAll(/x.*|ext.*/gi, '').replaceAll(/\D/g, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || CRISIS_LINES.has(digits)) return false;
  if (/^\d+$/.test(number) && digits.length > MAX_BARE_DIGITS) return false;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(number)) return false; // the address of a machine
  if (/^\d\.\d+$/.test(number)) return false; // of mathematics
  if (/^\d{3}-\d{2}-\d{4}$/.test(number)) return false; // of a social insurance: not ours to judge here, and nobody can be called by it
  if (/^(?:19|20)\d\d(?:\D+(?:19|20)\d\d)+$/.test(number)) return false; // years
  const parts = number.match(/\d+/g) ?? [];
  if (parts.length > 3 && isCounting(parts.map(Number))) return false;
  return parts.every(({ length }) => length === 1) ? isDialled(parts.map(Number)) : true;
}

/** Steps up or down, in one run or several: "1 2 3 … 10", "5 6 7 8, 1 2 3 4". */
function isCounting(numbers: readonly number[]): boolean {
  for (let at = 0; at < numbers.length; ) {
    const step = (numbers[at + 1] ?? 0) - (numbers[at] ?? 0);
    let end = at + 1;
    while (end < numbers.length && (numbers[end] ?? 0) - (numbers[end - 1] ?? 0) === step) end += 1;
    if (end - at < 3) return false;
    at = end;
  }
  return true;
}

/** In for four, hold for seven, out for eight, and again. */
const isRhythm = (numbers: readonly number[]): boolean =>
  [1, 2, 3, 4].some((period) => numbers.length > period && numbers.every((number, at) => at < period || number === numbers[at - period]));

/** Digits one by one, as somebody gives a number; and neither counts, nor breathes, nor answers a questionnaire. */
function isDialled(digits: readonly number[]): boolean {
  if (digits.length < (digits.includes(0) ? MIN_DIGITS + 1 : MIN_SINGLE_DIGITS) || digits.length > MAX_DIGITS) return false;
  return digits.some((digit) => digit > MAX_ANSWER) && !isCounting(digits) && !isRhythm(digits);
}

const DIGIT_WORDS: Readonly<Record<string, number>> = {
  zero: 0, oh: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
  cero: 0, uno: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9,
};
const ONE_WORD = `(?:${Object.keys(DIGIT_WORDS).join('|')})`;
const SPELLED = new RegExp(`(?<!\\p{L})${ONE_WORD}(?:[\\s,.·-]{1,3}${ONE_WORD}){6,14}(?!\\p{L})`, 'gu');

const isSpelledPhone = (words: string): boolean =>
  isDialled((words.match(/\p{L}+/gu) ?? []).map((word) => DIGIT_WORDS[word] ?? 0));

/** Lines that help, by their digits; shorter ones are never taken for telephone numbers at all. */
const CRISIS_LINES: ReadonlySet<string> = new Set([
  '8002738255', '18002738255', '08001111', '08005858580', '0800585858', '08000684141', '0800543354', '0508828865',
  '1800551800', '1300224636', '1300659467', '18006686868', '18334564566', '18664887386', '18007997233', '18006564673',
  '18006624357', '08001110111', '08001110222', '08000113', '08000232322', '717003717', '914590055', '900202010',
  '8002900024', '8009112000', '5552598121', '08003451435', '18005990019', '9152987821', '0120783556', '0120279338',
  '1800247247', '1800247100', '1850609090',
]);
