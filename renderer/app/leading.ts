import type { Vault } from '../vault/types.ts';
import type { Opened } from './opening.types.ts';
import type { Seat, WindowLocks, WindowNews } from './window-locks.ts';

/** This window among those of the same profile: one of them leads (V6), and only that one's engine speaks with the relay. */
export interface Leading {
  /** Shows a vault that is open and not yet on screen: leads where nobody does, and otherwise waits for it in line. */
  sitDown(vault: Vault): Promise<void>;
  takeLead(): Promise<void>;
  handOver(leading: Opened): Promise<void>;
  tell(news: WindowNews): void;
  /** Leaves the seat to others. */
  standUp(): void;
}

export interface LeadingParts {
  readonly locks: WindowLocks;
  readonly inTurn: (step: () => Promise<void>) => Promise<void>;
  opened(): Opened | null;
  /** Starts an engine on the vault and shows it; `before` is what was open on the same vault until now. */
  enter(vault: Vault, leads: boolean, before: Opened | null): Promise<void>;
  writeDown(): Promise<boolean>;
  hear(profile: string, news: WindowNews): Promise<void>;
  /** Whether the vault is a guest's whose only visit is over (F016): then `forget` is called, and nothing of it is shown. */
  isOver(vault: Vault, leads: boolean): Promise<boolean>;
  forget(vault: Vault, letGo: () => void): Promise<void>;
}

export function createLeading({ locks, inTurn, opened, enter, writeDown, hear, isOver, forget }: LeadingParts): Leading {
  let seat: Seat | null = null;

  function standUp(): void {
    seat?.leave();
    seat = null;
  }

  /** The same vault, with another engine on it. */
  async function enterAgain(before: Opened, leads: boolean): Promise<void> {
    await before.engine.close();
    await enter(before.vault, leads, before);
  }

  function waitInLine(profile: string): void {
    const lead = (): Promise<void> =>
      inTurn(async () => {
        const here = opened();
        if (here?.vault.profile.id === profile && here.follows) await enterAgain(here, true);
      });
    seat?.waitForLead(() => void lead());
  }

  return {
    async sitDown(vault) {
      const { id } = vault.profile;
      const mine = locks.join(id, (news) => void hear(id, news));
      seat = mine;
      const leads = await mine.leadIfFree();
      if (await isOver(vault, leads)) {
        await forget(vault, standUp);
        return;
      }
      try {
        await enter(vault, leads, null);
      } catch (error) {
        // Nothing stays open that nobody sees.
        standUp();
        await vault.close();
        throw error;
      }
      if (!leads) waitInLine(id);
    },
    async takeLead() {
      const here = opened();
      if (here === null || !here.follows || seat === null) return;
      if (await seat.takeLead()) await enterAgain(here, true);
      else waitInLine(here.vault.profile.id);
    },
    async handOver(leading) {
      // So that the other window finds them. What the disk refuses stays in this one's boxes and is tried again.
      await writeDown();
      await leading.engine.close();
      seat?.giveLead();
      await enter(leading.vault, false, leading);
      waitInLine(leading.vault.profile.id);
    },
    tell: (news) => seat?.tell(news),
    standUp,
  };
}
