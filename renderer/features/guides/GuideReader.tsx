import { useRef, useState } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Guide } from '../../content/library/schema.ts';
import { Blocks } from '../../ui/Blocks.tsx';
import { ReviewedOn, Sources, WhenMore } from '../../ui/LibraryNotes.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { GuideContents } from './GuideContents.tsx';
import { GuideFoot } from './GuideFoot.tsx';
import { reached, standing, stopped, tried, tryId, type GuideProgress, type ReadingPlace } from './progress.ts';
import { GuideRelated } from './GuideRelated.tsx';
import { TriedBox } from './TriedBox.tsx';
import { useProgressOf } from './use-guide-progress.ts';
import { useReading } from './use-reading.ts';
import styles from './guides.module.css';

/** A guide to read: its contents at the side, its sections, things to try, and what to do when it is not enough. */
export function GuideReader(props: { guide: Guide; progress: GuideProgress | null; section: string | null }) {
  const { t } = useTranslation(['guides', 'topics']);
  const { guide, progress, section } = props;
  const page = useRef<HTMLDivElement>(null);
  const change = useProgressOf(guide.id);
  // Where one stopped the last time; it does not follow while one reads on.
  const [before] = useState<ReadingPlace | null>(() => progress?.place ?? null);
  const goTo = useReading({
    page,
    section,
    before,
    onStop: (place) => change((kept, nowMs) => stopped(kept, place, nowMs)),
    onReached: (sections) => change((kept, nowMs) => reached(kept, sections, nowMs)),
  });
  const { next } = standing(guide, progress);
  const stoppedIn = next === null ? undefined : guide.sections.find(({ id }) => id === before?.section);
  return (
    <div ref={page} className={styles.guide}>
      <header className={styles.guideHead}>
        <Title order={1}>{guide.title}</Title>
        <p className={styles.guideSummary}>{guide.summary}</p>
        <p className={styles.meta}>
          <span>{t('minutes', { count: guide.minutes })}</span>
          {guide.topics.map((topic) => (
            <Link key={topic} href={`/growth/guides/topic/${topic}`} className={styles.topic}>
              {t(`topics:${topic}`)}
            </Link>
          ))}
        </p>
        {stoppedIn !== undefined && section === null && (
          <Notice kind="note" title={t('stoppedIn', { heading: stoppedIn.heading })}>
            <Button component={Link} href={`/growth/guides/${guide.id}/${stoppedIn.id}`} size="sm" variant="default">
              {t('goOn')}
            </Button>
          </Notice>
        )}
      </header>
      <GuideContents guide={guide} progress={progress} goTo={goTo} />
      <div className={styles.guideBody}>
        {guide.sections.map(({ id, heading, blocks }) => (
          <section key={id} data-section={id} className={styles.guideSection}>
            <Title order={2}>{heading}</Title>
            <Blocks
              blocks={blocks}
              renderTryFoot={(nth, block) => (
                <TriedBox
                  title={block.title}
                  atMs={progress?.tried[tryId(id, nth)] ?? null}
                  mark={(done) => change((kept, nowMs) => tried(kept, tryId(id, nth), done, nowMs))}
                />
              )}
            />
          </section>
        ))}
        <div data-anchor="when-more">
          <WhenMore paragraphs={guide.whenMore} title={t('whenMore')} />
        </div>
        <GuideRelated guide={guide} />
        <Sources sources={guide.sources} />
        <ReviewedOn day={guide.reviewedOn} />
        <GuideFoot progress={progress} forget={() => change(() => null)} />
      </div>
    </div>
  );
}
