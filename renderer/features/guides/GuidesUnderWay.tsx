import { IconBookmark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Section } from '../../ui/Page.tsx';
import { underWay, type GuideProgress } from './progress.ts';
import { useGuideProgress } from './use-guide-progress.ts';
import styles from './under-way.module.css';

const SHOWN = 3;

/** Where one stopped reading: on Home, in Growth and above the catalogue. Nothing at all while nothing is begun. */
export function GuidesUnderWay() {
  const kept = useGuideProgress();
  // The texts are read only by whom they concern: Home stays light for everybody else.
  return kept === null || kept.size === 0 ? null : <Begun kept={kept} />;
}

function Begun({ kept }: { kept: ReadonlyMap<string, GuideProgress> }) {
  const { t } = useTranslation('guides');
  const guides = useShelf('guides');
  const begun = underWay(guides ?? [], kept);
  if (begun.length === 0) return null;
  return (
    <Section title={t('underWay')}>
      <ul className={styles.begun}>
        {begun.slice(0, SHOWN).map(({ guide, next, standing: { read, of } }) => (
          <li key={guide.id}>
            <Link href={`/growth/guides/${guide.id}/${next}`} className={styles.begunRow}>
              <IconBookmark size={20} stroke={1.6} aria-hidden="true" />
              <span>
                <strong>{guide.title}</strong>
                <span>{guide.sections.find(({ id }) => id === next)?.heading}</span>
              </span>
              <span className={styles.howFar}>{t('readSome', { read, of })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
