import { z } from 'zod';
import { leadsOutside, therapistApplication, type OwnTherapist, type TherapistApplication } from '#shared/people/therapist.ts';

/** What stands in the form, as its draft keeps it (F229). */
export const applicationForm = z.strictObject({
  legalName: z.string(), country: z.string(), region: z.string(), number: z.string(), text: z.string(),
});
export type ApplicationForm = z.infer<typeof applicationForm>;

/** Empty; for a therapist who has something changed, with what is known. */
export const formOf = (licence: OwnTherapist['licence']): ApplicationForm => ({
  legalName: licence?.legalName ?? '', country: licence?.country ?? '', region: licence?.region ?? '', number: licence?.number ?? '', text: '',
});

/** The form in words, for the list of drafts; never empty, so that a country alone is kept as well. No number stands in it. */
export const formWords = ({ legalName, text }: ApplicationForm): string => text.trim() || legalName.trim() || '…';

export const isUntouched = (form: ApplicationForm, licence: OwnTherapist['licence']): boolean => {
  const fresh = formOf(licence);
  return (Object.keys(fresh) as (keyof ApplicationForm)[]).every((key) => form[key] === fresh[key]);
};

/** What may be sent; or the first field that cannot be, as it stands. */
export function parseForm(form: ApplicationForm): { readonly application: TherapistApplication } | { readonly wrong: keyof ApplicationForm; readonly outside?: true } {
  const parsed = therapistApplication.safeParse(form);
  const outside = parsed.success ? leadsOutside(parsed.data) : null;
  if (outside !== null) return { wrong: outside, outside: true };
  if (parsed.success) return { application: parsed.data };
  const paths = parsed.error.issues.map(({ path }) => path[0]);
  return { wrong: (Object.keys(form) as (keyof ApplicationForm)[]).find((key) => paths.includes(key)) ?? 'text' };
}
