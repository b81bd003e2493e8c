import type { Identity } from '../../engine/types.ts';

/** The pages of "You" in the order of their tabs, each with the parts that stand on it under a name of their own. */
const PARTS = {
  account: ['places', 'member'],
  profile: [],
  devices: ['passphrase', 'look'],
  standing: ['age', 'clearance', 'therapist'],
} as const;

export type YouPage = keyof typeof PARTS;

export const pathOf = (page: YouPage): string => (page === 'account' ? '/you' : `/you/${page}`);

/** The pages that this person has a use for. What the relay says stands only in the window that leads. Pure. */
export function youPages(identity: Identity, follows: boolean): readonly YouPage[] {
  return identity.at === 'local' || follows ? ['account', 'devices'] : ['account', 'profile', 'devices', 'standing'];
}

/** The page on which `/you/<part>` comes down; the first where there is no such part, or none for this person. Pure. */
export const pageOf = (part: string | undefined, open: readonly YouPage[]): YouPage =>
  open.find((page) => page === part || PARTS[page].some((one) => one === part)) ?? 'account';
