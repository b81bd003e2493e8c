import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconChecks, IconClock, IconEye, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../app/context.tsx';
import type { OwnPlace } from './transcript.ts';
import styles from './transcript.module.css';

const ICONS: Readonly<Record<OwnPlace, TablerIcon>> = {
  device: IconClock,
  relay: IconCheck,
  delivered: IconChecks,
  seen: IconEye,
};

/** Where one's own words are (DESIGN promise 2): a picture and a word; older ones keep the picture alone in sight. */
export function Place({ place, worded }: { place: OwnPlace; worded: boolean }) {
  const { t } = useTranslation('chats');
  const { at } = useConnection();
  const Icon = ICONS[place];
  const word = t(place === 'device' && at !== 'online' ? 'state.deviceOffline' : `state.${place}`);
  return (
    <p className={styles.whereabouts} data-at={place} title={word}>
      <Icon size={15} stroke={1.8} aria-hidden="true" />
      {worded ? <span>{word}</span> : <VisuallyHidden>{word}</VisuallyHidden>}
    </p>
  );
}
