import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Practice } from '../../content/course/schema.ts';
import { Page, Section, useTitle } from '../../ui/Page.tsx';
import { Feedback } from './Feedback.tsx';
import { NotHere } from './LessonScreen.tsx';
import { PracticeChat } from './PracticeChat.tsx';
import { isOver } from './practice/state.ts';
import { usePractice, useQuickAnswers } from './practice/use-practice.ts';
import { practiceOf, rowId, type PracticeRow } from './progress.ts';
import { useCourseRows, useCourseShelf } from './use-course.ts';
import styles from './course.module.css';

/** Practice with somebody invented, on the device alone: what one knows, the chat, and what one's replies did (F193). */
export function PracticeScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('course');
  // Not whom one practises with: it would stand in the task bar.
  useTitle(t('place'));
  const shelf = useCourseShelf('practice');
  const rows = useCourseRows();
  if (shelf === null || rows === null) return null;
  const practice = shelf.find(({ id }) => id === props.params['id']);
  if (practice === undefined) return <NotHere />;
  const row = practiceOf(rows.get(rowId('practice', practice.id)) ?? null);
  return <Practising key={practice.id} practice={practice} row={row} />;
}

function Practising({ practice, row }: { practice: Practice; row: PracticeRow | null }) {
  const { quick, choose } = useQuickAnswers();
  const acts = usePractice(practice, row, quick);
  const chat = row?.chat ?? null;
  // Whoever comes back to a chat that is over finds what came of it; whoever sees it end, asks for it.
  const [looking, setLooking] = useState(chat !== null && isOver(chat));
  const begin = (): void => {
    setLooking(false);
    acts.begin();
  };
  if (chat === null) return <Introduction practice={practice} quick={quick} choose={choose} begin={begin} />;
  if (isOver(chat) && looking) return <Feedback practice={practice} chat={chat} again={begin} />;
  return <PracticeChat practice={practice} chat={chat} acts={acts} look={() => setLooking(true)} />;
}

function Introduction(props: { practice: Practice; quick: boolean; choose: (quick: boolean) => void; begin: () => void }) {
  const { t } = useTranslation('course');
  const { practice } = props;
  const lead = (
    <p>
      <Link href="/learn" className={styles.backLink}>
        {t('back')}
      </Link>{' '}
      · {t('minutes', { count: practice.minutes })}
    </p>
  );
  return (
    <Page title={practice.title} windowTitle={t('place')} lead={lead}>
      <p className={styles.label}>{t('chat.label')}</p>
      <Section title={t('chat.setting')} text={practice.setting}>
        <p className={styles.text}>{t('chat.who', { name: `@${practice.name}` })}</p>
      </Section>
      <p className={styles.how}>{t('chat.how')}</p>
      <Checkbox
        label={t('chat.quick')}
        checked={props.quick}
        onChange={(event) => props.choose(event.currentTarget.checked)}
      />
      <div className={styles.row}>
        <Button onClick={props.begin}>{t('chat.begin')}</Button>
      </div>
    </Page>
  );
}
