/**
 * F239: a first name is everybody's own business; a first and a last name together tell who somebody is elsewhere. Finds
 * "my name is Anna Miller" and its sisters, in English and Spanish, for a private word to the writer. It refuses nothing.
 */
const SAID = /(?:\bmy (?:full |real )?name(?: is|'s|’s)|\bi am|\bi['’]m|\bcall me|\bthis is|\bme llamo|\bmi nombre(?: completo)? es|\bsoy)\s{1,3}(\p{Lu}\p{Ll}{1,30}(?:\s\p{Lu}\.)?\s(?:(?:de|del|la|van|von|der|al|bin)\s){0,2}\p{Lu}[\p{Ll}'’-]{1,30})/u;

/** The name that is said, or null. */
export const fullNameIn = (text: string): string | null => {
  const start = text.slice(0, 20_000);
  // Only the words before the name may be written in any case.
  return SAID.exec(start.replaceAll(/\b(?:My|I|Call|This|Me|Mi|Soy)\b/gu, (word) => word.toLowerCase()))?.[1] ?? null;
};
