import { countryName } from '#shared/people/countries.ts';
import type { PublicLicence } from '#shared/people/therapist.ts';

/** Where a licence holds, in the reader's language: "California, United States". */
export const licencePlace = ({ country, region }: Pick<PublicLicence, 'country' | 'region'>, language: string): string =>
  [region, countryName(country, language)].filter((part) => part !== '').join(', ');
