import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIdentity, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import styles from './export.module.css';

/** What the person has to say before anything leaves the vault in readable form. */
interface Said {
  readonly passphrase: string;
  /** In place of a passphrase where there is none. */
  readonly understood: boolean;
  /** Listeners only (F095). */
  readonly nobodyElse: boolean;
}

type Fault = 'passphrase' | 'understood' | 'nobodyElse';

const NOTHING_SAID: Said = { passphrase: '', understood: false, nobodyElse: false };

export interface Proof {
  readonly asks: { readonly passphrase: boolean; readonly nobodyElse: boolean };
  readonly said: Said;
  readonly fault: Fault | null;
  say(said: Partial<Said>): void;
  /** Whether everything was said, and the passphrase is the right one. */
  given(): Promise<boolean>;
  /** For the next file it is asked again. */
  forget(): void;
}

export function useExportProof(): Proof {
  const vault = useVault();
  const identity = useIdentity();
  const [said, setSaid] = useState(NOTHING_SAID);
  const [fault, setFault] = useState<Fault | null>(null);
  const asks = {
    passphrase: vault.profile.protection === 'passphrase',
    nobodyElse: identity.at === 'account' && identity.me.type === 'listener',
  };
  const find = async (): Promise<Fault | null> => {
    if (asks.nobodyElse && !said.nobodyElse) return 'nobodyElse';
    if (!asks.passphrase) return said.understood ? null : 'understood';
    return (await vault.proves(said.passphrase)) ? null : 'passphrase';
  };
  return {
    asks,
    said,
    fault,
    say(more) {
      setSaid({ ...said, ...more });
      setFault(null);
    },
    async given() {
      const found = await find();
      setFault(found);
      return found === null;
    },
    forget: () => setSaid(NOTHING_SAID),
  };
}

/** A passphrase where there is one; where there is none, that is said, and a tick takes its place. */
export function ExportProof({ proof }: { proof: Proof }) {
  const { t } = useTranslation('journal');
  const { asks, said, fault, say } = proof;
  return (
    <div className={styles.proof}>
      {asks.nobodyElse && (
        <Checkbox
          size="md"
          label={t('export.nobodyElse')}
          description={t('export.nobodyElseWhy')}
          checked={said.nobodyElse}
          error={fault === 'nobodyElse' ? t('export.fault.nobodyElse') : undefined}
          onChange={(event) => say({ nobodyElse: event.currentTarget.checked })}
        />
      )}
      {asks.passphrase ? (
        <PasswordField
          size="md"
          label={t('export.passphrase')}
          autoComplete="off"
          value={said.passphrase}
          error={fault === 'passphrase' ? t('export.fault.passphrase') : undefined}
          onChange={(event) => say({ passphrase: event.currentTarget.value })}
        />
      ) : (
        <>
          <Notice kind="note" title={t('export.noPassphrase')} safe={t('export.noPassphraseMeans')} />
          <Checkbox
            size="md"
            label={t('export.understood')}
            checked={said.understood}
            error={fault === 'understood' ? t('export.fault.understood') : undefined}
            onChange={(event) => say({ understood: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}
