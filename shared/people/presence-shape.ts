import { z } from 'zod';
import { STATUSES } from './presence-shown.ts';

/** How somebody is here, as others see it (F159, F160, F165): what `presenceShown` makes. */
export const presence = z.object({
  status: z.enum(STATUSES),
  personalRequests: z.boolean(),
  noChats: z.boolean(),
  onBreak: z.object({ untilMs: z.int().nonnegative().nullable(), note: z.string() }).nullable(),
});
