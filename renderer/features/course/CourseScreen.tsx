import type { ReactNode } from 'react';
import { Button, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useIdentity } from '../../app/context.tsx';
import type { Lesson, Practice } from '../../content/course/schema.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { isoDay, lessonOf, practiceOf, rowId, standingOf, wayOf, type CourseRow } from './progress.ts';
import { useCourseRows, useCourseShelf } from './use-course.ts';
import styles from './course.module.css';

type Rows = ReadonlyMap<string, CourseRow>;

/** The course at a glance: how far one is, and everything there is (F034, F193, F194). Open to everybody, without a network. */
export function CourseScreen() {
  const { t } = useTranslation('course');
  const rows = useCourseRows();
  const lessons = useCourseShelf('lessons');
  const practice = useCourseShelf('practice');
  const modules = useCourseShelf('modules');
  const ready = rows !== null && lessons !== null && practice !== null && modules !== null;
  return (
    <>
      <GrowthTabs />
      <Page title={t('place')} lead={<p>{t('lead')}</p>}>
        {ready && (
          <>
            <WaySoFar rows={rows} lessons={lessons} />
            <Shelf title={t('lessons.title')} text={t('lessons.text')}>
              {lessons.map((lesson) => (
                <LessonEntry key={lesson.id} part="lessons" lesson={lesson} rows={rows} numbered />
              ))}
            </Shelf>
            <Shelf title={t('practice.title')} text={t('practice.text')}>
              {practice.map((one) => (
                <PracticeEntry key={one.id} practice={one} rows={rows} />
              ))}
            </Shelf>
            <Shelf title={t('modules.title')} text={t('modules.text')}>
              {modules.map((one) => (
                <LessonEntry key={one.id} part="modules" lesson={one} rows={rows} />
              ))}
            </Shelf>
            <p className={styles.ways}>
              <Link href="/growth/guides">{t('guides')}</Link>
              <Link href="/learn/records">{t('records.open')}</Link>
            </p>
          </>
        )}
        <p className={styles.quiet}>{t('whose')}</p>
      </Page>
    </>
  );
}

/** How far one is on the way to being a listener, and the next step of it. */
function WaySoFar({ rows, lessons }: { rows: Rows; lessons: readonly Lesson[] }) {
  const { t } = useTranslation('course');
  const identity = useIdentity();
  const way = wayOf(rows, isoDay);
  const next = lessons.find(({ id }) => standingOf(lessonOf(rows.get(rowId('lessons', id)) ?? null)) !== 'passed');
  const listens = identity.at === 'account' && identity.me.type === 'listener';
  return (
    <Section title={t('way.title')}>
      <ul className={styles.way}>
        <li>
          <meter min={0} max={way.of} value={way.passed} aria-label={t('lessons.title')} />
          {t('way.lessons', { passed: way.passed, of: way.of })}
        </li>
        <li>
          <meter min={0} max={way.needed} value={Math.min(way.held, way.needed)} aria-label={t('practice.title')} />
          {t('way.practice', { held: way.held, needed: way.needed })}
        </li>
      </ul>
      {listens && <p className={styles.text}>{t('way.listener')}</p>}
      {!listens && way.complete && <p className={styles.text}>{t('way.ready')}</p>}
      <div className={styles.row}>
        {!listens && way.complete && (
          <Button component={Link} href="/learn/listener">
            {t('way.become')}
          </Button>
        )}
        {next !== undefined && (
          <Button component={Link} href={`/learn/lessons/${next.id}`} variant={listens ? 'default' : 'filled'}>
            {t(way.passed === 0 ? 'way.begin' : 'way.next', { title: next.title })}
          </Button>
        )}
      </div>
    </Section>
  );
}

const Shelf = (props: { title: string; text: string; children: ReactNode }) => (
  <section className={styles.shelf}>
    <Title order={2}>{props.title}</Title>
    <p className={styles.quiet}>{props.text}</p>
    <ol className={styles.entries}>{props.children}</ol>
  </section>
);

function LessonEntry(props: { part: 'lessons' | 'modules'; lesson: Lesson; rows: Rows; numbered?: boolean }) {
  const { t } = useTranslation('course');
  const { part, lesson, rows } = props;
  const standing = standingOf(lessonOf(rows.get(rowId(part, lesson.id)) ?? null));
  return (
    <Entry
      path={`/learn/${part}/${lesson.id}`}
      title={props.numbered === true ? `${lesson.order}. ${lesson.title}` : lesson.title}
      text={lesson.summary}
      done={standing === 'passed'}
      meta={`${t('minutes', { count: lesson.minutes })} · ${t(`standing.${standing}`)}`}
    />
  );
}

function PracticeEntry({ practice, rows }: { practice: Practice; rows: Rows }) {
  const { t } = useTranslation('course');
  const row = practiceOf(rows.get(rowId('practice', practice.id)) ?? null);
  const held = row !== null && row.heldAtMs !== null;
  const standing = held ? 'held' : row === null || row.chat === null ? 'new' : 'begun';
  return (
    <Entry
      path={`/learn/practice/${practice.id}`}
      title={practice.title}
      text={practice.setting}
      done={held}
      meta={`${t('minutes', { count: practice.minutes })} · ${t(`standing.${standing}`)}`}
    />
  );
}

const Entry = (props: { path: string; title: string; text: string; meta: string; done: boolean }) => (
  <li>
    <Link href={props.path} className={styles.entry}>
      <span className={styles.entryWords}>
        <strong>{props.title}</strong>
        <span>{props.text}</span>
        <span className={styles.quiet}>{props.meta}</span>
      </span>
      {/* Its room is there before its mark is. */}
      <span className={styles.tick} aria-hidden="true">
        {props.done && <IconCircleCheck size={22} stroke={1.6} />}
      </span>
    </Link>
  </li>
);
