import { foldName, MAX_READ_LENGTH } from './fold-name.ts';

/**
 * F012: names that look the same are one, so that nobody passes for another. Both names are brought to a form in which
 * what the eye confuses is one sign; the form is for comparing alone and is never shown. Not the whole of Unicode's list:
 * the alphabets that people write names in, and the signs that fonts draw alike.
 */
export function nameSkeleton(name: string): string {
  if (name.length > MAX_READ_LENGTH) return name; // nobody has it (C10)
  const plain = foldName(name).normalize('NFKD').replaceAll(ACCENTS, '');
  const drawn = Array.from(plain, (sign) => DRAWN_ALIKE.get(sign) ?? sign).join('');
  return drawn.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** Accents over Latin, Greek and Cyrillic letters. Marks of other scripts are letters of their own to who reads them. */
const ACCENTS = /[\u0300-\u036f]/g;

/** By what they are taken for: small letters, and those whose capitals alone look like another alphabet's. */
const ALIKE: Readonly<Record<string, string>> = {
  a: 'аαɑᴀạ', b: 'вβʙƅь', c: 'сϲᴄς', d: 'ԁɗđᴅð', e: 'еεєҽᴇ', f: 'ƒ', g: 'ɡԍɢ', h: 'һнհħʜ', j: 'јᴊյ', k: 'кκᴋĸ',
  l: 'i1ıɩіιłʟɪӏ|ⅼוןا١۱', m: 'мᴍ', n: 'ηпոɴ', o: '0оοσøօᴏס٥۵', p: 'рρᴘ', q: 'ԛզ', r: 'гᴦʀ', s: 'ѕꜱ', t: 'тτᴛŧ', u: 'υսᴜμц',
  v: 'νѵᴠ', w: 'ԝωᴡшա', x: 'хχ', y: 'уγʏү', z: 'ζᴢ', 3: 'зӡ', 4: 'ч', 6: 'б',
  // Arabic and Persian forms of a letter, and digits drawn alike.
  ك: 'ک', ي: 'یىے', ه: 'ةە',
  // Chinese characters and kana that are the same strokes.
  力: 'カ', 口: 'ロ', 工: 'エ', 二: 'ニ', 夕: 'タ', 八: 'ハ', へ: 'ヘ', 一: 'ー', 卜: 'ト', り: 'リ',
};

const DRAWN_ALIKE: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIKE).flatMap(([sign, others]) => Array.from(others, (other): [string, string] => [other, sign])),
);
