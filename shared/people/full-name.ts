/**
 * F239: a first name is everybody's own business; a first and a last name together tell who somebody is elsewhere. Finds "my name is
 * Anna Miller", "Name: Anna Miller", "Anna Miller, 34, from Leeds" and their sisters, in English and Spanish, for a private word to the
 * writer. It refuses nothing. Two words with large letters alone are no name: it takes words that say so, or an age behind them.
 */
const FIRST = String.raw`\p{Lu}\p{Ll}{1,30}(?:-\p{Lu}\p{Ll}{1,30})?`;
const LAST = String.raw`\p{Lu}['’]?\p{Lu}?\p{Ll}[\p{L}'’-]{0,30}`;
const PARTICLES = String.raw`(?:(?:de|del|la|las|los|van|von|der|den|al|bin)[ \u00a0]){0,2}`;
const FULL = String.raw`(?<name>(?<first>${FIRST})(?:[ \u00a0]\p{Lu}\.|[ \u00a0](?<middle>${FIRST}))?[ \u00a0]${PARTICLES}(?<last>${LAST})(?!\p{L}))`;

/** Where a thought begins: only there a label or a bare name is what the writer says of themselves. */
const BEGIN = String.raw`(?:^|[\n\r.!?;,|•(]\s{0,3}|[-–—]\s)`;
/** Words before a name are written in any case; the name is not. */
const anyCase = (words: string): string => words.replaceAll(/\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
const SAYING = anyCase(
  'my (?:full |real |whole )?name(?: is|[\'’]s)|the name(?: is|[\'’]s)|i am|i[\'’]m|i am called|i[\'’]m called|i go by|call me|this is|' +
    'me llamo|me llaman|mi nombre(?: completo| real)? es|mi nombre y apellidos? son|soy|les habla',
);
const LABEL = anyCase('(?:my )?(?:full |real |legal )?name|name and surname|(?:mi )?nombre(?: completo| real| y apellidos?)?');
const SURNAME = anyCase('last name|surname|family name|apellidos?');
/** Years of age, as people put them behind their name; a day of a month, an hour and a temperature go on otherwise. */
const AGE = String.raw`(?:1[3-9]|[2-9]\d)(?=\s*(?:$|[\n\r)]|,\s|\.(?:\s|$)|(?:years?|yrs?|y/?o|años)(?!\p{L}))|\s(?:from|in|de)\s\p{Lu})`;

const PATTERNS: readonly RegExp[] = [
  String.raw`(?<![\p{L}\p{N}])(?:${SAYING})[:,]?\s{1,3}${FULL}`,
  String.raw`${BEGIN}(?:${LABEL})\s?[:=–—-]\s{0,3}${FULL}`,
  String.raw`${BEGIN}(?:${anyCase('hi|hello|hey|hola')}[,!.]?\s)?${FULL}(?:,\s?|\s\(|\s[-–—]\s)${AGE}`,
  String.raw`(?<![\p{L}\p{N}])(?:${SURNAME})(?:\s?[:=]\s{0,3}|\s(?:is|es|son)\s)(?<name>(?<last>${LAST})(?!\p{L}))`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** A large letter begins these as well, and no surname or first name goes by them. */
const NO_NAMES = new Set(
  ('monday tuesday wednesday thursday friday saturday sunday january february april july september october november december ' +
    'lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
    'christmas easter eve birthday day night morning evening week health city street university school hospital county community listener member therapist volunteer ' +
    'the my our your his her their this that these those since before after on in by at for from with about and but not now then when where why how what who ' +
    'good happy black new old great high big puerto costa south north east west central native african asian latin latino latina roman saint san santa los las el la buenos nueva nuevo ' +
    'american african european british english scottish irish catholic rican zealander muslim jewish christian indian dutch german french spanish italian mexican canadian australian ' +
    'profesional professional licensed licenciada licenciado testigo navidad semana feliz desde antes después para por con pero'
  ).split(' '),
);
/** Second parts of first names: "Ana María" and "Mary Ann" are first names still. */
const SECOND_FIRST = new Set(
  'maría maria josé jose jesús jesus luis luisa carlos isabel carmen pilar teresa elena antonio manuel miguel ángel angel alberto javier fernando rosa sofía sofia ann anne marie mary jane lee lou lynn may grace paul jo beth rose'.split(' '),
);

const isName = (word: string | undefined): boolean => word === undefined || !NO_NAMES.has(word.toLowerCase());

/** The name that is said, or null. */
export function fullNameIn(text: string): string | null {
  const start = text.slice(0, 20_000);
  for (const pattern of PATTERNS) {
    for (const { groups } of start.matchAll(pattern)) {
      const { name, first, middle, last } = groups ?? {};
      const isFirstStill = first !== undefined && middle === undefined && name === `${first} ${last}` && SECOND_FIRST.has((last ?? '').toLowerCase());
      if (name !== undefined && [first, middle, last].every(isName) && !isFirstStill) return name;
    }
  }
  return null;
}
