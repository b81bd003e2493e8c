import { z } from 'zod';
import type { Timers } from '#shared/ports.ts';
import type { Me } from '#shared/api/schemas.ts';
import { parseKept, SESSION_KEY } from '../engine/session.ts';
import { VISIT_KEY } from '../vault/backup/copy-items.ts';
import type { Vault } from '../vault/types.ts';

/** The wish, in the vault's settings and in no copy of it. It names place and guest, so that whoever comes after wishes nothing. */
export interface VisitWish {
  readonly profile: string;
  readonly account: string;
}

const wishSchema = z.object({ profile: z.string(), account: z.string() });

export function parseWish(value: unknown): VisitWish | null {
  const wish = wishSchema.safeParse(value);
  return wish.success ? wish.data : null;
}

/**
 * What lies in the wish's place from the asking for a member until a clear answer, which may be lost: no wish to whoever
 * looks for one, since a member is never erased.
 */
export interface MemberAsked {
  readonly asked: true;
  /** What was wished, for when the relay refuses. */
  readonly before: VisitWish | null;
}

const askedSchema = z.object({ asked: z.literal(true), before: wishSchema.nullable() });

export function parseAsked(value: unknown): MemberAsked | null {
  const asked = askedSchema.safeParse(value);
  return asked.success ? asked.data : null;
}

export interface VisitSigns {
  readonly wish: VisitWish | null;
  readonly profile: string;
  /** Null where nobody is known, or what is kept cannot be read. */
  readonly me: Pick<Me, 'account' | 'type'> | null;
  /** This window has had the place open before: a reload, or a lock. */
  readonly seenByWindow: boolean;
  readonly leads: boolean;
  /** Another window was open beside this one, at any moment of its life: then Samovar has not been closed. */
  readonly hadCompany: boolean;
  /** A telephone's system ends a browser that is out of sight, and its marks with it: that is no closing. */
  readonly onPhone: boolean;
}

/** F016: whether a guest's only visit is over. Whatever is not certain keeps everything. */
export const isVisitOver = ({ wish, profile, me, seenByWindow, leads, hadCompany, onPhone }: VisitSigns): boolean =>
  wish !== null && me !== null && wish.profile === profile && wish.account === me.account && me.type === 'guest' &&
  leads && !seenByWindow && !hadCompany && !onPhone;

/** Lives as long as the window, and through its reloads. */
export type Marks = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What the mark says while the place is open in this window. */
const OPEN = 'open';
/** How long it may take to tell whether another window is there, before everything is kept. */
const COMPANY_KNOWN_WITHIN_MS = 2_000;

export interface VisitParts {
  readonly timers: Timers;
  readonly onPhone: boolean;
  readonly marks: () => Marks;
  /** Rejects where that cannot be known. */
  readonly hadCompany: () => Promise<boolean>;
  /** Ends the guest at the relay, if it can be reached. It clears a guest who never comes back by itself (`GUEST.idleMs`). */
  readonly end: (token: string) => Promise<unknown>;
}

export interface Visits {
  /** Asked once a vault is open, before anything of it is shown. Otherwise notes that this window has it open. */
  isOver(vault: Vault, leads: boolean): Promise<boolean>;
  /** Closes the vault, erases it by `erase`, and says so to the relay without keeping anybody waiting. */
  forget(vault: Vault, erase: () => Promise<void>): Promise<void>;
}

const markOf = (vault: Vault): string => `samovar-visit-${vault.profile.id}`;

export function createVisits({ timers, onPhone, marks, hadCompany, end }: VisitParts): Visits {
  async function decide(vault: Vault, leads: boolean, seenByWindow: boolean): Promise<boolean> {
    const wish = parseWish(await vault.settings.get<unknown>(VISIT_KEY));
    if (wish === null) return false;
    const me = parseKept(await vault.settings.get<unknown>(SESSION_KEY))?.me ?? null;
    const signs = { wish, profile: vault.profile.id, me, seenByWindow, leads, onPhone };
    return isVisitOver({ ...signs, hadCompany: await soon(timers, hadCompany()) });
  }
  return {
    async isOver(vault, leads) {
      const mark = markOf(vault);
      try {
        const kept = marks();
        const seenByWindow = kept.getItem(mark) === OPEN;
        // First of all: where nothing can be marked, a reload would look like a new window, and so nothing is forgotten.
        // It is open once that is decided, so that whoever loads the page meanwhile is asked again.
        if (!seenByWindow) kept.setItem(mark, 'asked');
        const over = await decide(vault, leads, seenByWindow).catch(() => false);
        if (!over) kept.setItem(mark, OPEN);
        return over;
      } catch {
        return false;
      }
    },
    async forget(vault, erase) {
      const session = await vault.settings.get<unknown>(SESSION_KEY).finally(() => vault.close());
      try {
        await erase();
        marks().removeItem(markOf(vault));
      } finally {
        // With the first step of the erasure the token is gone: this is the only moment to say so.
        const token = parseKept(session)?.token ?? null;
        if (token !== null) void end(token).catch(() => undefined);
      }
    },
  };
}

/** Rejects when it takes too long. */
function soon(timers: Timers, answer: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const limit = timers.after(COMPANY_KNOWN_WITHIN_MS, () => reject(new Error('no answer about other windows')));
    answer.then(resolve, reject).finally(() => limit.cancel());
  });
}
