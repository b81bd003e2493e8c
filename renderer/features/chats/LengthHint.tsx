import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/result.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import type { DraftState } from './composing.ts';
import styles from './composer.module.css';

/** Below the box: how to send, and near the limit how much is left. */
export function LengthHint({ state }: { state: DraftState }) {
  const { t } = useTranslation('chats');
  switch (state.at) {
    case 'empty':
    case 'fine':
      return <span>{t('composer.hint')}</span>;
    case 'near':
      return <span>{t('composer.left', { count: state.left })}</span>;
    case 'over':
      return <Over words={t('composer.over', { count: state.excess })} />;
    default:
      return unreachable(state);
  }
}

/** Heard once, as it comes about, and not at each key. */
function Over({ words }: { words: string }) {
  const [first] = useState(words);
  useAnnounced(first);
  return <strong className={styles.over}>{words}</strong>;
}
