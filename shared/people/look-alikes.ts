import { foldName, MAX_READ_LENGTH } from './fold-name.ts';

/**
 * F012: names that look the same are one, so that nobody passes for another. Both names are brought to a form in which
 * what the eye confuses is one sign; the form is for comparing alone and is never shown. Not the whole of Unicode's list:
 * the alphabets that people write names in, and the signs that fonts draw alike.
 */
export function nameSkeleton(name: string): string {
  if (name.length > MAX_READ_LENGTH) return name; // nobody has it (C10)
  const plain = foldName(name).normalize('NFKD').replaceAll(UNSEEN, '');
  const drawn = Array.from(plain, (sign) => DRAWN_ALIKE.get(sign) ?? sign).join('');
  return drawn.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/**
 * Accents over Latin, Greek and Cyrillic letters; the points that Hebrew and Arabic may be written with or without, and the stroke that makes an
 * Arabic word longer; signs beside letters, such as apostrophes. Marks of other scripts are letters of their own to who reads them.
 */
const UNSEEN = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u02b9-\u02df\u02ec-\u02ff\ua788-\ua78c\ua78f]/g;

/** By what they are taken for: small letters, and those whose capitals alone look like another alphabet's. */
const ALIKE: Readonly<Record<string, string>> = {
  a: 'аαɑᴀạⱥꭺꓮⲁ', b: 'вβʙƅьɓƀᏼꓐⲃ', c: 'сϲᴄςꮯꓚⲥ', d: 'ԁɗđᴅðɖꭰꓓ', e: 'еεєҽᴇɛɇǝꭼꓰ', f: 'ƒꓝ', g: 'ɡԍɢɠǥꮐꓖ', h: 'һнհħʜɦⱨꮋꓧⲏ', j: 'јᴊյɉȷꭻꓙ',
  k: 'кκᴋĸƙⱪꮶꓗⲕ', l: 'i1ıɩіιłʟɪӏ|ⅼוןا١۱ƚɫɬⱡɨᵻǀꭵꮮꓡꓲⲓ', m: 'мᴍꮇꓟⲙ', n: 'ηпոɴɲŋƞꓠⲛ', o: '0оοσøօᴏס٥۵ɵꮎꓳⲟ', p: 'рρᴘƥᵽꮲꓑⲣ', q: 'ԛզ',
  r: 'гᴦʀɍɽꭱꮢꓣ', s: 'ѕꜱʂȿꮪꓢ', t: 'тτᴛŧƭʈⱦꭲꓔⲧ', u: 'υսᴜμцʉꓴ', v: 'νѵᴠʋꮩꓦ', w: 'ԝωᴡшաꮃꮤꓪ', x: 'хχꓫⲭ', y: 'уγʏүƴɏꭹꓬⲩ', z: 'ζᴢƶʐȥꮓꓜ', 3: 'зӡ', 4: 'чꮞ', 6: 'б',
  // Arabic and Persian forms of a letter, and digits drawn alike.
  ك: 'ک', ي: 'یىے', ه: 'ةە',
  // Chinese characters and kana that are the same strokes.
  力: 'カ', 口: 'ロ', 工: 'エ', 二: 'ニ', 夕: 'タ', 八: 'ハ', へ: 'ヘ', 一: 'ー', 卜: 'ト', り: 'リ',
};

const DRAWN_ALIKE: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIKE).flatMap(([sign, others]) => Array.from(others, (other): [string, string] => [other, sign])),
);

/**
 * All that the form of a name is made by, in words: a store keeps forms, and makes them anew when this is another
 * (sync-server/accounts/name-forms.ts). The tables tell of themselves; the number goes up when what is done with them changes, or `foldName`.
 */
export const lookAlikeMapping: string = JSON.stringify([1, UNSEEN.source, ALIKE]);
