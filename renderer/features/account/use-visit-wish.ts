import { useEffect, useState } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { parseAsked, parseWish, type MemberAsked, type VisitWish } from '../../app/only-this-visit.ts';
import { VISIT_KEY } from '../../vault/backup/copy-items.ts';

/** Whether this guest wishes to be here for this visit only (F016). */
export interface WishToLeave {
  /**
   * Null while it is not known, or where nobody may wish it. `asked`: the relay was asked to make a member of this guest and
   * gave no clear answer. A member is never erased, so that nothing may be wished until it has.
   */
  readonly state: 'on' | 'off' | 'asked' | null;
  /** Shows at once; what the disk refuses is taken back, since a guest is erased by what lies there. */
  set(on: boolean): Promise<boolean>;
  /**
   * Before the relay is asked for a member. Resolves to the way back, for when it refuses; to null where the disk does not
   * let the wish go.
   */
  takeOff(): Promise<(() => Promise<void>) | null>;
}

type Kept = VisitWish | MemberAsked | 'none';

const keptOf = (value: unknown): Kept => parseWish(value) ?? parseAsked(value) ?? 'none';
const isAsked = (kept: Kept | null): kept is MemberAsked => kept !== null && kept !== 'none' && 'asked' in kept;
const isWish = (kept: Kept | null): kept is VisitWish => kept !== null && kept !== 'none' && !('asked' in kept);

export function useVisitWish(account: AccountId | null, leads: boolean): WishToLeave {
  const { settings, profile } = useVault();
  const { onPhone } = useApp();
  const onDisk = useDisk();
  const [kept, setKept] = useState<Kept | null>(null);
  /** What was pressed, until the disk has answered. */
  const [pressed, setPressed] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    // Another window may have changed it while that one led.
    if (leads) {
      onDisk(async () => {
        const read = keptOf(await settings.get<unknown>(VISIT_KEY));
        if (current) setKept(read);
      });
    }
    return () => {
      current = false;
      setKept(null);
    };
  }, [settings, leads, onDisk]);
  async function write(next: Kept): Promise<boolean> {
    const writing = next === 'none' ? settings.remove(VISIT_KEY) : settings.set(VISIT_KEY, next);
    onDisk(() => writing);
    const taken = await writing.then(() => true, () => false);
    if (taken) setKept(next);
    return taken;
  }
  async function set(on: boolean): Promise<boolean> {
    if (isAsked(kept) && on) return false;
    setPressed(on);
    const taken = await write(on && account !== null ? { profile: profile.id, account } : 'none');
    // A later press waits for its own answer.
    setPressed((now) => (now === on ? null : now));
    return taken;
  }
  const isOn = isWish(kept) && kept.profile === profile.id && kept.account === account;
  const shown = pressed ?? isOn ? 'on' : 'off';
  return {
    state: kept === null || onPhone ? null : isAsked(kept) ? 'asked' : shown,
    set,
    async takeOff() {
      const before = isAsked(kept) ? kept.before : isWish(kept) ? kept : null;
      return (await write({ asked: true, before })) ? async () => void (await write(before ?? 'none')) : null;
    },
  };
}
