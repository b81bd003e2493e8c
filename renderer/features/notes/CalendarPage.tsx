import { useMemo } from 'react';
import { ActionIcon, Button, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { useNow } from '../../ui/now.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Note } from '../../vault/types.ts';
import { MarkLine } from '../moods/MarkLine.tsx';
import { moodMarks, type KeptMark } from '../moods/mood.ts';
import { byDay, dayOf, noonOf, stepMonths, type Day } from './calendar.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { NoteRow } from './NoteRow.tsx';
import { useCreateNote } from './use-create-note.ts';
import { useNotes } from './use-notes.ts';
import styles from './calendar.module.css';

const NO_WORDS: readonly string[] = [];

/** The journal by days: a month, and what was written and marked on the day that is chosen. */
export function CalendarPage(props: { day: Day | null; setDay: (day: Day) => void }) {
  const { t, i18n } = useTranslation(['journal', 'notes']);
  const { clock } = useApp();
  const vault = useVault();
  const today = dayOf(useNow() ?? clock.nowMs());
  const day = props.day ?? today;
  const notes = useNotes({ of: 'all' });
  const marks = useCollection(moodMarks(vault));
  const notesByDay = useMemo(() => byDay(notes ?? [], (note) => note.createdAtMs), [notes]);
  const marksByDay = useMemo(() => byDay(marks ?? [], ({ value }) => value.atMs), [marks]);
  const locale = formatLocale(i18n.language, navigator.languages);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(noonOf(day));
  const saysOf = (one: Day): string | null => {
    const count = notesByDay.get(one)?.length ?? 0;
    const marked = marksByDay.get(one)?.length ?? 0;
    const says = [count > 0 ? t('calendar.notes', { count }) : '', marked > 0 ? t('calendar.marks', { count: marked }) : ''];
    const said = says.filter((part) => part !== '');
    return said.length === 0 ? null : said.join(', ');
  };
  const back = (
    <Button component={Link} href="/notes" variant="default">
      {t('notes:back')}
    </Button>
  );
  return (
    <Page title={t('calendar.title')} lead={<p>{t('calendar.lead')}</p>} actions={back} wide>
      <div className={styles.parts}>
        <section aria-label={month}>
          <div className={styles.monthHead}>
            <Turn label={t('calendar.earlier')} by={-1} day={day} choose={props.setDay} />
            <Title order={2} size="h3" aria-live="polite" className={styles.month}>
              {month}
            </Title>
            <Turn label={t('calendar.later')} by={1} day={day} choose={props.setDay} />
            {day !== today && (
              <Button size="compact-md" variant="subtle" onClick={() => props.setDay(today)}>
                {t('calendar.today')}
              </Button>
            )}
          </div>
          <MonthGrid label={month} day={day} today={today} choose={props.setDay} saysOf={saysOf} />
          <p className={styles.key}>{t('calendar.key')}</p>
        </section>
        <OfDay
          title={new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(noonOf(day))}
          notes={notesByDay.get(day) ?? []}
          marks={marksByDay.get(day) ?? []}
          mayBegin={day === today}
        />
      </div>
    </Page>
  );
}

function Turn(props: { label: string; by: 1 | -1; day: Day; choose: (day: Day) => void }) {
  const Icon = props.by === 1 ? IconChevronRight : IconChevronLeft;
  return (
    <ActionIcon variant="default" size="xl" aria-label={props.label} onClick={() => props.choose(stepMonths(props.day, props.by))}>
      <Icon size={20} className={styles.turns} aria-hidden="true" />
    </ActionIcon>
  );
}

/** What was written and marked on a day, in the order of the day. */
function OfDay(props: { title: string; notes: readonly Note[]; marks: readonly KeptMark[]; mayBegin: boolean }) {
  const { t } = useTranslation(['journal', 'notes']);
  const create = useCreateNote();
  const notes = props.notes.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
  const marks = props.marks.toSorted((one, other) => one.value.atMs - other.value.atMs);
  return (
    <section className={styles.ofDay}>
      <Title order={2} size="h3">
        {props.title}
      </Title>
      {notes.length === 0 && marks.length === 0 && <p className={styles.quiet}>{t('calendar.nothing')}</p>}
      {marks.length > 0 && (
        <ul className={styles.marks} aria-label={t('calendar.marksOfDay')}>
          {marks.map(({ id, value }) => (
            <li key={id}>
              <MarkLine mark={value} />
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label={t('calendar.notesOfDay')}>
          {notes.map((note) => (
            <li key={note.id}>
              <NoteRow note={note} current={false} about={null} words={NO_WORDS} />
            </li>
          ))}
        </ul>
      )}
      {props.mayBegin && (
        <div className={styles.begin}>
          <Button variant="light" onClick={create}>
            {t('notes:new')}
          </Button>
          <Button component={Link} href="/growth/moods" variant="subtle">
            {t('calendar.mark')}
          </Button>
        </div>
      )}
    </section>
  );
}
