import type { Clock, Random } from '#shared/ports.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Damage } from './damage.ts';
import type { VaultSecrets } from './secrets.ts';
import type { VaultDatabase } from './vault-database.ts';
import type { Work } from './work.ts';

/** What every adapter over the open database stands on. */
export interface OpenVault {
  readonly db: VaultDatabase;
  readonly secrets: VaultSecrets;
  readonly work: Work;
  readonly damage: Damage;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly random: Random;
}
