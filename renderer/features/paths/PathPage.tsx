import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../app/context.tsx';
import type { Path } from '../../content/library/schema.ts';
import { ReviewedOn, Sources, WhenMore } from '../../ui/LibraryNotes.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Activities } from './Activities.tsx';
import { mayWalk } from './catalogue.ts';
import { History } from './History.tsx';
import { InAll } from './InAll.tsx';
import { Marks } from './Marks.tsx';
import { standingOf, stepsOf, type Walk } from './progress.ts';
import { WayOn } from './WayOn.tsx';
import styles from './paths.module.css';

/** One path: its aim, what is next, all its activities, when it is not enough, and what one did on it (F110). */
export function PathPage(props: { path: Path; walk: Walk | null }) {
  const { t } = useTranslation(['paths', 'topics']);
  const { path, walk } = props;
  const verdict = mayWalk(path, useIdentity());
  const standing = standingOf(walk);
  const titles = new Map(path.activities.map(({ id, title }) => [id, title]));
  return (
    <Page title={path.title} windowTitle={t('place')} lead={<p>{path.summary}</p>}>
      <p className={styles.meta}>
        {path.premium && <span className={styles.standing}>{t('premium.mark')}</span>}
        {path.audience === 'member' && <span>{path.topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</span>}
        <span>{t('activities', { count: path.activities.length })}</span>
        <span>
          <InAll path={path} />
        </span>
        {standing !== 'new' && <span className={styles.standing}>{t('steps', { count: stepsOf(walk).length })}</span>}
      </p>
      <Section title={t('aim')}>
        <p className={styles.paragraph}>{path.aim}</p>
      </Section>
      <WayOn path={path} walk={walk} verdict={verdict} />
      <Marks path={path} walk={walk} />
      <WhenMore paragraphs={path.whenMore} />
      <Activities path={path} walk={walk} open={verdict.allowed && standing !== 'new'} />
      {walk !== null && <History walk={walk} titles={titles} />}
      <Sources sources={path.sources} />
      <ReviewedOn day={path.reviewedOn} />
      <p className={styles.foot}>{t('private')}</p>
    </Page>
  );
}
