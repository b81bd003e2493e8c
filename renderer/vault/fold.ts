/**
 * Folding for search: what two people would type differently and mean the same becomes the same. Case, width and
 * accents go; marks that are letters of their script stay (Indic vowel signs, the dots of か and が).
 */
const ACCENTS = new RegExp(
  [
    '[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f', // Latin, Greek, Cyrillic
    '\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7', // Hebrew points
    '\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed]', // Arabic
  ].join(''),
  'gu',
);

/** Letters that Unicode does not take apart, and that a keyboard may lack. */
const TWINS: Readonly<Record<string, string>> = { ß: 'ss', ς: 'σ', ı: 'i', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };
const TWIN = new RegExp(`[${Object.keys(TWINS).join('')}]`, 'gu');

const foldWhole = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(TWIN, (letter) => TWINS[letter] ?? letter)
    .normalize('NFC');

/** What European languages add to plain letters, folded once for all: their letters, dashes and quotation marks. */
const COMMON: ReadonlyMap<string, string> = new Map(
  [[0x80, 0x24f], [0x370, 0x3ff], [0x2010, 0x2027]].flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, index) => {
      const letter = String.fromCharCode(first + index);
      return [letter, foldWhole(letter)] as const;
    }),
  ),
);

// oxlint-disable-next-line no-control-regex -- everything that is not ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]+/g;

/**
 * Most of most notes is plain letters, and for those case is all there is to fold; only the rest goes the long way. It
 * changes no plain letter beside it, because the marks that could join one are taken off.
 */
export const fold = (text: string): string =>
  text.toLowerCase().replace(BEYOND_ASCII, (part) => COMMON.get(part) ?? foldWhole(part));

/** The words of a query, folded. Every one of them must be found; where a script has no spaces, a phrase is a word. */
export const foldedWords = (query: string): readonly string[] => fold(query).split(/\s+/u).filter((word) => word !== '');
