import { useId } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { TimeText } from '../../ui/TimeText.tsx';
import { CopyButton } from '../chats/CopyButton.tsx';
import { DraftPlaceName, useDraftPath } from './DraftPlace.tsx';
import type { Unfinished } from './unfinished.ts';
import styles from './drafts.module.css';

/** One unfinished text: where it belongs, since when, its words, and what one can do with it. */
export function DraftRow({ one, discard }: { one: Unfinished; discard: () => void }) {
  const { t } = useTranslation('drafts');
  const path = useDraftPath(one.place);
  const name = useId();
  return (
    <li className={styles.row} aria-labelledby={name}>
      <p className={styles.head}>
        <strong id={name}>
          <DraftPlaceName place={one.place} />
        </strong>
        <TimeText atMs={one.atMs} />
      </p>
      {one.kind === 'refused' && <p className={styles.why}>{t('refused')} {why(one.message, t)}</p>}
      <p className={styles.words} dir="auto">
        {one.text}
      </p>
      <div className={styles.acts}>
        {path !== null && (
          <Button component={Link} href={path} size="compact-md" variant="light" aria-describedby={name}>
            {t(one.kind === 'refused' ? 'openChat' : 'open')}
          </Button>
        )}
        <CopyButton text={one.text} />
        <Button size="compact-md" variant="subtle" aria-describedby={name} onClick={discard}>
          {t('discard')}
        </Button>
      </div>
    </li>
  );
}

type Translate = ReturnType<typeof useTranslation<'drafts'>>['t'];
const why = ({ rule, code }: Extract<Unfinished, { kind: 'refused' }>['message'], t: Translate): string =>
  rule === null ? t(`refusals:${code}`) : t(`rules:${rule}.why`);
