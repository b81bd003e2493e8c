import { useMemo, useState } from 'react';
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/now.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { firstWeekdayOf } from '../notes/calendar.ts';
import { MarkLine } from './MarkLine.tsx';
import { moodMarks, newestFirst, weeksUntil, type KeptMark } from './mood.ts';
import { MoodChart, MoodTable } from './MoodChart.tsx';
import { MoodForm } from './MoodForm.tsx';
import styles from './moods.module.css';

const SPANS = ['4', '12', '26'] as const;
const LISTED = 20;

/** How one is, marked for oneself alone, and how that went over weeks. No judgement, no streaks, no reminder. */
export function MoodsScreen() {
  const { t } = useTranslation('moods');
  const vault = useVault();
  const marks = useCollection(moodMarks(vault));
  const sorted = useMemo(() => newestFirst(marks ?? []), [marks]);
  return (
    <>
      <GrowthTabs />
      <Page title={t('place')} lead={<p>{t('about')}</p>}>
        <Section title={t('now')}>
          <MoodForm />
        </Section>
        {sorted.length > 0 && <Weeks marks={sorted} />}
        {sorted.length > 0 && <Marks marks={sorted} />}
      </Page>
    </>
  );
}

function Weeks({ marks }: { marks: readonly KeptMark[] }) {
  const { t, i18n } = useTranslation('moods');
  const { clock } = useApp();
  const nowMs = useNow() ?? clock.nowMs();
  const [span, setSpan] = useState<string>('12');
  const firstWeekday = firstWeekdayOf(formatLocale(i18n.language, navigator.languages));
  const values = useMemo(() => marks.map(({ value }) => value), [marks]);
  const weeks = weeksUntil(values, nowMs, Number(span), firstWeekday);
  return (
    <Section title={t('weeks')} text={t('weeksText')}>
      <SegmentedControl
        aria-label={t('span')}
        value={span}
        onChange={setSpan}
        data={SPANS.map((value) => ({ value, label: t('spanWeeks', { count: Number(value) }) }))}
      />
      <MoodChart marks={values} weeks={weeks} what="mood" />
      <MoodChart marks={values} weeks={weeks} what="energy" />
      <MoodTable weeks={weeks} />
    </Section>
  );
}

/** The last marks; one that was a slip can be erased, and brought back while one is here. */
function Marks({ marks }: { marks: readonly KeptMark[] }) {
  const { t } = useTranslation('moods');
  const vault = useVault();
  const onDisk = useDisk();
  const [erased, setErased] = useState<KeptMark | null>(null);
  const [all, setAll] = useState(false);
  const erase = async (mark: KeptMark): Promise<void> => {
    await moodMarks(vault).remove(mark.id);
    setErased(mark);
  };
  const restore = async (mark: KeptMark): Promise<void> => {
    await moodMarks(vault).put(mark.id, mark.value);
    setErased(null);
  };
  return (
    <Section title={t('marks')}>
      {erased !== null && (
        <Notice kind="note" title={t('erased')}>
          <Button size="xs" variant="default" onClick={() => onDisk(() => restore(erased))}>
            {t('undo')}
          </Button>
        </Notice>
      )}
      <ul className={styles.marks}>
        {marks.slice(0, all ? undefined : LISTED).map((mark) => (
          <li key={mark.id}>
            <MarkLine mark={mark.value} />
            <Tooltip label={t('erase')} position="left">
              <ActionIcon variant="subtle" size="lg" aria-label={t('erase')} onClick={() => onDisk(() => erase(mark))}>
                <IconTrash size={18} stroke={1.6} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
      {!all && marks.length > LISTED && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('earlier', { count: marks.length - LISTED })}
        </Button>
      )}
    </Section>
  );
}
