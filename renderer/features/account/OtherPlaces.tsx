import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Profile } from '../../vault/types.ts';
import styles from './account.module.css';

/** Other people's, or one's other, places on this device. Shown only where there is more than one. */
export function OtherPlaces() {
  const { t } = useTranslation('account');
  const { profiles, opening } = useApp();
  const onDisk = useDisk();
  const { profile: here } = useVault();
  const [all, setAll] = useState<readonly Profile[]>([]);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const found = await profiles.list();
      if (current) setAll(found);
    };
    onDisk(read);
    return () => {
      current = false;
    };
  }, [profiles, onDisk]);
  const others = all.filter((profile) => profile.id !== here.id);
  if (others.length === 0) return null;
  return (
    <Section title={t('places.title')} text={t('places.text')}>
      <ul className={styles.rows}>
        {others.map((profile) => (
          <li key={profile.id}>
            <p className={styles.small}>
              {t('places.opened')} <TimeText atMs={profile.openedAtMs} />
              {profile.protection === 'passphrase' && <> · {t('places.locked')}</>}
            </p>
            <Button size="sm" variant="default" onClick={() => void opening.switchTo(profile.id)}>
              {t('places.switch')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
