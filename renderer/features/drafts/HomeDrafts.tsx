import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { DraftPlaceName, useDraftPath } from './DraftPlace.tsx';
import { firstLine, type Unfinished } from './unfinished.ts';
import { useUnfinished } from './use-unfinished.ts';
import styles from './drafts.module.css';

const SHOWN = 3;

/** On Home: what was begun and not sent. Nothing while there is nothing. */
export function HomeDrafts() {
  const { t } = useTranslation('drafts');
  const all = useUnfinished();
  if (all === null || all.length === 0) return null;
  return (
    <Section title={t('home')}>
      <ul className={styles.short}>
        {all.slice(0, SHOWN).map((one) => (
          <li key={`${one.kind}/${one.id}`}>
            <Short one={one} />
          </li>
        ))}
      </ul>
      <Button component={Link} href="/drafts" variant="subtle" size="compact-md" px={0}>
        {t('all')}
      </Button>
    </Section>
  );
}

function Short({ one }: { one: Unfinished }) {
  return (
    <Link href={useDraftPath(one.place) ?? '/drafts'} className={styles.shortRow}>
      <span>
        <strong>
          <DraftPlaceName place={one.place} />
        </strong>{' '}
        <span dir="auto">{firstLine(one.text)}</span>
      </span>
      <TimeText atMs={one.atMs} />
    </Link>
  );
}
