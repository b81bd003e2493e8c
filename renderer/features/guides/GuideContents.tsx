import { Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Guide } from '../../content/library/schema.ts';
import { HelpNowLink } from '../../ui/LibraryNotes.tsx';
import type { GuideProgress } from './progress.ts';
import styles from './guides.module.css';

/** What is in a guide, what of it was read, and the way out of it when it is not enough: in sight all the while. */
export function GuideContents(props: { guide: Guide; progress: GuideProgress | null; goTo: (section: string) => void }) {
  const { t } = useTranslation('guides');
  const { guide, progress, goTo } = props;
  const row = (id: string, words: string, read: boolean) => (
    <li key={id}>
      <Link href={`/growth/guides/${guide.id}/${id}`} className={styles.entry} onClick={() => goTo(id)}>
        <span className={styles.tick}>{read && <IconCheck size={16} aria-hidden="true" />}</span>
        <span>
          {words}
          {read && <VisuallyHidden> ({t('read')})</VisuallyHidden>}
        </span>
      </Link>
    </li>
  );
  return (
    <aside className={styles.side} aria-labelledby="guide-contents">
      <Title order={2} size="h3" id="guide-contents">
        {t('contents')}
      </Title>
      <ol className={styles.contents}>
        {guide.sections.map(({ id, heading }) => row(id, heading, progress?.read[id] !== undefined))}
        {row('when-more', t('whenMore'), false)}
      </ol>
      <HelpNowLink />
    </aside>
  );
}
